import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isGroupId } from '../portable/ids';
import { ask } from './ask';
import { chosenSession } from './chats';
import { named, page, sizeFor, startOf } from './list';
import { withoutMadeUp } from './madeUp';

/** The people among the contacts of the session that is chosen in the node. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const start = startOf(paginationToken);
	const session = chosenSession(this);
	const contacts = await ask(this, 'contact', 'getMany', {
		session,
		limit: sizeFor(start, filter),
		options: {},
	});
	const items = contacts.map(({ contactId, name, pushName }) => named(name ?? pushName, contactId));
	const found = await withoutMadeUp(this, session, page(items, start, filter));
	// Left out after paging, so that no page is taken for the last one. WAHA lists groups among the contacts.
	return { ...found, results: found.results.filter(({ value }) => !isGroupId(String(value))) };
}
