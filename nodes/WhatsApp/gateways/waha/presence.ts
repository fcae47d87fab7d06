import type { DialectOf } from '../gateway';

export const wahaPresence: DialectOf<'presence'> = {};
