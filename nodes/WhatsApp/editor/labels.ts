import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from './ask';
import { chosenSession } from './chats';
import { named, page, startOf } from './list';

/** The labels of the session that is chosen in the node. */
export async function searchLabels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const labels = await ask(this, 'label', 'getMany', {
		session: chosenSession(this),
		limit: Infinity,
	});
	const items = labels.map(({ labelId, name }) => named(name, labelId));
	return page(items, startOf(paginationToken), filter);
}
