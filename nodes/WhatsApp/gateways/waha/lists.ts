import type { Json } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { entriesOf } from './shapes';

interface Sorting<By extends string> {
	readonly sortBy?: By;
	readonly sortOrder?: 'asc' | 'desc';
}

/** An order without a field to sort by has no effect on lists of contacts and groups (2026.2.1, observed). */
export const sorting = <By extends string>({
	sortBy,
	sortOrder,
}: Sorting<By>): { sortBy: By | 'id' | undefined; sortOrder: 'asc' | 'desc' | undefined } => ({
	sortBy: sortBy ?? (sortOrder === undefined ? undefined : 'id'),
	sortOrder,
});

/** The first entries of a list that WAHA gives whole, whatever is asked. */
export function* firstOf(request: GatewayRequest, limit: number): Plan<Json> {
	return entriesOf((yield request).body).slice(0, limit);
}
