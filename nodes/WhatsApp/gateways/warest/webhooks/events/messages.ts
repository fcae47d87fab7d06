import {
	idsIn,
	mentionsMe,
	NO_CONTENT,
	readContent,
	type MessageContent,
} from '../../../../engines/content';
import { messageFields, withName, type EventFacts } from '../../../../portable/events';
import {
	at,
	isObject,
	listAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../../../portable/json';
import {
	actionIn,
	actionOfStub,
	callbackIn,
	idInKey,
	type MessageAction,
} from '../../../../engines/messageAction';
import { typeNamed, typeOfFile } from '../../../../engines/messageType';
import { messageOf, type Message } from '../../../../portable/shapes';
import { timeAt } from '../../../../portable/time';
import { sidesOf, type Sides } from './people';
import type { EventReader, Posted } from './posted';

/**
 * `message_received`: a message, or what it does to another one. WARest has separate events for edits and revocations,
 * but those by other people arrive here (0.3.44).
 */
export const messageReceived: EventReader = (posted) => {
	const sides = sidesOf(at(posted.data, 'message', 'key') ?? null, at(posted.data, 'sender'));
	if (sides === null) return null;
	const action = actionOf(posted.data);
	return action === null ? plain(posted, sides) : acted(posted, sides, action);
};

/** What a message does if it is not a message to read; null for one to read, even if only WARest has its text. */
function actionOf(data: JsonObject): MessageAction | null {
	const message = at(data, 'message', 'message');
	const action = isObject(message)
		? actionIn(message)
		: actionOfStub(at(data, 'message', 'messageStubType'));
	const isTold = textAt(data, 'text') !== null || at(data, 'media', 'hasMedia') === true;
	return action?.does === 'wait' && isTold ? null : action;
}

function plain(posted: Posted, sides: Sides): EventFacts[] {
	const proto = at(posted.data, 'message', 'message');
	const message = messageIn(posted, sides, readContent(proto));
	const callback = callbackIn(proto);
	if (callback === null) return [{ event: 'message', ...messageFields(message) }];
	const text = message.text ?? callback.text;
	return [{ event: 'callback', ...messageFields({ ...message, text }), callback }];
}

/** The fields of a message, from WhatsApp's own form; WARest's text fills the gaps. */
function messageIn(
	{ session, data }: Posted,
	{ chatId, sender }: Sides,
	content: MessageContent,
): Message {
	const mentions = content.type === null ? idsIn(data.mentions) : content.mentions;
	// Some pins report only the key of the pinned message, not who pinned it.
	const isKnown = data.tags !== 'pin' || isObject(data.sender);
	return messageOf({
		session,
		chatId,
		messageId: isKnown ? idInKey(at(data, 'message', 'key')) : null,
		...(isKnown ? sender : { fromMe: sender.fromMe }),
		senderName: textAt(data, 'message', 'pushName'),
		type: typeOf(data, content),
		text: content.text ?? (content.type === null ? textAt(data, 'text') : null),
		media: content.media && { ...content.media, url: textAt(data, 'media', 'url') },
		quoted: content.quoted,
		mentions,
		mentionsMe: mentionsMe(mentions, undefined, content.mentionsAll),
		location: content.location,
		contacts: content.contacts,
		...content.details,
		edited: content.edited,
		timestamp: timeAt(data, 'message', 'messageTimestamp'),
	});
}

const typeOf = (data: Json, content: MessageContent): Message['type'] =>
	content.type ??
	typeNamed(textAt(data, 'contentType')) ??
	typeNamed(tagIn(data)) ??
	typeOfFile(content.media?.mimeType ?? null) ??
	'unknown';

/** WARest tags everything as `system` that has no tag of its own. */
function tagIn(data: Json): string | null {
	const tag = textAt(data, 'tags');
	return tag === 'system' ? null : tag;
}

function acted(posted: Posted, sides: Sides, action: MessageAction): EventFacts[] | null {
	const { session, data } = posted;
	switch (action.does) {
		case 'nothing':
			return null;
		case 'notify':
			return [notice(posted)];
		case 'wait': {
			const waiting = { ...messageIn(posted, sides, NO_CONTENT), type: 'unknown' as const };
			return [{ event: 'messageWaiting', ...messageFields(waiting) }];
		}
	}
	// A message revoked before it arrived has nothing but its own key.
	const own = action.does === 'revoke' ? idInKey(at(data, 'message', 'key')) : null;
	const messageId = idInKey(action.target) ?? own;
	const { chatId } = sides;
	const senderName = textAt(data, 'message', 'pushName');
	const timestamp = action.timestamp ?? timeAt(data, 'message', 'messageTimestamp');
	const base = { chatId, messageId, ...withName(sides.sender, senderName), timestamp };
	switch (action.does) {
		case 'edit': {
			const content = readContent(at(data, 'message', 'message'));
			const message = { ...messageIn(posted, sides, content), ...base, edited: true };
			return [{ event: 'messageEdited', ...messageFields(message) }];
		}
		case 'revoke': {
			const message = messageOf({ session, ...base, revoked: true });
			return [{ event: 'messageRevoked', ...messageFields(message) }];
		}
		// Both are encrypted, and WARest does not decrypt them.
		case 'vote':
			return [{ event: 'pollVote', ...base, pollMessageId: messageId, selected: null }];
		case 'respond':
			return [
				{
					event: 'eventResponse',
					...base,
					eventMessageId: messageId,
					response: null,
					extraGuests: null,
				},
			];
	}
}

/** A line that WhatsApp writes by itself is not a person's message. */
const notice = ({ gatewayEvent, data }: Posted): EventFacts => ({
	event: 'other',
	chatId: null,
	timestamp: timeAt(data, 'message', 'messageTimestamp'),
	gatewayEvent,
	type: 'system',
});

/** `message_edited`: the key is that of the original. */
export const messageEdited: EventReader = ({ session, data }) => {
	const sides = sidesOf(at(data, 'key') ?? null, undefined);
	if (sides === null) return null;
	const edited = at(data, 'editedMessage');
	const content = readContent(at(edited, 'message') ?? edited);
	const message = messageOf({
		session,
		chatId: sides.chatId,
		messageId: idInKey(at(data, 'key')),
		...sides.sender,
		type: content.type ?? 'unknown',
		text: content.text,
		media: content.media,
		quoted: content.quoted,
		mentions: content.mentions,
		mentionsMe: mentionsMe(content.mentions, undefined, content.mentionsAll),
		location: content.location,
		contacts: content.contacts,
		...content.details,
		edited: true,
		timestamp: timeAt(data, 'update', 'update', 'messageTimestamp'),
	});
	return [{ event: 'messageEdited', ...messageFields(message) }];
};

/**
 * `message_revoked`: one key, or for several messages a list of keys under `keys`. It does not say who did it; the key
 * shows whose message it was.
 */
export const messageRevoked: EventReader = ({ session, data }) => {
	const key = at(data, 'key') ?? null;
	const keys = isObject(key) && key.keys !== undefined ? listAt(key, 'keys') : [key];
	return keys.flatMap((one) => {
		const sides = sidesOf(one, undefined);
		const messageId = idInKey(one);
		if (sides === null || messageId === null) return [];
		const { chatId, sender } = sides;
		const message = messageOf({
			session,
			chatId,
			messageId,
			fromMe: sender.fromMe,
			revoked: true,
		});
		return [{ event: 'messageRevoked' as const, ...messageFields(message) }];
	});
};

/** `message_reaction`: the outer key is the reaction's, the key inside is that of the message reacted to. */
export const messageReaction: EventReader = ({ data }) => {
	const sides = sidesOf(at(data, 'key') ?? null, at(data, 'sender'));
	const messageId = idInKey(at(data, 'reaction', 'key'));
	if (sides === null || messageId === null) return null;
	const emoji = textAt(data, 'reaction', 'text');
	return [
		{
			event: 'reaction',
			chatId: sides.chatId,
			timestamp: timeAt(data, 'reaction', 'senderTimestampMs'),
			...withName(sides.sender, null),
			messageId,
			reaction: { emoji, removed: emoji === null, messageId },
		},
	];
};
