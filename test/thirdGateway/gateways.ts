import { gateways as shipped } from '../../nodes/WhatsApp/gateways';
import type { Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import type { GatewayName } from './catalogue';
import { tern } from './tern';

export const gateways = { ...shipped, tern } satisfies Readonly<Record<GatewayName, Gateway>>;
