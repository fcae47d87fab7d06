import { idsIn, mentionsMe, senderOf, type MessageContext } from '../../engines/content';
import { isGroupId, portableId } from '../../portable/ids';
import {
	at,
	booleanAt,
	isObject,
	listAt,
	numberAt,
	objectAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../portable/json';
import { detailsIn, pollIn } from '../../engines/message/details';
import { bodyText } from '../../engines/message/text';
import { typeNamed, typeOfFile } from '../../engines/messageType';
import {
	messageOf,
	type Message,
	type MessageDetails,
	type MessageType,
} from '../../portable/shapes';
import { countAt, timeAt } from '../../portable/time';
import { readVcard } from '../../portable/vcard';
import { listedId } from './listed';

/**
 * Reads one message as WARest 0.3.44 stores and lists it. It keeps neither acknowledgements nor names of senders, and
 * only the id of a quoted message.
 */
export function readMessage(raw: Json, context: MessageContext): Message {
	const fromMe = booleanAt(raw, 'fromMe') === true;
	const chatId = context.chatId ?? listedId(textAt(raw, 'toJid')) ?? '';
	const type = typeOf(raw);
	const mentions = idsIn(at(raw, 'mentionedJids'));
	return messageOf({
		session: context.session,
		chatId,
		messageId: textAt(raw, 'id'),
		...senderOf(fromMe ? (context.me ?? []) : [senderIn(raw, chatId)]),
		fromMe,
		type,
		text: textOf(raw, type),
		media: mediaOf(raw),
		quoted: quotedOf(raw),
		mentions,
		mentionsMe: mentionsMe(mentions, context.me),
		location: locationOf(raw),
		contacts: contactsOf(raw),
		...detailsOf(raw, type),
		reactions: reactionsOf(raw),
		edited: booleanAt(raw, 'isEdited') === true,
		revoked: booleanAt(raw, 'isDeleted') === true,
		timestamp: timeAt(raw, 'timestamp'),
	});
}

/** In a chat of two, the sender is the other person. */
const senderIn = (raw: Json, chatId: string): string | null =>
	listedId(textAt(raw, 'senderJid')) ?? (isGroupId(chatId) ? null : chatId);

/** WhatsApp records voice messages in this format, and gives every other audio file its own type. */
const VOICE = /^audio\/ogg;\s*codecs=opus/i;

/** Names of several kinds: Baileys' own (`conversation`, `extendedTextMessage`), short ones, and kinds of media. */
function typeOf(raw: Json): MessageType {
	const mimeType = textAt(raw, 'mediaMetadata', 'mimeType');
	const named = typeNamed(textAt(raw, 'messageType')) ?? typeNamed(textAt(raw, 'mediaType'));
	const type = named ?? typeOfFile(mimeType) ?? 'unknown';
	return type === 'audio' && VOICE.test(mimeType ?? '') ? 'voice' : type;
}

/** WARest puts the kind before the text of everything but a text message: "([Image]) caption". */
const withoutKind = (body: string): string | null =>
	body.replace(/^\(\[[^\]]{0,40}\]\)\s*/, '') || null;

function textOf(raw: Json, type: MessageType): string | null {
	const body = textAt(raw, 'body');
	if (type === 'text') return body;
	const told = bodyText(textAt(raw, 'messageType') ?? '', keptIn(raw));
	if (type === 'location' || type === 'contact') return told;
	const question = textAt(raw, 'poll', 'question') ?? textAt(raw, 'poll', 'name');
	return question ?? (body === null ? null : withoutKind(body)) ?? told;
}

/** What WARest keeps of some kinds of message, in WhatsApp's own form. */
const keptIn = (raw: Json): JsonObject => objectAt(raw, 'messageTypeDetails');

function detailsOf(raw: Json, type: MessageType): Partial<MessageDetails> {
	const poll = at(raw, 'poll');
	if (isObject(poll)) return { poll: pollIn(poll) };
	const details = keptIn(raw);
	const isTold = type !== 'unknown' && Object.keys(details).length > 0;
	return isTold ? detailsIn(textAt(raw, 'messageType') ?? '', details) : {};
}

function mediaOf(raw: Json): Message['media'] {
	const metadata = at(raw, 'mediaMetadata');
	if (!isObject(metadata)) return null;
	const media = {
		mimeType: textAt(metadata, 'mimeType'),
		fileName: textAt(metadata, 'fileName'),
		sizeBytes: countAt(metadata, 'fileSize'),
		url: textAt(metadata, 'url'),
	};
	return Object.values(media).every((value) => value === null) ? null : media;
}

function quotedOf(raw: Json): Message['quoted'] {
	const messageId = textAt(raw, 'quotedMessageId');
	return messageId === null ? null : { messageId, text: null, from: null };
}

/** Details are in WhatsApp's own form. */
function locationOf(raw: Json): Message['location'] {
	const details = keptIn(raw);
	const latitude = numberAt(details, 'degreesLatitude') ?? numberAt(details, 'latitude');
	const longitude = numberAt(details, 'degreesLongitude') ?? numberAt(details, 'longitude');
	if (latitude === null || longitude === null) return null;
	return { latitude, longitude, title: textAt(details, 'name') };
}

function contactsOf(raw: Json): Message['contacts'] {
	const details = keptIn(raw);
	const cards = details.vcard !== undefined ? [details] : listAt(details, 'contacts');
	return cards.flatMap((card) => {
		const text = textAt(card, 'vcard');
		return text === null ? [] : [readVcard(text)];
	});
}

function reactionsOf(raw: Json): Message['reactions'] {
	return listAt(raw, 'reactions').flatMap((reaction) => {
		const emoji = textAt(reaction, 'emoji');
		return emoji === null ? [] : [{ emoji, from: portableId(textAt(reaction, 'from')) }];
	});
}
