import type { DialectOf } from '../gateway';

export const wahaChannel: DialectOf<'channel'> = {};
