import { at, defined, objectAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { pages } from '../shared/paging';
import { path } from '../shared/path';
import { withPicture } from '../shared/picture';
import { lacksRoute } from './answers';
import { confirmed } from './plain';
import { get, inChat, post, repeatable } from './requests';
import { chatIdOf, entriesOf, readChat } from './shapes';
import { BROWSERS, NOT_GOWS, READ_BY_DAYS, WEBJS } from './needs';
import type { ChatOverview } from '../../operations/chat';
import { formatChatId, type ChatId } from '../../portable/ids';

/** Chats per request. WAHA documents no upper limit; this keeps an answer small. */
const PAGE_SIZE = 100;

/** How many messages of a person's chat the newer route marks by default (2026.7.1). */
const DEFAULT_MESSAGES = 30;

interface ListOptions {
	readonly sortBy?: 'id' | 'lastMessage' | 'name';
	readonly sortOrder?: 'asc' | 'desc';
	readonly merge?: boolean;
}

const SORT_BY = { id: 'id', lastMessage: 'conversationTimestamp', name: 'name' } as const;

/**
 * One page of chats. NOWEB and GOWS list them without names and last messages, which only the overview has (2025.2.5).
 * Both have the same order, so the same page of the overview is merged into it.
 */
function* chatPage(
	session: string,
	offset: number,
	limit: number,
	options: ListOptions,
): Plan<GatewayAnswer> {
	const answer = yield get(path`/api/${session}/chats`, {
		limit,
		offset,
		sortBy: options.sortBy && SORT_BY[options.sortBy],
		sortOrder: options.sortOrder,
		merge: options.merge,
	});
	const chats = entriesOf(answer.body);
	if (chats.every((chat) => at(chat, 'lastMessage') !== undefined)) return answer;
	const sorted = options.sortBy !== undefined || options.sortOrder !== undefined;
	const ids = sorted ? chats.map((chat) => chatIdOf(chat) ?? '') : undefined;
	const overview = yield {
		...get(path`/api/${session}/chats/overview`, {
			limit,
			offset: sorted ? 0 : offset,
			ids,
			merge: options.merge,
		}),
		tolerate: () => true,
	};
	const known = new Map(entriesOf(overview.body).map((entry) => [chatIdOf(entry), entry]));
	return { ...answer, body: chats.map((chat) => withOverview(chat, known.get(chatIdOf(chat)))) };
}

const withOverview = (chat: Json, overview: Json | undefined): Json => ({
	...objectAt(chat),
	...defined({
		name: at(overview, 'name'),
		picture: at(overview, 'picture'),
		lastMessage: at(overview, 'lastMessage'),
	}),
});

interface InChat {
	readonly session: string;
	readonly chatId: ChatId;
	readonly options: { readonly days?: number; readonly messages?: number };
}

/**
 * What a server without the route can do: sendSeen with the newest messages of the other person. NOWEB marks exactly
 * the given ones; before 2025.3 it takes one (`messageId`), later any number (`messageIds`).
 */
function* markNewestAsRead(m: InChat): Plan<Json> {
	if (m.options.days !== undefined) {
		throw new GatewayProblem('This WAHA is too old for Days Back', {
			status: 404,
			hint: 'Remove the option, or update WAHA.',
			fate: 'notDone',
			unsupported: READ_BY_DAYS,
		});
	}
	const chatId = formatChatId(m.chatId);
	const list = yield {
		...get(path`/api/${m.session}/chats/${chatId}/messages`, {
			limit: m.options.messages ?? DEFAULT_MESSAGES,
			downloadMedia: false,
			'filter.fromMe': false,
		}),
		tolerate: () => true,
	};
	const messageIds = entriesOf(list.body)
		.map((message) => textAt(message, 'id'))
		.filter((id) => id !== null);
	const messages = messageIds[0] === undefined ? {} : { messageIds, messageId: messageIds[0] };
	return (yield repeatable(
		inChat(m, post('/api/sendSeen', { session: m.session, chatId, ...messages })),
	)).body;
}

/** Since 2026 a route marks all unread messages, on every engine; older servers have only sendSeen. */
export function* markAsRead(m: InChat): Plan<Json> {
	const modern = yield {
		...repeatable(
			inChat(m, post(path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/read`)),
		),
		query: { messages: m.options.messages, days: m.options.days },
		tolerate: lacksRoute,
	};
	return lacksRoute(modern) ? yield* markNewestAsRead(m) : modern.body;
}

const chatPath = ({ session, chatId }: Pick<InChat, 'session' | 'chatId'>): string =>
	path`/api/${session}/chats/${formatChatId(chatId)}`;

const acted = ({
	session,
	chatId,
}: Pick<InChat, 'session' | 'chatId'>): { session: string; chatId: string } => ({
	session,
	chatId: formatChatId(chatId),
});

const CHAT_HINT = 'Check that the chat exists, and that the phone of the session is online.';

/** Most ids in the address; with more it would be too long for servers in front of WAHA. */
const MAX_IDS_IN_ADDRESS = 100;

/** Newer servers accept the ids in a body, too. */
function overviewPage(
	session: string,
	page: { readonly limit: number; readonly offset: number; readonly merge: boolean | undefined },
	chatIds: readonly ChatId[] = [],
): GatewayRequest {
	const place = path`/api/${session}/chats/overview`;
	const ids = chatIds.map(formatChatId);
	if (ids.length <= MAX_IDS_IN_ADDRESS)
		return get(place, { ...page, ids: ids.length === 0 ? undefined : ids });
	return { ...post(place, { pagination: defined(page), filter: { ids } }), effect: 'read' };
}

export const wahaChat: DialectOf<'chat'> = {
	archive: {
		needs: NOT_GOWS,
		build: (m) =>
			repeatable(inChat(m, post(path`/api/${m.session}/chats/${formatChatId(m.chatId)}/archive`))),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), archived: true }),
	},
	clear: {
		needs: WEBJS,
		build: (m) =>
			confirmed(inChat(m, { method: 'DELETE', path: `${chatPath(m)}/messages` }), CHAT_HINT),
		read: (_, m) => acted(m),
	},
	delete: {
		needs: BROWSERS,
		build: (m) => confirmed(inChat(m, { method: 'DELETE', path: chatPath(m) }), CHAT_HINT),
		read: (_, m) => acted(m),
	},
	getMany: {
		build: ({ session, limit, options }) =>
			pages({
				limit,
				pageSize: PAGE_SIZE,
				request: (offset, count) => chatPage(session, offset, count, options),
				entries: (answer) => entriesOf(answer.body),
			}),
		lacks: {
			hasMedia: 'Filter the chats in a later node.',
			search: 'Filter the chats in a later node.',
		},
		read: (raw, { session }) => readChat(raw, session),
	},
	getOverview: {
		*build({ session, limit, options: { chatIds, merge } }) {
			const entries = yield* pages({
				limit: chatIds === undefined ? limit : Infinity,
				pageSize: PAGE_SIZE,
				request: (offset, count) => overviewPage(session, { limit: count, offset, merge }, chatIds),
				entries: (answer) => entriesOf(answer.body),
			});
			return selected(entries, chatIds).slice(0, limit);
		},
		read: (raw, { session }) => readOverview(raw, session),
	},
	getPicture: {
		*build(m) {
			const { body } = yield get(`${chatPath(m)}/picture`, { refresh: m.options.refresh });
			return yield* withPicture(body, textAt(body, 'url'), m.download);
		},
		read: (raw, m) => ({ ...acted(m), url: textAt(raw, 'url') }),
	},
	markAsRead: {
		optionNeeds: { days: READ_BY_DAYS },
		build: markAsRead,
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId) }),
	},
	markAsUnread: {
		build: (m) => confirmed(repeatable(inChat(m, post(`${chatPath(m)}/unread`))), CHAT_HINT),
		read: (_, m) => acted(m),
	},
	mute: missing(
		'WAHA cannot mute chats. Mute it on the phone, or move it out of sight with Chat > Archive.',
	),
	pin: missing('WAHA cannot pin chats. Message > Pin pins a message inside a chat.'),
	unarchive: {
		needs: NOT_GOWS,
		build: (m) =>
			repeatable(
				inChat(m, post(path`/api/${m.session}/chats/${formatChatId(m.chatId)}/unarchive`)),
			),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), archived: false }),
	},
	unmute: missing('WAHA cannot unmute chats. Do it on the phone.'),
};

/** One entry of the overview. What only the engine's own chat knows, such as the unread count, is under `_chat`. */
export const readOverview = (raw: Json, session: string): ChatOverview => ({
	...readChat({ ...objectAt(raw, '_chat'), ...defined(objectAt(raw)) }, session),
	pictureUrl: textAt(raw, 'picture'),
});

/**
 * The entries of the requested chats. Servers before 2026 ignore the ids and list every chat; later ones may answer a
 * hidden id with the phone number behind it, which counts as a match.
 */
export function selected(
	entries: readonly Json[],
	chatIds: readonly ChatId[] | undefined,
): readonly Json[] {
	if (chatIds === undefined || entries.length <= chatIds.length) return entries;
	const wanted = new Set(chatIds.map(formatChatId));
	return entries.filter((entry) => wanted.has(chatIdOf(entry) ?? ''));
}
