import type { ChatOverview } from '../../operations/chat';
import { formatChatId, isGroupId, portableId, type ChatId } from '../../portable/ids';
import { at, isObject, listAt, numberAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { Chat } from '../../portable/shapes';
import { timeAt } from '../../portable/time';
import type { Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { pages } from '../shared/paging';
import { withPicture } from '../shared/picture';
import { evolutionJid, keyIn, numberOf } from './ids';
import { contentOf } from './messageShapes';
import { ask, bodyOf, inChat, post, repeatable, type ToChat } from './requests';
import { asJson, newestOf, recordsIn } from './stored';

/** Chats per request. The server has no upper limit; this keeps an answer small. */
const PAGE_SIZE = 100;

/** How many messages are marked by default, as on other gateways. */
const DEFAULT_MESSAGES = 30;
const DAY_MS = 86_400_000;

const OLDER = 'Filter the chats in a later node.';
const ON_PHONE = 'Do it on the phone.';

const acted = (m: ToChat): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
});

function readChat(raw: Json, session: string): Chat {
	const chatId = portableId(textAt(raw, 'remoteJid')) ?? textAt(raw, 'remoteJid') ?? '';
	const last = at(raw, 'lastMessage') ?? null;
	const lastTime = timeAt(last, 'messageTimestamp');
	return {
		session,
		chatId,
		name: textAt(raw, 'pushName') ?? textAt(raw, 'name'),
		isGroup: isGroupId(chatId),
		unreadCount: numberAt(raw, 'unreadCount') ?? numberAt(raw, 'unreadMessages'),
		archived: null,
		pinned: null,
		lastMessage: isObject(last) ? { text: previewOf(last), timestamp: lastTime } : null,
		timestamp: lastTime ?? timeAt(raw, 'updatedAt'),
	};
}

/** The text shown for a chat's last message: that of a text or a file. */
function previewOf(last: Json): string | null {
	const { media, text, type } = contentOf(last);
	return type === 'text' || media !== null ? text : null;
}

const readOverview = (raw: Json, session: string): ChatOverview => ({
	...readChat(raw, session),
	pictureUrl: textAt(raw, 'profilePicUrl'),
});

/** Only chats with a stored message, the newest first; a person may be listed twice, by number and by hidden id. */
const listed = (session: string, limit: number): Plan<Json[]> =>
	pages({
		limit,
		pageSize: PAGE_SIZE,
		request: (offset, count) =>
			ask('chat/findChats', session, { where: {}, take: count, skip: offset }),
		entries: ({ body }) => listAt(body),
	});

function* selected(session: string, chatIds: readonly ChatId[]): Plan<Json[]> {
	const found: Json[] = [];
	for (const chatId of chatIds) {
		const where = { remoteJid: evolutionJid(chatId) };
		found.push(...listAt((yield ask('chat/findChats', session, { where })).body).slice(0, 1));
	}
	return found;
}

/** Archiving and marking name the newest message, because without it version 2.3.7 fails every time (observed). */
function* lastMessageOf(m: ToChat): Plan<Json> {
	const [newest] = recordsIn(yield newestOf(m, 1));
	const key = keyIn(at(newest, 'key'));
	if (key === null)
		throw new GatewayProblem('Evolution API has stored no message of this chat', {
			status: 404,
			hint: 'It has to know the newest message of a chat for this. A person may be stored under the hidden ID (@lid): Chat > Get Many shows it.',
			fate: 'notDone',
		});
	return { key: asJson(key), messageTimestamp: at(newest, 'messageTimestamp') };
}

function* archived(m: ToChat, archive: boolean): Plan<Json> {
	const lastMessage = yield* lastMessageOf(m);
	return yield* bodyOf(
		repeatable(
			inChat(
				m,
				post('chat/archiveChat', m.session, {
					chat: evolutionJid(m.chatId),
					archive,
					lastMessage,
				}),
			),
		),
	);
}

interface ToMark extends ToChat {
	readonly options: { readonly days?: number; readonly messages?: number };
}

/**
 * The server marks only the messages it is given, so the unread ones are requested first. Having nothing to mark is a
 * success.
 */
export function* markAsRead(m: ToMark): Plan<Json> {
	const { days, messages = DEFAULT_MESSAGES } = m.options;
	// A time range counts only with both its ends (2.3.7, observed).
	const now = Date.now();
	const since =
		days === undefined
			? {}
			: {
					messageTimestamp: {
						gte: new Date(now - days * DAY_MS).toISOString(),
						lte: new Date(now + DAY_MS).toISOString(),
					},
				};
	const readMessages = recordsIn(yield newestOf(m, messages, since))
		.map((record) => keyIn(at(record, 'key')))
		.filter((key) => key !== null)
		.filter(({ fromMe }) => !fromMe)
		.map(({ id, remoteJid, fromMe }) => ({ id, remoteJid, fromMe }));
	if (readMessages.length === 0) return null;
	return yield* bodyOf(
		repeatable(inChat(m, post('chat/markMessageAsRead', m.session, { readMessages }))),
	);
}

/** The address of the profile picture of a person, a group or the account itself. */
export function* pictureOf(
	session: string,
	chat: ChatId,
	download: boolean,
): ReturnType<typeof withPicture> {
	const raw = yield* bodyOf(
		ask('chat/fetchProfilePictureUrl', session, { number: numberOf(chat) }),
	);
	return yield* withPicture(raw, pictureUrlIn(raw), download);
}

export const pictureUrlIn = (raw: Json): string | null => textAt(raw, 'profilePictureUrl');

/** For gateways that store pictures, which this one does not. */
export const LACKS_REFRESH = { refresh: 'Evolution API asks WhatsApp every time.' };

export const evolutionChat: DialectOf<'chat'> = {
	archive: {
		build: (m) => archived(m, true),
		read: (_, m) => ({ ...acted(m), archived: true }),
	},
	clear: missing(`Evolution API cannot clear chats. ${ON_PHONE}`),
	delete: missing('Evolution API cannot delete chats. Chat > Archive puts one out of sight.'),
	getMany: {
		build: ({ session, limit }) => listed(session, limit),
		lacks: {
			hasMedia: OLDER,
			merge: 'Evolution API lists such chats apart.',
			search: OLDER,
			sortBy: 'Evolution API lists the newest first; sort the chats in a later node.',
			sortOrder: 'Evolution API lists the newest first; sort the chats in a later node.',
		},
		read: (raw, { session }) => readChat(raw, session),
	},
	getOverview: {
		*build({ session, limit, options: { chatIds } }) {
			return chatIds === undefined
				? yield* listed(session, limit)
				: (yield* selected(session, chatIds)).slice(0, limit);
		},
		lacks: { merge: 'Evolution API lists such chats apart.' },
		read: (raw, { session }) => readOverview(raw, session),
	},
	getPicture: {
		build: (m) => pictureOf(m.session, m.chatId, m.download),
		lacks: LACKS_REFRESH,
		read: (raw, m) => ({ ...acted(m), url: pictureUrlIn(raw) }),
	},
	markAsRead: {
		build: markAsRead,
		read: (_, m) => acted(m),
	},
	markAsUnread: {
		*build(m) {
			const lastMessage = yield* lastMessageOf(m);
			const body = { chat: evolutionJid(m.chatId), lastMessage };
			return yield* bodyOf(repeatable(inChat(m, post('chat/markChatUnread', m.session, body))));
		},
		read: (_, m) => acted(m),
	},
	mute: missing('Evolution API cannot mute chats. Chat > Archive puts one out of sight.'),
	pin: missing(`Evolution API cannot pin chats. ${ON_PHONE}`),
	unarchive: {
		build: (m) => archived(m, false),
		// The server answers "archived" for both (2.3.7, observed).
		read: (_, m) => ({ ...acted(m), archived: false }),
	},
	unmute: missing(`Evolution API cannot unmute chats. ${ON_PHONE}`),
};
