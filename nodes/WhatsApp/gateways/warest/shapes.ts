import { formatChatId, isGroupId, phoneOf, portableId, type ChatId } from '../../portable/ids';
import { booleanAt, numberAt, textAt, type Json } from '../../portable/json';
import type { SentContent, Sent } from '../../portable/sent';
import type { Chat, Session, SessionStatus } from '../../portable/shapes';
import { timeAt } from '../../portable/time';
import { listedId } from './listed';

/** Statuses of WARest 0.3.44, running or stored. */
const STATUSES: Readonly<Record<string, SessionStatus>> = {
	open: 'working',
	starting: 'starting',
	connecting: 'starting',
	reconnecting: 'reconnecting',
	replaced: 'failed',
	logged_out: 'loggedOut',
	stopped: 'stopped',
};

export function readSession(raw: Json): Session {
	const phone = phoneOf(portableId(textAt(raw, 'me', 'id')));
	const status = textAt(raw, 'status') ?? '';
	return {
		session: textAt(raw, 'id') ?? '',
		// A session that connects without an account waits for its QR code to be scanned.
		status:
			status === 'connecting' && phone === null ? 'waitingForQr' : (STATUSES[status] ?? 'starting'),
		phone,
		// The name of a phone that is not linked now is only stored by the server, and other gateways do not have it.
		name: phone === null ? null : (textAt(raw, 'pushName') ?? textAt(raw, 'me', 'name')),
		engine: null,
	};
}

export function readChat(raw: Json, session: string): Chat {
	const chatId = listedId(textAt(raw, 'jid') ?? textAt(raw, 'id')) ?? '';
	const text = textAt(raw, 'lastMessage', 'body') ?? textAt(raw, 'lastMessage');
	const timestamp = timeAt(raw, 'lastMessageTimestamp');
	return {
		session,
		chatId,
		name: textAt(raw, 'name') ?? textAt(raw, 'displayName'),
		isGroup: booleanAt(raw, 'isGroup') ?? isGroupId(chatId),
		unreadCount: numberAt(raw, 'unreadCount'),
		archived: null,
		pinned: null,
		lastMessage: text === null && timestamp === null ? null : { text, timestamp },
		timestamp,
	};
}

/** The answer to a send to one recipient. WARest does not report how far a message got. */
export const readSent = <C extends SentContent>(
	raw: Json,
	to: { readonly session: string; readonly chatId: ChatId },
	content: C,
): Sent<C> => ({
	messageId: textAt(raw, 'messageId'),
	chatId: formatChatId(to.chatId),
	session: to.session,
	timestamp: timeAt(raw, 'timestamp'),
	ack: 'pending',
	isGroup: to.chatId.kind === 'group',
	...content,
});
