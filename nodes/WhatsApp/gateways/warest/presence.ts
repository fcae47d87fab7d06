import type { DialectOf } from '../gateway';

export const warestPresence: DialectOf<'presence'> = {};
