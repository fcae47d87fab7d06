import {
	booleanAt,
	listAt,
	numberAt,
	objectAt,
	textAt,
	at,
	type Json,
	type JsonObject,
} from '../../portable/json';
import { formatChatId, isGroupId, phoneOf, portableId, type ChatId } from '../../portable/ids';
import {
	isoFromSeconds,
	messageOf,
	type Chat,
	type Message,
	type Session,
	type SessionStatus,
} from '../../portable/shapes';
import { contentOf, textOf } from './contents';

/** Statuses of WAHA up to 2026.7.1; what is unknown is not ready. */
const STATUSES: Readonly<Record<string, SessionStatus>> = {
	WORKING: 'working',
	STARTING: 'starting',
	SCAN_QR_CODE: 'waitingForQr',
	PASSKEY_REQUIRED: 'waitingForPasskey',
	PASSKEY_CONFIRMATION_REQUIRED: 'waitingForPasskey',
	STOPPED: 'stopped',
	FAILED: 'failed',
};

export function readSession(raw: Json): Session {
	return {
		session: textAt(raw, 'name') ?? '',
		status: STATUSES[textAt(raw, 'status') ?? ''] ?? 'starting',
		phone: phoneOf(portableId(textAt(raw, 'me', 'id'))),
		name: textAt(raw, 'me', 'pushName'),
		engine: textAt(raw, 'engine', 'engine') ?? textAt(raw, 'engine'),
	};
}

/** Ids are text, or on WEBJS an object with `_serialized`. People's ids may end in s.whatsapp.net (NOWEB, GOWS). */
const idAt = (raw: Json | undefined, ...path: string[]): string | null =>
	portableId(textAt(raw, ...path, '_serialized') ?? textAt(raw, ...path));

/** Seconds as a number, as text, or as Baileys' long integer (NOWEB). */
function secondsAt(raw: Json | undefined, name: string): number | null {
	const seconds = Number(textAt(raw, name) ?? textAt(raw, name, 'low') ?? Number.NaN);
	return Number.isFinite(seconds) ? seconds : null;
}

export function readChat(raw: Json, session: string): Chat {
	const chatId = idAt(raw, 'id') ?? '';
	const last = objectAt(raw, 'lastMessage');
	const hasLast = Object.keys(last).length > 0;
	const lastTime = isoFromSeconds(secondsAt(last, 'timestamp'));
	return {
		session,
		chatId,
		name: textAt(raw, 'name'),
		isGroup: isGroupId(chatId),
		unreadCount: numberAt(raw, 'unreadCount'),
		archived: booleanAt(raw, 'archived') ?? booleanAt(raw, 'archive'),
		pinned: pinnedAt(raw),
		lastMessage: hasLast ? { text: previewOf(last), timestamp: lastTime } : null,
		timestamp:
			isoFromSeconds(secondsAt(raw, 'conversationTimestamp') ?? secondsAt(raw, 'timestamp')) ??
			lastTime,
	};
}

/** The words that gateways show of a chat's last message: those of a text or a file. Never a thumbnail or a card. */
const previewOf = (last: JsonObject): string | null =>
	textAt(last, 'body') === null ? null : textOf(last, contentOf(last));

/** An id that names the same chat in every answer of WAHA; null when there is none. */
export const chatIdOf = (raw: Json): string | null => idAt(raw, 'id');

/** A flag on WEBJS, the time of pinning on NOWEB. */
function pinnedAt(raw: Json): boolean | null {
	const pinned = at(raw, 'pinned');
	if (typeof pinned === 'number') return pinned > 0;
	return typeof pinned === 'boolean' ? pinned : null;
}

/**
 * The answer to a send. Servers give WAHA's own message, WEBJS's object id, or Baileys' raw message (NOWEB 2024),
 * of which only the bare id is known.
 */
export function readSent(
	raw: Json,
	sent: { session: string; chatId: ChatId },
	known: Partial<Message>,
): Message {
	const chatId = formatChatId(sent.chatId);
	const bare = textAt(raw, 'key', 'id');
	const seconds = secondsAt(raw, 'timestamp') ?? secondsAt(raw, 'messageTimestamp');
	return messageOf({
		session: sent.session,
		chatId,
		messageId:
			textAt(raw, 'id', '_serialized') ??
			textAt(raw, 'id') ??
			(bare === null ? null : `true_${chatId}_${bare}`),
		fromMe: true,
		timestamp: isoFromSeconds(seconds),
		...known,
	});
}

/** The sender inside a group message's id (`false_<group>_<ID>_<sender>`), which NOWEB needs to mark it as read. */
export function participantOf(messageId: string): string | null {
	const participant = messageId.split('_')[3];
	return participant === undefined || participant === '' ? null : participant;
}

/** Entries of a list, whether it comes bare or under one name. */
export const entriesOf = (body: Json): readonly Json[] =>
	Array.isArray(body) ? body : listAt(body, 'data');
