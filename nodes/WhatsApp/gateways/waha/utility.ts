import type { DialectOf } from '../gateway';

export const wahaUtility: DialectOf<'utility'> = {};
