import { asObject, type JsonObject, stringsOf } from '../../http/json';
import { isLidId, type Session, userPart } from '../../world';

/** Wrappers that the server unwraps; it does not know others (server source). */
const WRAPPERS = [
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'ephemeralMessage',
	'deviceSentMessage',
];

const WITH_CAPTION = ['imageMessage', 'videoMessage', 'documentMessage'];

export function unwrapped(message: JsonObject): JsonObject {
	const name = WRAPPERS.find((wrapper) => asObject(message[wrapper]).message !== undefined);
	return name === undefined ? message : unwrapped(asObject(asObject(message[name]).message));
}

/** Baileys' name for the kind of a message: the first member that is not about keys. */
export function contentTypeOf(inner: JsonObject): string | undefined {
	return Object.keys(inner).find(
		(name) =>
			(name === 'conversation' || name.includes('Message')) &&
			name !== 'senderKeyDistributionMessage',
	);
}

export interface Text {
	text: string;
	type: string | undefined;
	contentType: string | undefined;
	raw: JsonObject;
}

/** The text of a message as far as the server reads it, which excludes answers to buttons. */
export function textOf(message: JsonObject): Text {
	const raw = unwrapped(message);
	const contentType = contentTypeOf(raw);
	const body = asObject(raw[contentType ?? '']);
	const as = (text: unknown, type: string): Text => ({
		text: typeof text === 'string' ? text : '',
		type,
		contentType,
		raw,
	});
	if (contentType === 'conversation') return as(raw.conversation, 'text');
	if (contentType === 'extendedTextMessage') return as(body.text, 'text');
	if (WITH_CAPTION.includes(contentType ?? '')) return as(body.caption, 'caption');
	if (contentType === 'contactMessage') return as(body.displayName, 'contact');
	if (contentType === 'contactsArrayMessage') {
		const count = Array.isArray(body.contacts) ? body.contacts.length : 0;
		return as(`Contacts: ${count}`, 'contacts');
	}
	return as('', contentType === 'protocolMessage' ? 'protocol' : 'unknown');
}

/** Quotes and mentions are searched only in these four kinds. */
export function contextOf(message: JsonObject): JsonObject {
	const inner = unwrapped(message);
	const kinds = ['extendedTextMessage', ...WITH_CAPTION];
	const found = kinds.map((name) => asObject(inner[name]).contextInfo).find(Boolean);
	return asObject(found);
}

const TAGS: Readonly<Record<string, string>> = {
	conversation: 'text',
	extendedTextMessage: 'extended_text',
	pinInChatMessage: 'pin',
	interactiveResponseMessage: 'interactive',
	interactiveMessage: 'interactive',
	buttonsResponseMessage: 'interactive',
	listResponseMessage: 'interactive',
	listMessage: 'interactive',
	templateButtonReplyMessage: 'interactive',
	imageMessage: 'media',
	videoMessage: 'media',
	pollCreationMessage: 'poll',
	pollCreationMessageV3: 'poll',
	pollUpdateMessage: 'poll',
	documentMessage: 'file',
	audioMessage: 'audio',
	stickerMessage: 'sticker',
	locationMessage: 'location',
	contactsArrayMessage: 'contacts',
	contactMessage: 'contact',
};

/** WARest's own name of a kind; unknown kinds and protocol messages are `system`. */
export function tagOf(contentType: string | undefined): string {
	return TAGS[contentType ?? ''] ?? 'system';
}

export interface Mentions {
	/** Addresses by phone only: a hidden id is left out if its phone number is not known. */
	normalized: string[];
	/** What replaces a hidden id in the text. */
	replacements: Array<[from: string, to: string]>;
}

export function mentionsOf(message: JsonObject, session: Session): Mentions {
	const normalized: string[] = [];
	const replacements: Mentions['replacements'] = [];
	for (const id of stringsOf(contextOf(message).mentionedJid)) {
		const jid = isLidId(id) ? session.contacts.find(id)?.phoneId : id;
		if (!jid) continue;
		if (!normalized.includes(jid)) normalized.push(jid);
		if (jid !== id) replacements.push([userPart(id), userPart(jid)], [id, jid]);
	}
	return { normalized, replacements };
}

export function withMentions(text: string, { replacements }: Mentions): string {
	return replacements.reduce((rest, [from, to]) => rest.replaceAll(`@${from}`, `@${to}`), text);
}
