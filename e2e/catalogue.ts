import { handlerOf } from '../nodes/WhatsApp/client/findOperation';
import { gateways } from '../nodes/WhatsApp/gateways';
import type { GatewayName } from '../sandbox';

/** Whether the dialects offer an operation on none of the gateway's servers, on some, or on all. */
export type Presence = 'nowhere' | 'somewhere' | 'everywhere';

export function presenceOf(gateway: GatewayName, resource: string, operation: string): Presence {
	const handler = handlerOf(gateways[gateway], resource, operation);
	if ('missing' in handler) return 'nowhere';
	return 'needs' in handler && handler.needs !== undefined ? 'somewhere' : 'everywhere';
}
