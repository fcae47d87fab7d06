import type { DialectOf } from '../gateway';

export const warestStatus: DialectOf<'status'> = {};
