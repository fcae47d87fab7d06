import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from './ask';
import { chosenSession } from './chats';
import { named, page, sizeFor, startOf } from './list';

/** The groups that the session chosen in the node is a member of. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const start = startOf(paginationToken);
	const groups = await ask(this, 'group', 'getMany', {
		session: chosenSession(this),
		limit: sizeFor(start, filter),
		options: {},
	});
	const items = groups.map(({ chatId, subject }) => named(subject, chatId));
	return page(items, start, filter);
}
