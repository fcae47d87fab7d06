import type { Json } from '../../portable/json';
import {
	isPlan,
	type GatewayAnswer,
	type GatewayRequest,
	type Plan,
} from '../../transport/request';

interface Paging {
	/** Total number of entries wanted; Infinity for all. */
	readonly limit: number;
	/** Most entries that the gateway returns at once; it would silently cut more. */
	readonly pageSize: number;
	readonly request: (offset: number, count: number) => GatewayRequest | Plan<GatewayAnswer>;
	readonly entries: (answer: GatewayAnswer) => readonly Json[];
	/** True if a page may have fewer entries than requested although more follow. */
	readonly shortPages?: boolean;
}

/**
 * Reads a list page by page until it has enough, or a page is empty or (unless `shortPages`) short. A server that
 * ignores the offset returns its first page again, which ends the list, too.
 */
export function* pages(paging: Paging): Plan<Json[]> {
	const found: Json[] = [];
	let previous = '';
	for (let offset = 0; found.length < paging.limit;) {
		const count = Math.min(paging.limit - found.length, paging.pageSize);
		const answer = yield* ask(paging.request(offset, count));
		const entries = paging.entries(answer);
		const first = JSON.stringify(entries[0]) ?? '';
		if (entries.length === 0 || first === previous) break;
		found.push(...entries);
		if (entries.length < count && paging.shortPages !== true) break;
		previous = first;
		offset += count;
	}
	return found.slice(0, paging.limit);
}

function* ask(step: GatewayRequest | Plan<GatewayAnswer>): Plan<GatewayAnswer> {
	return isPlan(step) ? yield* step : yield step;
}
