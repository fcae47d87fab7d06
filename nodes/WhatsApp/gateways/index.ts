import type { GatewayName } from './catalogue';
import type { Gateway } from './gateway';
import { waha } from './waha';
import { warest } from './warest';

/** What the package knows of each gateway in the catalogue. */
export const gateways = { waha, warest } satisfies Readonly<Record<GatewayName, Gateway>>;
