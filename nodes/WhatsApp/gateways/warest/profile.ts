import type { DialectOf } from '../gateway';

export const warestProfile: DialectOf<'profile'> = {};
