import type { DialectOf } from '../gateway';

export const wahaGroup: DialectOf<'group'> = {};
