import type { DialectOf } from '../gateway';

export const wahaStatus: DialectOf<'status'> = {};
