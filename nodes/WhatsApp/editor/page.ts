import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** Entries shown at once; the editor asks for more as a person scrolls. */
export const PAGE_SIZE = 100;

/** Entries searched for a filter; more would keep a person waiting. */
export const SEARCH_SIZE = 1000;

/** Where the next page begins, from the pagination token. */
export const startOf = (paginationToken: string | undefined): number =>
	Number(paginationToken ?? 0) || 0;

/** How many entries must be asked for to show the page that begins at `start`. */
export const sizeFor = (start: number, filter: string | undefined): number =>
	filter === undefined || filter === '' ? start + PAGE_SIZE : SEARCH_SIZE;

/** One page of a list, filtered by name and id, with a token if more may follow. */
export function page(
	items: readonly INodeListSearchItems[],
	start: number,
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	const matching = items.filter(({ name, value }) =>
		`${name} ${value}`.toLowerCase().includes(wanted),
	);
	const results = matching.slice(start, start + PAGE_SIZE);
	const more = results.length === PAGE_SIZE;
	return more ? { results, paginationToken: String(start + PAGE_SIZE) } : { results };
}

/** An entry with its id after its name; an entry without a name shows its id alone. */
export const listEntry = (name: string | null, id: string | null): INodeListSearchItems => ({
	name: name === null || name === '' ? (id ?? '') : `${name} (${id ?? ''})`,
	value: id ?? '',
});
