import { formatChatId, type ChatId } from '../../portable/ids';
import { listAt, type Json, type JsonObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { GatewayAnswer, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { pages } from '../shared/paging';
import { path } from '../shared/path';
import { warestCode, warestPayload } from './answers';
import {
	inChat,
	onSession,
	payloadOnSession,
	post,
	read,
	repeatable,
	toChat,
	warestJid,
} from './requests';
import { readChat } from './shapes';

/** Most chats in one answer; a larger limit is silently reduced (0.3.44). */
const PAGE_SIZE = 500;

/** Days to go back by default, as in WAHA. WARest's own default of one day would leave older messages unread. */
const DEFAULT_DAYS = 7;

/** If there is nothing to mark as read, WARest answers 404 with the code of a conflict (0.3.44, observed). */
const isNothingToMark = (answer: GatewayAnswer): boolean =>
	answer.status === 404 && warestCode(answer) === 2004;

/** A number of messages overrides days, so days beside it would be ignored. */
function whatToMark({ days, messages }: { days?: number; messages?: number }): JsonObject {
	if (messages === undefined) return { messages: 0, days: days ?? DEFAULT_DAYS };
	if (days !== undefined)
		throw new Refusal(
			'WARest takes either Days Back or Newest Messages, not both',
			'Remove one of the two options.',
		);
	return { messages };
}

interface ToMark {
	readonly session: string;
	readonly chatId: ChatId;
	readonly options: { readonly days?: number; readonly messages?: number };
}

export const markAsRead = (m: ToMark): Plan<Json> =>
	payloadOnSession(m.session, {
		...repeatable(
			inChat(
				m,
				post(path`/api/v1/chats/${warestJid(m.chatId)}/read`, {
					sessionId: m.session,
					...whatToMark(m.options),
				}),
			),
		),
		tolerate: isNothingToMark,
	});

export const warestChat: DialectOf<'chat'> = {
	archive: {
		build: (m) =>
			payloadOnSession(m.session, repeatable(toChat(m, '/api/v1/messages/action/archive', {}))),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), archived: true }),
	},
	clear: {
		// WARest reads the session and the chat from the body, even of a DELETE.
		build: (m) =>
			payloadOnSession(m.session, {
				...toChat(m, '/api/v1/messages/action/clear-all', {}),
				method: 'DELETE',
			}),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId) }),
	},
	delete: missing('Use Chat > Clear, which removes the messages and keeps the chat.'),
	getMany: {
		build: ({ session, limit, options }) =>
			pages({
				limit,
				pageSize: PAGE_SIZE,
				request: (offset, count) =>
					onSession(session, {
						...read('/api/v1/chats', { sessionId: session, limit: count, offset, ...options }),
						cost: 2,
					}),
				entries: (answer) => listAt(warestPayload(answer), 'data'),
			}),
		lacks: { merge: 'WARest always lists such chats twice.' },
		read: (raw, { session }) => readChat(raw, session),
	},
	getOverview: missing('Use Chat > Get Many, which tells the last message of each chat too.'),
	getPicture: missing(
		'Use Group > Get Picture for a group, or Contact > Get Many with Include Details for a person.',
	),
	markAsRead: {
		build: markAsRead,
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId) }),
	},
	markAsUnread: missing('WARest only marks chats as read. Chat > Pin keeps one in sight.'),
	mute: {
		build: (m) =>
			payloadOnSession(
				m.session,
				repeatable(toChat(m, '/api/v1/messages/action/mute', { duration: m.muteMinutes })),
			),
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			muted: true,
			durationMinutes: m.muteMinutes,
		}),
	},
	pin: {
		build: (m) =>
			payloadOnSession(
				m.session,
				repeatable(
					inChat(
						m,
						post(path`/api/v1/chats/${warestJid(m.chatId)}/pin`, {
							sessionId: m.session,
							pin: m.pin,
						}),
					),
				),
			),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), pinned: m.pin }),
	},
	unarchive: {
		build: (m) =>
			payloadOnSession(m.session, repeatable(toChat(m, '/api/v1/messages/action/unarchive', {}))),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), archived: false }),
	},
	unmute: {
		build: (m) =>
			payloadOnSession(m.session, repeatable(toChat(m, '/api/v1/messages/action/unmute', {}))),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), muted: false }),
	},
};
