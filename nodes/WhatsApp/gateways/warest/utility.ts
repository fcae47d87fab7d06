import type { DialectOf } from '../gateway';

export const warestUtility: DialectOf<'utility'> = {};
