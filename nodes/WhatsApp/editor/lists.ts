import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openClient, type Client } from '../client/client';
import { readCredential, CREDENTIAL } from '../client/readCredential';
import { toNodeError } from '../client/errors';
import { isGroupId, parseSessionName } from '../portable/ids';
import { isObject } from '../portable/json';
import { readRequestOptions } from '../transport/options';
import { withoutMadeUp } from './madeUp';
import { listEntry, page, sizeFor, startOf } from './page';

/** Longest wait for a list, in milliseconds: a person is looking at it. */
const LIST_TIMEOUT_MS = 20_000;

/** What a list is asked for. */
interface Asked {
	readonly client: Client;
	/** Name of the session chosen in the node. */
	readonly session: string;
	/** Where the requested page begins. */
	readonly start: number;
	/** What a person types to find an entry. */
	readonly filter: string | undefined;
}

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * A list of the editor, filled by a read operation of the same dialect that the node uses. Errors are shown in the list
 * as the node would show them.
 */
const list = (search: (asked: Asked) => Promise<INodeListSearchResult>): Search =>
	async function (filter, paginationToken) {
		try {
			const connected = readCredential(await this.getCredentials(CREDENTIAL));
			const options = readRequestOptions(this.getNodeParameter('requestOptions', {}));
			const session = (): string => chosenSession(this);
			return await search({
				client: openClient(this, connected, { ...options, timeoutMs: LIST_TIMEOUT_MS }),
				// Read only by lists of a session, because the list of sessions must open even if a wrong session is chosen.
				get session() {
					return session();
				},
				start: startOf(paginationToken),
				filter,
			});
		} catch (error) {
			throw toNodeError(error, this.getNode());
		}
	};

/**
 * While a workflow is edited no event has come in, so an empty choice or an expression, which would follow one, means
 * the default session.
 */
function chosenSession(context: ILoadOptionsFunctions): string {
	const raw: unknown = context.getCurrentNodeParameter('session');
	const value = isObject(raw) ? raw.value : raw;
	return typeof value !== 'string' || value === '' || value.startsWith('=')
		? 'default'
		: parseSessionName(value);
}

/** The chats of the session, in the gateway's order: newest first. */
export const searchChats = list(async ({ client, session, start, filter }) => {
	const chats = await client.ask('chat', 'getMany', {
		session,
		limit: sizeFor(start, filter),
		options: {},
	});
	const items = chats.map(({ chatId, name }) => listEntry(name, chatId));
	return await withoutMadeUp(client, session, page(items, start, filter));
});

/** The people among the contacts of the session. */
export const searchContacts = list(async ({ client, session, start, filter }) => {
	const contacts = await client.ask('contact', 'getMany', {
		session,
		limit: sizeFor(start, filter),
		options: {},
	});
	const items = contacts.map(({ contactId, name, pushName }) =>
		listEntry(name ?? pushName, contactId),
	);
	const found = await withoutMadeUp(client, session, page(items, start, filter));
	// Filtered after paging, so that a short page is not taken for the last one. WAHA lists groups among the contacts.
	return { ...found, results: found.results.filter(({ value }) => !isGroupId(String(value))) };
});

/** The groups that the session is a member of. */
export const searchGroups = list(async ({ client, session, start, filter }) => {
	const groups = await client.ask('group', 'getMany', {
		session,
		limit: sizeFor(start, filter),
		options: {},
	});
	const items = groups.map(({ chatId, subject }) => listEntry(subject, chatId));
	return page(items, start, filter);
});

/** The channels that the session owns or follows. */
export const searchChannels = list(async ({ client, session, start, filter }) => {
	const channels = await client.ask('channel', 'getMany', {
		session,
		limit: Infinity,
		options: {},
	});
	const items = channels.map(({ channelId, name }) => listEntry(name, channelId));
	return page(items, start, filter);
});

/** The views in which channels can be searched. */
export const searchChannelViews = list(async ({ client, session, start, filter }) => {
	const views = await client.ask('channel', 'getSearchViews', { session, limit: Infinity });
	const items = views.map(({ value, name }) => ({ name: name ?? value, value }));
	return page(items, start, filter);
});

/** The labels of the session. */
export const searchLabels = list(async ({ client, session, start, filter }) => {
	const labels = await client.ask('label', 'getMany', { session, limit: Infinity });
	const items = labels.map(({ labelId, name }) => listEntry(name, labelId));
	return page(items, start, filter);
});

/**
 * The sessions of the gateway, working ones first. Their state is not shown, because n8n saves the name of the picked
 * entry in the workflow, where the state would soon be wrong.
 */
export const searchSessions = list(async ({ client, start, filter }) => {
	const sessions = await client.ask('session', 'getMany', { limit: Infinity, options: {} });
	const names = (isWorking: boolean): string[] =>
		sessions
			.filter(({ status }) => (status === 'working') === isWorking)
			.map(({ session }) => session);
	const items = [...names(true), ...names(false)].map((name) => ({ name, value: name }));
	return page(items, start, filter);
});
