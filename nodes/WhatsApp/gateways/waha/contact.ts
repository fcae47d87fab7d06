import type { DialectOf } from '../gateway';

export const wahaContact: DialectOf<'contact'> = {};
