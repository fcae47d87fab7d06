import type { Gateway } from './gateway';
import { waha } from './waha';
import { warest } from './warest';

/** Every gateway, by the value its credential holds. A new one is a folder and a line here. */
export const gateways = { waha, warest } satisfies Readonly<Record<string, Gateway>>;
