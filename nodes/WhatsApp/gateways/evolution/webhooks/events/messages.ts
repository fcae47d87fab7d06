import { messageFields, senderFields, type EventFacts } from '../../../../portable/events';
import { isGroupId, portableId } from '../../../../portable/ids';
import { at, booleanAt, isObject, objectAt, textAt, type Json } from '../../../../portable/json';
import { ackIn } from '../../../../engines/ack';
import { isRevocation } from '../../../../engines/content';
import {
	actionIn,
	actionOfStub,
	callbackIn,
	type MessageAction,
} from '../../../../engines/messageAction';
import { messageOf, type Message } from '../../../../portable/shapes';
import { timeAt } from '../../../../portable/time';
import { personOf } from '../../../shared/received';
import { keyIn, messageIdOf } from '../../ids';
import { protoOf } from '../../messageShapes';
import { eachOf, readIn, type EventReader, type Posted } from './posted';

/** What a message does if it is not a message to read; null for one to read. */
function actionOf(raw: Json): MessageAction | null {
	const proto = protoOf(raw);
	return isObject(proto) ? actionIn(proto) : actionOfStub(at(raw, 'messageStubType'));
}

/** A message, or what it does to another one: reactions and votes come under the same name. */
export const message: EventReader = (posted) => readOne(posted, posted.data);

function readOne(posted: Posted, raw: Json): readonly EventFacts[] | null {
	const read = readIn(posted, raw);
	if (read === null) return null;
	const reacted = at(protoOf(raw), 'reactionMessage');
	if (isObject(reacted)) return reaction(read, raw, reacted);
	const action = actionOf(raw);
	switch (action?.does) {
		case undefined:
			return plain(raw, read);
		case 'vote':
			return vote(read, raw, action.target);
		case 'respond':
			return respond(read, raw, action.target);
		case 'edit':
			return edited(posted, raw, action.target, action.timestamp ?? read.timestamp);
		case 'revoke':
			return revoked(posted, keyed(raw, action.target), read, read.timestamp);
		case 'wait':
			return [{ event: 'messageWaiting', ...messageFields({ ...read, type: 'unknown' }) }];
		case 'notify':
			return [
				{
					event: 'other',
					chatId: null,
					timestamp: read.timestamp,
					gatewayEvent: posted.gatewayEvent,
					type: 'system',
				},
			];
		case 'nothing':
			return null;
	}
}

function plain(raw: Json, read: Message): EventFacts[] {
	const callback = callbackIn(protoOf(raw));
	if (callback === null) return [{ event: 'message', ...messageFields(read) }];
	const text = read.text ?? callback.text;
	return [
		{
			event: 'callback',
			...messageFields({ ...read, text }),
			callback: { id: callback.id, text: callback.text ?? text },
		},
	];
}

/** The key of the message that another one refers to; if it names no chat, it is the other one's chat. */
const keyed = (raw: Json, key: Json): Json => ({
	remoteJid: textAt(raw, 'key', 'remoteJid'),
	...objectAt(key),
});

function idOf(raw: Json, key: Json): string | null {
	const whole = keyIn(keyed(raw, key));
	return whole === null ? null : messageIdOf(whole);
}

function reaction(read: Message, raw: Json, reacted: Json): EventFacts[] | null {
	const messageId = idOf(raw, at(reacted, 'key') ?? null);
	if (messageId === null) return null;
	const emoji = textAt(reacted, 'text');
	return [
		{
			event: 'reaction',
			chatId: read.chatId,
			timestamp: timeAt(reacted, 'senderTimestampMs') ?? read.timestamp,
			...senderFields(read),
			messageId,
			reaction: { emoji, removed: emoji === null, messageId },
		},
	];
}

/** The server decrypts a vote if it has the poll, and replaces the digests of the chosen options with their names. */
function vote(read: Message, raw: Json, target: Json): EventFacts[] | null {
	const pollMessageId = idOf(raw, target);
	if (pollMessageId === null) return null;
	const chosen = at(raw, 'message', 'pollUpdateMessage', 'vote', 'selectedOptions');
	const selected = Array.isArray(chosen)
		? chosen.flatMap((option: Json) => textAt(option) ?? [])
		: null;
	return [
		{
			event: 'pollVote',
			chatId: read.chatId,
			timestamp: read.timestamp,
			...senderFields(read),
			messageId: pollMessageId,
			pollMessageId,
			selected,
		},
	];
}

/** Answers to invitations come encrypted, and the server does not decrypt them. */
function respond(read: Message, raw: Json, target: Json): EventFacts[] | null {
	const eventMessageId = idOf(raw, target);
	if (eventMessageId === null) return null;
	return [
		{
			event: 'eventResponse',
			chatId: read.chatId,
			timestamp: read.timestamp,
			...senderFields(read),
			messageId: eventMessageId,
			eventMessageId,
			response: null,
			extraGuests: null,
		},
	];
}

/** The message after an edit, under its original id. */
function edited(
	posted: Posted,
	raw: Json,
	target: Json,
	timestamp: string | null,
): EventFacts[] | null {
	const read = readIn(posted, raw);
	const messageId = idOf(raw, target);
	if (read === null || messageId === null) return null;
	return [
		{
			event: 'messageEdited',
			...messageFields({ ...read, messageId, edited: true, timestamp }),
		},
	];
}

/**
 * @param key that of the original
 * @param by the revoking message; null if only the original is known
 */
function revoked(
	{ session }: Posted,
	key: Json,
	by: Message | null,
	timestamp: string | null,
): EventFacts[] | null {
	const whole = keyIn(key);
	const chatId = portableId(whole?.remoteJid ?? null);
	if (whole === null || chatId === null) return null;
	const known = messageOf({ session, chatId, messageId: messageIdOf(whole), revoked: true });
	const sender = by === null ? { fromMe: whole.fromMe } : senderFields(by);
	return [{ event: 'messageRevoked', ...messageFields({ ...known, ...sender, timestamp }) }];
}

/**
 * WhatsApp's protocol message itself: an edit with the new content, or a revocation, which is also reported separately.
 */
export const messageEdited: EventReader = (posted) => {
	const { data } = posted;
	const key = at(data, 'key') ?? null;
	const timestamp = timeAt(data, 'timestampMs');
	if (isRevocation(at(data, 'type'))) return revoked(posted, key, null, timestamp);
	return edited(posted, { key, message: at(data, 'editedMessage') }, key, timestamp);
};

/** A bare key; for messages that the account revoked through the API, the stored message. */
export const messageRevoked: EventReader = (posted) => {
	const { data } = posted;
	return revoked(posted, at(data, 'key') ?? data, null, null);
};

/**
 * How far a message got. Its chat may be given by the hidden id although the message came by the number, so messages
 * and acknowledgements are compared by the id alone (2.3.7, observed).
 */
export const ack: EventReader = ({ data }) =>
	eachOf(data).flatMap((update): EventFacts[] => {
		const chatId = portableId(textAt(update, 'remoteJid'));
		const id = textAt(update, 'keyId');
		if (chatId === null || id === null) return [];
		const fromMe = booleanAt(update, 'fromMe') === true;
		const participant = textAt(update, 'participant');
		const others = isGroupId(chatId) ? [participant] : [chatId];
		return [
			{
				event: 'ack',
				chatId,
				timestamp: null,
				messageId: messageIdOf({
					id,
					remoteJid: chatId,
					fromMe,
					...(participant === null ? {} : { participant }),
				}),
				fromMe,
				ack: ackIn(at(update, 'status')),
				...personOf(fromMe ? others : []),
			},
		];
	});
