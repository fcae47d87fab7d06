import type { DialectOf } from '../gateway';

export const warestGroup: DialectOf<'group'> = {};
