import { handlerOf } from '../nodes/WhatsApp/client/findOperation';
import { gateways } from '../nodes/WhatsApp/gateways';
import type { GatewayName } from '../sandbox';

/** Whether the node's own catalogue says that a gateway has an operation. */
export const hasOperation = (gateway: GatewayName, resource: string, operation: string): boolean =>
	!('missing' in handlerOf(gateways[gateway], resource, operation));
