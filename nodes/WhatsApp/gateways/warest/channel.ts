import type { DialectOf } from '../gateway';

export const warestChannel: DialectOf<'channel'> = {};
