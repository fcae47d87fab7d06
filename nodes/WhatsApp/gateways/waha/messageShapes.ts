import { ackIn } from '../../engines/ack';
import {
	mentionsMe,
	senderOf,
	type MessageContent,
	type MessageContext,
} from '../../engines/content';
import { portableId } from '../../portable/ids';
import { at, booleanAt, listAt, numberAt, textAt, type Json } from '../../portable/json';
import { isEncoded } from '../../engines/message/unknown';
import { isoFromSeconds, messageOf, type Ack, type Message } from '../../portable/shapes';
import { secondsAt } from '../../portable/time';
import { readVcard } from '../../portable/vcard';
import { contentOf, textOf, typeOf } from './contents';

/** WAHA's acknowledgement numbers, from -1 upwards, and its names for them. */
const ACKS: readonly Ack[] = ['error', 'pending', 'sent', 'delivered', 'read', 'played'];
export const ACK_NAMES: Readonly<Record<Ack, string>> = {
	error: 'ERROR',
	pending: 'PENDING',
	sent: 'SERVER',
	delivered: 'DEVICE',
	read: 'READ',
	played: 'PLAYED',
};

/** The parts of a message id: `{fromMe}_{chat}_{id}`, in groups followed by `_{participant}`. */
interface IdParts {
	readonly fromMe: boolean | null;
	readonly chat: string | null;
	readonly participant: string | null;
}

function partsOf(messageId: string | null): IdParts {
	const [fromMe, chat, , participant] = messageId?.split('_') ?? [];
	const isWhole = (fromMe === 'true' || fromMe === 'false') && chat !== undefined;
	return {
		fromMe: isWhole ? fromMe === 'true' : null,
		chat: isWhole ? portableId(chat) : null,
		participant: isWhole ? (participant ?? null) : null,
	};
}

/**
 * Reads one message as WAHA lists it and as its events contain it, from every engine. What WAHA's own fields leave out
 * is in `_data`, which differs by engine: Baileys' message for NOWEB, whatsmeow's for GOWS, WhatsApp Web's for WEBJS
 * and WPP.
 */
export function readMessage(raw: Json, context: MessageContext): Message {
	const messageId = textAt(raw, 'id', '_serialized') ?? textAt(raw, 'id');
	const parts = partsOf(messageId);
	const fromMe = booleanAt(raw, 'fromMe') ?? parts.fromMe ?? false;
	// NOWEB has the chat in `from` even for own messages, and no `to`; WEBJS has the account in `from`.
	const chatId =
		parts.chat ??
		portableId(fromMe ? (textAt(raw, 'to') ?? textAt(raw, 'from')) : textAt(raw, 'from')) ??
		context.chatId ??
		'';
	const content = contentOf(raw);
	const type = typeOf(raw, content);
	const ids = fromMe ? (context.me ?? []) : senderIds(raw, chatId, parts.participant);
	return messageOf({
		session: context.session,
		chatId,
		messageId,
		...senderOf(ids),
		senderName: nameOf(raw),
		fromMe,
		type,
		text: textOf(raw, content),
		media: mediaOf(raw, content),
		quoted: quotedOf(raw, content),
		mentions: content.mentions,
		mentionsMe: mentionsMe(content.mentions, context.me, content.mentionsAll),
		location: locationOf(raw) ?? content.location,
		contacts: contactsOf(raw, content),
		...content.details,
		reactions: reactionsOf(raw, chatId, context.me),
		ack: ackOf(raw),
		edited: content.edited || textAt(raw, 'editedMessageId') !== null,
		revoked: content.revoked,
		timestamp: isoFromSeconds(secondsOf(raw)),
	});
}

/** The file of a message; null if there is none, or nothing is known of it. */
function mediaOf(raw: Json, content: MessageContent): Message['media'] {
	if (booleanAt(raw, 'hasMedia') === false) return null;
	const media = {
		mimeType: textAt(raw, 'media', 'mimetype') ?? content.media?.mimeType ?? null,
		fileName: textAt(raw, 'media', 'filename') ?? content.media?.fileName ?? null,
		sizeBytes: content.media?.sizeBytes ?? null,
		url: textAt(raw, 'media', 'url') ?? textAt(raw, 'mediaUrl'),
	};
	return Object.values(media).every((value) => value === null) ? null : media;
}

function quotedOf(raw: Json, content: MessageContent): Message['quoted'] {
	const replyTo = at(raw, 'replyTo');
	const messageId = textAt(replyTo, 'id') ?? textAt(replyTo);
	if (messageId === null) return content.quoted;
	return {
		messageId,
		text: content.quoted?.text ?? unlessEncoded(textAt(replyTo, 'body')),
		from: portableId(textAt(replyTo, 'participant')) ?? content.quoted?.from ?? null,
	};
}

/** WEBJS has a thumbnail in place of an image's caption. */
const unlessEncoded = (text: string | null): string | null =>
	text === null || isEncoded(text) ? null : text;

/** WAHA's messages have coordinates as text. */
function locationOf(raw: Json): Message['location'] {
	const latitude = Number(textAt(raw, 'location', 'latitude') ?? Number.NaN);
	const longitude = Number(textAt(raw, 'location', 'longitude') ?? Number.NaN);
	if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
	return {
		latitude,
		longitude,
		title: textAt(raw, 'location', 'name') ?? textAt(raw, 'location', 'description'),
	};
}

function contactsOf(raw: Json, content: MessageContent): Message['contacts'] {
	if (content.contacts.length > 0) return content.contacts;
	return listAt(raw, 'vCards').flatMap((card) => {
		const text = textAt(card);
		return text === null ? [] : [readVcard(text)];
	});
}

/** Reactions that NOWEB keeps with a message; an empty text is a removed reaction. */
function reactionsOf(raw: Json, chatId: string, me: MessageContext['me']): Message['reactions'] {
	return listAt(raw, '_data', 'reactions').flatMap((reaction) => {
		const emoji = textAt(reaction, 'text');
		const author = portableId(textAt(reaction, 'key', 'participant'));
		const other = chatId.endsWith('@g.us') ? null : chatId;
		const own = at(reaction, 'key', 'fromMe') === true ? (me?.[0] ?? null) : other;
		return emoji === null ? [] : [{ emoji, from: author ?? own }];
	});
}

/** Some servers answer a send with Baileys' own message, which has its own `status`. */
export function ackOf(raw: Json): Ack | null {
	const ack = numberAt(raw, 'ack') ?? numberAt(raw, '_data', 'ack');
	if (ack !== null) return ACKS[ack + 1] ?? null;
	const name = textAt(raw, 'ackName');
	const named = ACKS.find((known) => ACK_NAMES[known] === name);
	return named ?? ackIn(at(raw, 'status') ?? at(raw, '_data', 'status'));
}

/** The sender's ids from all fields, WAHA's own first. */
function senderIds(
	raw: Json,
	chatId: string,
	participant: string | null,
): ReadonlyArray<string | null> {
	const hasOneSender = !/@(g\.us|broadcast)$/.test(chatId);
	const author =
		textAt(raw, 'participant') ?? textAt(raw, 'author', '_serialized') ?? textAt(raw, 'author');
	const key = at(raw, '_data', 'key');
	return [
		hasOneSender ? chatId : (author ?? participant),
		textAt(key, 'participantAlt'),
		textAt(key, 'participantPn'),
		textAt(key, 'participantLid'),
		textAt(key, 'senderPn'),
		textAt(key, 'senderLid'),
		hasOneSender ? textAt(key, 'remoteJidAlt') : null,
		textAt(raw, '_data', 'Info', 'SenderAlt'),
	];
}

/** The name that a person gave the account (`pushName`), as each engine writes it. */
const nameOf = (raw: Json): string | null =>
	textAt(raw, '_data', 'pushName') ??
	textAt(raw, '_data', 'notifyName') ??
	textAt(raw, '_data', 'Info', 'PushName');

/** In seconds. In the answer to a send, GOWS has the time only inside its own message, as text. */
export function secondsOf(raw: Json): number | null {
	return secondsAt(raw, 'timestamp') ?? secondsAt(raw, '_data', 'Info', 'Timestamp');
}
