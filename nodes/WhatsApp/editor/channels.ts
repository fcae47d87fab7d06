import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from './ask';
import { chosenSession } from './chats';
import { named, page, startOf, textOf } from './list';

/** The channels that the session chosen in the node owns or follows. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const channels = await ask(this, 'channel', 'getMany', {
		session: chosenSession(this),
		limit: Infinity,
		options: {},
	});
	const items = channels.map(({ channelId, name }) => named(name, channelId));
	return page(items, startOf(paginationToken), filter);
}

/** The views that a search for channels knows. */
export async function searchChannelViews(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const views = await ask(this, 'channel', 'getSearchViews', {
		session: chosenSession(this),
		limit: Infinity,
	});
	const items = views.map(({ value, name }) => ({
		name: textOf(name) || textOf(value),
		value: textOf(value),
	}));
	return page(items, startOf(paginationToken), filter);
}
