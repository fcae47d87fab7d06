import { readContent } from '../../../../engines/content';
import { messageFields, senderFields, type EventFacts } from '../../../../portable/events';
import { at, isObject, textAt, type Json, type JsonObject } from '../../../../portable/json';
import { callbackIn, idInKey } from '../../../../engines/messageAction';
import { messageOf, type Message } from '../../../../portable/shapes';
import { timeAt } from '../../../../portable/time';
import { actionOf, protoOf } from '../../contents';
import { asMessage, originalId } from './ids';
import { readIn, type EventReader, type Posted } from './posted';

/**
 * A message, or what it does to another one: older servers report edits as messages (before message.edited existed),
 * and the engines report lines that WhatsApp itself writes into a chat and messages that only its apps need.
 */
export const message: EventReader = (posted) => {
	const action = actionOf(posted.payload);
	switch (action?.does) {
		case undefined:
			return plain(posted);
		case 'edit':
			return edited(posted, idInKey(action.target), action.timestamp);
		case 'revoke':
			return revoked(posted, {
				after: posted.payload,
				before: null,
				bareId: idInKey(action.target),
				key: action.target,
			});
		case 'wait':
			return messageWaiting(posted);
		case 'notify':
			return notice(posted);
		default:
			return null;
	}
};

/** A line that WhatsApp writes by itself is not a person's message. */
function notice({ gatewayEvent, payload }: Posted): EventFacts[] {
	const timestamp = timeAt(payload, 'timestamp');
	return [{ event: 'other', chatId: null, timestamp, gatewayEvent, type: 'system' }];
}

function plain(posted: Posted): EventFacts[] | null {
	const read = readIn(posted, posted.payload);
	if (read === null) return null;
	const callback = callbackOf(posted.payload, read);
	if (callback === null) return [{ event: 'message', ...messageFields(read) }];
	const text = read.text ?? callback.text;
	return [{ event: 'callback', ...messageFields({ ...read, text }), callback }];
}

export const messageWaiting: EventReader = (posted) => {
	const read = readIn(posted, posted.payload);
	return read && [{ event: 'messageWaiting', ...messageFields({ ...read, type: 'unknown' }) }];
};

/** Answers to buttons and lists by WhatsApp Web's names (WEBJS, WPP). */
const WEB_CALLBACKS = ['buttons_response', 'list_response', 'template_button_reply'];

function callbackOf(
	payload: JsonObject,
	{ text }: Message,
): { id: string | null; text: string | null } | null {
	const found = callbackIn(protoOf(payload));
	if (found !== null) return { id: found.id, text: found.text ?? text };
	const data = at(payload, '_data');
	if (!WEB_CALLBACKS.includes(textAt(data, 'type') ?? '')) return null;
	const id =
		textAt(data, 'selectedButtonId') ??
		textAt(data, 'listResponse', 'singleSelectReply', 'selectedRowId') ??
		textAt(data, 'selectedId');
	return { id, text };
}

export const messageEdited: EventReader = (posted) => {
	const action = actionOf(posted.payload);
	const time = action?.does === 'edit' ? action.timestamp : null;
	return edited(posted, textAt(posted.payload, 'editedMessageId'), time);
};

function edited(posted: Posted, original: string | null, time: string | null): EventFacts[] | null {
	const read = readIn(posted, posted.payload);
	return (
		read && [
			{
				event: 'messageEdited',
				// WAHA reports the edit without a file, but the message it edits still has one.
				...messageFields({
					...read,
					media: read.media ?? readContent(protoOf(posted.payload)).media,
				}),
				messageId: originalId(read.messageId, original, null, posted.me),
				edited: true,
				// WEBJS leaves the original's time in the message.
				timestamp:
					time ?? timeAt(posted.payload, '_data', 'latestEditSenderTimestampMs') ?? read.timestamp,
			},
		]
	);
}

export const messageRevoked: EventReader = (posted) => {
	const { payload } = posted;
	const before = at(payload, 'before');
	const after = asMessage(at(payload, 'after') ?? before ?? null);
	const [action] = [after, payload].map(actionOf).filter((one) => one?.does === 'revoke');
	const key = action?.does === 'revoke' ? action.target : {};
	return revoked(posted, {
		after,
		before: isObject(before) ? asMessage(before) : null,
		// Servers before 2025.6.3 have the original only in the engine's own form.
		bareId: textAt(payload, 'revokedMessageId') ?? idInKey(key),
		key,
	});
};

interface Revocation {
	/** The revoking message; its sender did it. */
	readonly after: Json;
	/** The message before it was revoked, if the engine still had it (WEBJS). */
	readonly before: Json;
	readonly bareId: string | null;
	/** Key of the original, in the engine's own form. */
	readonly key: JsonObject;
}

function revoked(posted: Posted, { after, before, bareId, key }: Revocation): EventFacts[] | null {
	const read = readIn(posted, after);
	if (read === null) return null;
	const was = before === null ? null : readIn(posted, before);
	const messageId = originalId(was?.messageId ?? read.messageId, bareId, key, posted.me);
	const { session, chatId, timestamp } = read;
	return [
		{
			event: 'messageRevoked',
			...messageFields({
				...(was ?? messageOf({ session, chatId, messageId })),
				...senderFields(read),
				chatId,
				messageId,
				timestamp,
				revoked: true,
			}),
		},
	];
}
