import type { DialectOf } from '../gateway';

export const warestLabel: DialectOf<'label'> = {};
