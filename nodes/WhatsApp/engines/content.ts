import { lidOf, phoneOf, portableId } from '../portable/ids';
import {
	at,
	isObject,
	listAt,
	numberAt,
	textAt,
	type Json,
	type JsonObject,
} from '../portable/json';
import { detailsIn } from './message/details';
import { codeAt, fieldAt, partAt, wordsAt } from './message/fields';
import { mediaIn } from './message/media';
import { openMessage } from './message/open';
import { bodyText, messageText } from './message/text';
import { typeNamed, typeOfStanding } from './messageType';
import type { Media, Message, MessageDetails, MessageType } from '../portable/shapes';
import { readVcard } from '../portable/vcard';

/** What the reader of a message knows besides the message. */
export interface MessageContext {
	readonly session: string;
	/** The requested chat, in case the message does not name it. */
	readonly chatId?: string;
	/** The account's own ids, the one by phone number first. Without them the account's own messages have no sender. */
	readonly me?: readonly string[];
}

/** The content of a message, apart from who sent it where and when. */
export interface MessageContent {
	/** Null where the message does not say. */
	readonly type: MessageType | null;
	readonly text: string | null;
	/** Never has an address, because the file behind WhatsApp's own address is encrypted. */
	readonly media: Media | null;
	readonly quoted: Message['quoted'];
	readonly mentions: string[];
	/** Whether everybody in the group is mentioned at once. */
	readonly mentionsAll: boolean;
	readonly location: Message['location'];
	readonly contacts: Message['contacts'];
	/** Content besides the text that people act on, such as an order. */
	readonly details: Partial<MessageDetails>;
	readonly edited: boolean;
	readonly revoked: boolean;
}

export const NO_CONTENT: MessageContent = {
	type: null,
	text: null,
	media: null,
	quoted: null,
	mentions: [],
	mentionsAll: false,
	location: null,
	contacts: [],
	details: {},
	edited: false,
	revoked: false,
};

/**
 * Reads a message in WhatsApp's own form, as Baileys (WAHA's NOWEB engine, WARest's events) and whatsmeow (GOWS) write
 * it, whatever it is wrapped in. Messages without content (placeholders, notices) have a type and nothing else.
 */
export function readContent(message: Json | undefined): MessageContent {
	const { name, body, standing, edited, commented } = openMessage(message);
	if (name === null) return { ...NO_CONTENT, edited };
	const type = standing === 'content' ? typeOf(name, body) : typeOfStanding(standing);
	const revoked = name === 'protocolMessage' && isRevocation(fieldAt(body, 'type'));
	if (standing !== 'content') return { ...NO_CONTENT, type, edited, revoked };
	const context = contextIn(body);
	return {
		type,
		text: bodyText(name, body),
		media: mediaIn(body),
		quoted: quotedIn(context) ?? commentedIn(commented),
		mentions: idsIn(at(context, 'mentionedJid') ?? at(context, 'mentionedJID')),
		mentionsAll: mentionsEverybody(context),
		location: locationOf(body),
		contacts: contactsOf(body),
		details: detailsIn(name, body),
		edited,
		revoked,
	};
}

/** Whether a protocol message deletes another one; the kind is a number or its name. */
export const isRevocation = (type: Json | undefined): boolean => type === 0 || type === 'REVOKE';

function typeOf(name: string, body: JsonObject): MessageType | null {
	return name === 'audioMessage' && fieldAt(body, 'ptt') === true ? 'voice' : typeNamed(name);
}

/**
 * The message that a message replies to, and the people it mentions; templates and payments nest them one level deeper.
 */
function contextIn(body: JsonObject): JsonObject {
	const inside = ['interactiveMessageTemplate', 'noteMessage'].map((name) => partAt(body, name));
	const note = openMessage(inside[1]).body;
	const contexts = [body, ...inside, note].map((part) => fieldAt(part, 'contextInfo'));
	return contexts.find(isObject) ?? {};
}

function quotedIn(context: JsonObject): Message['quoted'] {
	const messageId = wordsAt(context, 'stanzaId');
	if (messageId === null) return null;
	return {
		messageId,
		text: messageText(fieldAt(context, 'quotedMessage')),
		from: portableId(textAt(context, 'participant')),
	};
}

/** A comment replies to the message below which it stands. */
function commentedIn(key: JsonObject | null): Message['quoted'] {
	const messageId = codeAt(key ?? undefined, 'id');
	if (messageId === null) return null;
	return { messageId, text: null, from: portableId(textAt(key ?? undefined, 'participant')) };
}

/** Ids from a list of strings or of WEBJS's objects, each in portable form. */
export const idsIn = (list: Json | undefined): string[] =>
	listAt(list)
		.map((entry) => portableId(textAt(entry, '_serialized') ?? textAt(entry)))
		.filter((id) => id !== null);

function locationOf(body: JsonObject): Message['location'] {
	const latitude = numberAt(body, 'degreesLatitude');
	const longitude = numberAt(body, 'degreesLongitude');
	if (latitude === null || longitude === null) return null;
	return { latitude, longitude, title: textAt(body, 'name') };
}

function contactsOf(body: JsonObject): Message['contacts'] {
	const cards = at(body, 'vcard') === undefined ? listAt(body, 'contacts') : [body];
	return cards.map((card) => {
		const read = readVcard(textAt(card, 'vcard') ?? '');
		return { ...read, name: read.name ?? textAt(card, 'displayName') };
	});
}

/**
 * Whether the account is among the mentioned people; null if its own ids are not known, or are of another kind than the
 * mentioned ones.
 * @param all whether everybody is mentioned
 */
export const mentionsMe = (
	mentions: readonly string[],
	me?: readonly string[],
	all = false,
): boolean | null => {
	if (all) return true;
	if (mentions.length === 0) return false;
	if (me === undefined) return null;
	if (mentions.some((id) => me.includes(id))) return true;
	const isHidden = (id: string): boolean => lidOf(id) !== null;
	const known = me.map(isHidden);
	return mentions.every((id) => known.includes(isHidden(id))) ? false : null;
};

/**
 * The sender's id, phone number and hidden id. A message may name the same person twice, by phone number and by hidden
 * id.
 * @param ids the sender's ids, the one that the gateway itself uses first
 */
export function senderOf(
	ids: ReadonlyArray<string | null>,
): Pick<Message, 'from' | 'senderPhone' | 'senderLid'> {
	const known = ids.map(portableId).filter((id) => id !== null);
	return {
		from: known[0] ?? null,
		senderPhone: known.map(phoneOf).find((phone) => phone !== null) ?? null,
		senderLid: known.map(lidOf).find((lid) => lid !== null) ?? null,
	};
}

/**
 * Whether a message mentions everybody in its group with the word "all", and so the account, too. WhatsApp marks it
 * beside the list of mentions (`nonJidMentions` in Baileys and WhatsApp Web, `nonJIDMentions` in whatsmeow).
 * @param context the context info of a message, in WhatsApp's own form
 */
export const mentionsEverybody = (context: Json | undefined): boolean =>
	['nonJidMentions', 'nonJIDMentions'].some(
		(name) => at(context, name) === true || Number(textAt(context, name) ?? 0) > 0,
	);
