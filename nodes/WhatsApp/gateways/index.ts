import type { GatewayName } from './catalogue';
import { evolution } from './evolution';
import type { Gateway } from './gateway';
import { waha } from './waha';
import { warest } from './warest';

/** What the package knows of each gateway in the catalogue. */
export const gateways = { waha, warest, evolution } satisfies Readonly<
	Record<GatewayName, Gateway>
>;
