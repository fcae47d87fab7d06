import { formatChannel } from '../../portable/channels';
import { formatChatId, type ChatId } from '../../portable/ids';
import {
	booleanAt,
	defined,
	listAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayRequest, Plan } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { path } from '../shared/path';
import { readChannel, readChannelMessage, readSearchValue } from './channelShapes';
import { asImage } from '../shared/fileType';
import { withFile, firstOf, get, inChat, post, repeatable } from './requests';
import { confirmed } from './plain';
import { chatIdOf } from './shapes';
import { NOT_WEBJS } from './needs';

/** Channels per page of a search, as WhatsApp's own apps request (WAHA's documents). */
const SEARCH_PAGE = 50;

interface OnChannel {
	readonly session: string;
	readonly channelId: ChatId;
}

const HINT = 'The channel may be gone, or the account may have no right to do this.';

/** Changes of a channel run in order. Some engines answer false if a change was not made. */
const onChannel = (m: OnChannel, request: GatewayRequest): Plan<Json> =>
	confirmed(inChat({ session: m.session, chatId: m.channelId }, request), HINT);

const channelPath = (m: OnChannel, action: string): string =>
	path`/api/${m.session}/channels/${formatChatId(m.channelId)}/${action}`;

const acted = (m: OnChannel): { session: string; channelId: string } => ({
	session: m.session,
	channelId: formatChatId(m.channelId),
});

const searchValues = (m: { session: string; limit: number }, kind: string): Plan<Json> =>
	firstOf(get(path`/api/${m.session}/channels/search/${kind}`), m.limit);

/** A list that narrows a search. An empty one is left out, because WAHA refuses it (2026.2, observed for countries). */
const narrowing = (values: readonly string[] = []): readonly string[] | undefined =>
	values.length === 0 ? undefined : values;

/** Reads a search page by page; each page has the cursor of the next one. */
function* search(route: string, query: JsonObject, limit: number): Plan<Json> {
	const found = new Map<string, Json>();
	let startCursor = '';
	while (found.size < limit) {
		const known = found.size;
		const page = yield {
			...post(route, { ...query, limit: Math.min(limit - known, SEARCH_PAGE), startCursor }),
			effect: 'read',
		};
		for (const channel of listAt(page.body, 'channels'))
			found.set(chatIdOf(channel) ?? JSON.stringify(channel), channel);
		const next = textAt(page.body, 'page', 'endCursor');
		const more = booleanAt(page.body, 'page', 'hasNextPage') !== false;
		if (!more || next === null || found.size === known) break;
		startCursor = next;
	}
	return [...found.values()].slice(0, limit);
}

export const wahaChannel: DialectOf<'channel'> = {
	create: {
		needs: NOT_WEBJS,
		build: (m) => {
			const request = post(
				path`/api/${m.session}/channels`,
				defined({ name: m.name, description: m.options.description }),
			);
			return m.picture === null
				? request
				: withFile(request, asImage(m.picture), 'image/jpeg', 'picture');
		},
		read: readChannel,
	},
	delete: {
		build: (m) =>
			onChannel(m, {
				method: 'DELETE',
				path: path`/api/${m.session}/channels/${formatChatId(m.channelId)}`,
			}),
		read: (_, m) => acted(m),
	},
	follow: {
		build: (m) => onChannel(m, repeatable(post(channelPath(m, 'follow')))),
		read: (_, m) => ({ ...acted(m), following: true }),
	},
	get: {
		// Some engines answer 200 with an empty body for an unknown channel.
		*build(m) {
			const answer = yield get(path`/api/${m.session}/channels/${formatChannel(m.channelId)}`);
			if (chatIdOf(answer.body) !== null) return answer.body;
			throw new GatewayProblem(`WAHA did not find the channel ${formatChannel(m.channelId)}`, {
				status: answer.status,
				hint: 'Check the ID or the invite link of the channel.',
			});
		},
		read: readChannel,
	},
	getMany: {
		build: (m) =>
			firstOf(
				get(path`/api/${m.session}/channels`, { role: m.options.role?.toUpperCase() }),
				m.limit,
			),
		read: readChannel,
	},
	getMessages: {
		build: (m) =>
			firstOf(
				get(path`/api/${m.session}/channels/${formatChannel(m.channelId)}/messages/preview`, {
					downloadMedia: m.options.downloadMedia ?? false,
					limit: m.limit,
				}),
				m.limit,
			),
		read: readChannelMessage,
	},
	getSearchCategories: { build: (m) => searchValues(m, 'categories'), read: readSearchValue },
	getSearchCountries: { build: (m) => searchValues(m, 'countries'), read: readSearchValue },
	getSearchViews: { build: (m) => searchValues(m, 'views'), read: readSearchValue },
	mute: {
		build: (m) => onChannel(m, repeatable(post(channelPath(m, 'mute')))),
		read: (_, m) => ({ ...acted(m), muted: true }),
	},
	searchByText: {
		build: (m) =>
			search(
				path`/api/${m.session}/channels/search/by-text`,
				defined({ text: m.text, categories: narrowing(m.options.categories) }),
				m.limit,
			),
		read: readChannel,
	},
	searchByView: {
		build: (m) =>
			search(
				path`/api/${m.session}/channels/search/by-view`,
				defined({
					view: m.view,
					countries: narrowing(m.options.countries),
					categories: narrowing(m.options.categories),
				}),
				m.limit,
			),
		read: readChannel,
	},
	unfollow: {
		build: (m) => onChannel(m, repeatable(post(channelPath(m, 'unfollow')))),
		read: (_, m) => ({ ...acted(m), following: false }),
	},
	unmute: {
		build: (m) => onChannel(m, repeatable(post(channelPath(m, 'unmute')))),
		read: (_, m) => ({ ...acted(m), muted: false }),
	},
};
