import type { DialectOf } from '../gateway';

export const warestContact: DialectOf<'contact'> = {};
