import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from './ask';
import { page, startOf, textOf } from './list';

/**
 * The sessions of the gateway, those that work first. Their state is not shown: n8n keeps the name of what was picked in
 * the workflow, where it would soon be wrong.
 */
export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const sessions = await ask(this, 'session', 'getMany', { limit: Infinity, options: {} });
	const names = (isWorking: boolean): string[] =>
		sessions
			.filter(({ status }) => (status === 'working') === isWorking)
			.map(({ session }) => textOf(session));
	const items = [...names(true), ...names(false)].map((name) => ({ name, value: name }));
	return page(items, startOf(paginationToken), filter);
}
