import type { DialectOf } from '../gateway';

export const wahaProfile: DialectOf<'profile'> = {};
