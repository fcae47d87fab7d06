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
import { isGroupId, phoneOf, portableId, lidOf } from '../../portable/ids';
import type { Chat, Session, SessionStatus, Contact } from '../../portable/shapes';
import { contentOf, textOf } from './contents';
import { timeAt } from '../../portable/time';

/** Statuses of WAHA up to 2026.7.1; an unknown one counts as not ready. */
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

/** An id is text, or on WEBJS an object with `_serialized`. People's ids may end in s.whatsapp.net (NOWEB, GOWS). */
const idAt = (raw: Json | undefined, ...path: string[]): string | null =>
	portableId(textAt(raw, ...path, '_serialized') ?? textAt(raw, ...path));

export function readChat(raw: Json, session: string): Chat {
	const chatId = idAt(raw, 'id') ?? '';
	const last = objectAt(raw, 'lastMessage');
	const hasLast = Object.keys(last).length > 0;
	const lastTime = timeAt(last, 'timestamp');
	return {
		session,
		chatId,
		name: textAt(raw, 'name'),
		isGroup: isGroupId(chatId),
		unreadCount: numberAt(raw, 'unreadCount'),
		archived: booleanAt(raw, 'archived') ?? booleanAt(raw, 'archive'),
		pinned: pinnedAt(raw),
		lastMessage: hasLast ? { text: previewOf(last), timestamp: lastTime } : null,
		timestamp: timeAt(raw, 'conversationTimestamp') ?? timeAt(raw, 'timestamp') ?? lastTime,
	};
}

/** The text shown for a chat's last message: that of a text or a file, never a thumbnail or a card. */
const previewOf = (last: JsonObject): string | null =>
	textAt(last, 'body') === null ? null : textOf(last, contentOf(last));

/** The chat's id in portable form, the same in every answer of WAHA; null if there is none. */
export const chatIdOf = (raw: Json): string | null => idAt(raw, 'id');

/** A flag on WEBJS, the time of pinning on NOWEB. */
function pinnedAt(raw: Json): boolean | null {
	const pinned = at(raw, 'pinned');
	if (typeof pinned === 'number') return pinned > 0;
	return typeof pinned === 'boolean' ? pinned : null;
}

/** The sender in a group message's id (`false_<group>_<ID>_<sender>`), which NOWEB needs to mark it as read. */
export function participantOf(messageId: string): string | null {
	const participant = messageId.split('_')[3];
	return participant === undefined || participant === '' ? null : participant;
}

/** Entries of a list, whether it is bare or under one name. */
export const entriesOf = (body: Json): readonly Json[] =>
	Array.isArray(body) ? body : listAt(body, 'data');

/**
 * A contact. Engines report different fields: GOWS only names, WEBJS all. `number` is not read, because for a hidden id
 * it holds the id's digits, not a phone number.
 * @param asked the requested id, as the answer may be empty
 */
export function readContact(raw: Json, session: string, asked: string | null = null): Contact {
	const id = idAt(raw, 'id') ?? asked;
	const phoneId = [id, idAt(raw, 'phoneNumber')].find((found) => phoneOf(found) !== null) ?? null;
	return {
		session,
		contactId: id ?? '',
		phone: phoneOf(phoneId),
		lid: lidOf(id) ?? lidOf(idAt(raw, 'lid')),
		name: textAt(raw, 'name'),
		pushName: textAt(raw, 'pushname'),
		isBusiness: booleanAt(raw, 'isBusiness'),
		isGroup: booleanAt(raw, 'isGroup') ?? isGroupId(id),
		isMyContact: booleanAt(raw, 'isMyContact'),
		blocked: booleanAt(raw, 'isBlocked'),
	};
}
