import { formatChatId } from '../../portable/ids';
import { listAt, type JsonObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { GatewayAnswer } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { pages } from '../paging';
import { path } from '../path';
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

/** Most chats in one answer; a larger limit is cut without a word (0.3.44). */
const PAGE_SIZE = 500;

/** Days back when nothing is chosen: what WAHA does. WARest's own default of one day would leave older ones unread. */
const DEFAULT_DAYS = 7;

/** Nothing to mark as read is reported as 404 with the code of a conflict (0.3.44, observed). */
const isNothingToMark = (answer: GatewayAnswer): boolean =>
	answer.status === 404 && warestCode(answer) === 2004;

/** A number of messages wins over days, so beside it days would be ignored. */
function whatToMark({ days, messages }: { days?: number; messages?: number }): JsonObject {
	if (messages === undefined) return { messages: 0, days: days ?? DEFAULT_DAYS };
	if (days !== undefined)
		throw new Refusal(
			'WARest takes either Days Back or Newest Messages, not both',
			'Remove one of the two options.',
		);
	return { messages };
}

export const warestChat: DialectOf<'chat'> = {
	archive: {
		build: (m) =>
			payloadOnSession(m.session, repeatable(toChat(m, '/api/v1/messages/action/archive', {}))),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId), archived: true }),
	},
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
	markAsRead: {
		build: (m) =>
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
			}),
		read: (_, m) => ({ session: m.session, chatId: formatChatId(m.chatId) }),
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
};
