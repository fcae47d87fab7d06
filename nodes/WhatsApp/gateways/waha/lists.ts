import type { Json } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { entriesOf } from './shapes';

/** The first entries of a list that WAHA gives whole, whatever is asked. */
export function* firstOf(request: GatewayRequest, limit: number): Plan<Json> {
	return entriesOf((yield request).body).slice(0, limit);
}
