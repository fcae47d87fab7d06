import { lidOf, phoneOf, portableId } from './ids';
import {
	at,
	isObject,
	listAt,
	numberAt,
	objectAt,
	textAt,
	type Json,
	type JsonObject,
} from './json';
import { mentionsEverybody } from './mentions';
import { typeNamed } from './messageType';
import type { Media, Message, MessageType } from './shapes';
import { readVcard } from './vcard';

/** What a reader of one message knows besides the message. */
export interface MessageContext {
	readonly session: string;
	/** The chat that was asked for, where the message itself does not name it. */
	readonly chatId?: string;
	/** The account's own ids, the one by phone number first. Without them own messages have no sender. */
	readonly me?: readonly string[];
}

/** What stands in a message, apart from who sent it where and when. */
export interface Content {
	/** Null where the message does not say. */
	readonly type: MessageType | null;
	readonly text: string | null;
	/** Never with an address: what WhatsApp has there is encrypted. */
	readonly media: Media | null;
	readonly quoted: Message['quoted'];
	readonly mentions: string[];
	/** Whether everybody in the group is mentioned at once. */
	readonly mentionsAll: boolean;
	readonly location: Message['location'];
	readonly contacts: Message['contacts'];
	readonly edited: boolean;
	readonly revoked: boolean;
}

export const NO_CONTENT: Content = {
	type: null,
	text: null,
	media: null,
	quoted: null,
	mentions: [],
	mentionsAll: false,
	location: null,
	contacts: [],
	edited: false,
	revoked: false,
};

/** Members that hold another message, each with it under `message`. */
const WRAPPERS = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'documentWithCaptionMessage',
	'editedMessage',
	'deviceSentMessage',
	'associatedChildMessage',
	'groupMentionedMessage',
	'lottieStickerMessage',
];

/** Members that accompany a message and are none. */
export const COMPANIONS = ['messageContextInfo', 'senderKeyDistributionMessage'];

/** Deepest nesting that WhatsApp uses is three. */
export const MAX_WRAPPERS = 6;

/**
 * Reads a message in WhatsApp's own form, as Baileys (WAHA's NOWEB engine, WARest's events) and whatsmeow (GOWS)
 * write it. They differ in the case of a few names: `stanzaId` and `stanzaID`, `ptt` and `PTT`.
 */
export function readContent(message: Json | undefined): Content {
	const { inner, wasEdited } = unwrapped(message);
	const name = Object.keys(inner).find(
		(key) => !COMPANIONS.includes(key) && (key === 'conversation' || isObject(inner[key])),
	);
	if (name === undefined) return { ...NO_CONTENT, edited: wasEdited };
	const body = objectAt(inner, name);
	const context = objectAt(body, 'contextInfo');
	return {
		type: typeOf(name, body),
		text: textOf(inner, name),
		media: mediaOf(body),
		quoted: quotedIn(context),
		mentions: idsIn(at(context, 'mentionedJid') ?? at(context, 'mentionedJID')),
		mentionsAll: mentionsEverybody(context),
		location: locationOf(body),
		contacts: contactsOf(body),
		edited: wasEdited,
		revoked: name === 'protocolMessage' && isRevocation(at(body, 'type')),
	};
}

/** The member of a message that only wraps another one. */
export const wrapperIn = (message: JsonObject): string | undefined =>
	WRAPPERS.find((name) => isObject(at(message, name, 'message')));

function unwrapped(message: Json | undefined): { inner: JsonObject; wasEdited: boolean } {
	let inner = objectAt(message);
	let wasEdited = false;
	for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
		const edited = at(inner, 'protocolMessage', 'editedMessage');
		const wrapper = wrapperIn(inner);
		if (!isObject(edited) && wrapper === undefined) break;
		wasEdited ||= isObject(edited) || wrapper === 'editedMessage';
		inner = isObject(edited) ? edited : objectAt(inner, wrapper ?? '', 'message');
	}
	return { inner, wasEdited };
}

/** The kind of protocol message that takes a message back, as a number or as its name. */
export const isRevocation = (type: Json | undefined): boolean => type === 0 || type === 'REVOKE';

function typeOf(name: string, body: JsonObject): MessageType | null {
	const isVoice = at(body, 'ptt') === true || at(body, 'PTT') === true;
	return name === 'audioMessage' && isVoice ? 'voice' : typeNamed(name);
}

/** The words of a message: its text or caption, a poll's question, an event's name, what was chosen of a list. */
function textOf(inner: JsonObject, name: string): string | null {
	if (name === 'conversation') return textAt(inner, name);
	const body = objectAt(inner, name);
	// A document's title is its file name once more; a place and a contact have no words beside their own fields.
	if (at(body, 'mimetype') !== undefined) return textAt(body, 'caption');
	if (/^(location|liveLocation|contact|contactsArray)Message$/.test(name)) return null;
	// The description of a chosen row is no word of the person who chose it.
	if (name === 'listResponseMessage') return textAt(body, 'title');
	return (
		textAt(body, 'text') ??
		textAt(body, 'selectedDisplayText') ??
		textAt(body, 'contentText') ??
		textAt(body, 'body', 'text') ??
		textAt(body, 'name') ??
		textAt(body, 'description') ??
		textAt(body, 'title')
	);
}

function mediaOf(body: JsonObject): Media | null {
	const mimeType = textAt(body, 'mimetype');
	if (mimeType === null) return null;
	return {
		mimeType,
		fileName: textAt(body, 'fileName'),
		sizeBytes: longAt(body, 'fileLength'),
		url: null,
	};
}

/** A number as such, as text, or as Baileys' long integer. */
function longAt(value: Json | undefined, name: string): number | null {
	const long = Number(textAt(value, name) ?? textAt(value, name, 'low') ?? Number.NaN);
	return Number.isFinite(long) ? long : null;
}

function quotedIn(context: JsonObject): Message['quoted'] {
	const messageId = textAt(context, 'stanzaId') ?? textAt(context, 'stanzaID');
	if (messageId === null) return null;
	const { inner } = unwrapped(at(context, 'quotedMessage'));
	const name = Object.keys(inner).find((key) => !COMPANIONS.includes(key));
	return {
		messageId,
		text: name === undefined ? null : textOf(inner, name),
		from: portableId(textAt(context, 'participant')),
	};
}

/** Ids in a list of texts or of WEBJS's objects, each in our form. */
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
 * Whether the account is among the mentioned; null where its own ids are not known, or not the kind that is mentioned.
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
 * The sender's id, phone number and hidden id. A message may name the same person twice, by phone and hidden.
 * @param ids the sender's ids, the one the gateway itself uses first
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
