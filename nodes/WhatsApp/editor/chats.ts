import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isObject } from '../portable/json';
import { parseSessionName } from '../portable/ids';
import { toNodeError } from '../client/errors';
import { ask } from './ask';
import { page, sizeFor, startOf, textOf } from './list';
import { withoutMadeUp } from './madeUp';

/** The chats of the session that is chosen in the node, newest first as the gateway gives them. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const start = startOf(paginationToken);
	const session = chosenSession(this);
	const chats = await ask(this, 'chat', 'getMany', {
		session,
		limit: sizeFor(start, filter),
		options: {},
	});
	const items = chats.map(({ chatId, name }) => {
		const id = textOf(chatId);
		return { name: textOf(name) === '' ? id : `${textOf(name)} (${id})`, value: id };
	});
	return await withoutMadeUp(this, session, page(items, start, filter));
}

/**
 * While a workflow is edited no event has come in, so an empty choice and an expression, which follow one, mean the usual
 * session.
 */
export function chosenSession(context: ILoadOptionsFunctions): string {
	const raw: unknown = context.getCurrentNodeParameter('session');
	const value = textOf(isObject(raw) ? raw.value : raw);
	try {
		return value === '' || value.startsWith('=') ? 'default' : parseSessionName(value);
	} catch (error) {
		throw toNodeError(error, context.getNode());
	}
}
