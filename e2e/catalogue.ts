import { handlerOf } from '../nodes/WhatsApp/client/findOperation';
import { gateways } from '../nodes/WhatsApp/gateways';
import type { GatewayName } from '../sandbox';

/** What the node's own catalogue says of an operation: no server of the gateway has it, some have, or each. */
export type Presence = 'nowhere' | 'somewhere' | 'everywhere';

export function presenceOf(gateway: GatewayName, resource: string, operation: string): Presence {
	const handler = handlerOf(gateways[gateway], resource, operation);
	if ('missing' in handler) return 'nowhere';
	return 'needs' in handler && handler.needs !== undefined ? 'somewhere' : 'everywhere';
}
