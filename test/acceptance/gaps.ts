import type { GatewayName } from '../../sandbox';

/** Parameters that a gateway reads and the node does not send, each with its reason. */
export const GAPS: Readonly<Record<GatewayName, Readonly<Record<string, string>>>> = {
	waha: {},
	warest: {},
};
