import type { DialectOf } from '../gateway';

export const wahaLabel: DialectOf<'label'> = {};
