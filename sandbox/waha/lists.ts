import { firstString, type JsonObject } from '../http/json';

/** A page of a sorted list, as WAHA's own paginator makes it: ascending by default, everything without a limit. */
export function paged<Row>(
	rows: readonly Row[],
	query: JsonObject,
	sortValues: Record<string, (row: Row) => string>,
): Row[] {
	const valueOf = sortValues[firstString(query.sortBy) ?? ''];
	const direction = query.sortOrder === 'desc' ? -1 : 1;
	const sorted = valueOf
		? [...rows].sort((one, other) => direction * valueOf(one).localeCompare(valueOf(other)))
		: [...rows];
	const offset = Number(firstString(query.offset) ?? 0);
	const limit = Number(firstString(query.limit) ?? sorted.length);
	return sorted.slice(offset, offset + limit);
}
