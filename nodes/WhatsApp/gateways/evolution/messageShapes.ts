import { ackIn } from '../../engines/ack';
import {
	mentionsMe,
	NO_CONTENT,
	readContent,
	senderOf,
	type MessageContent,
	type MessageContext,
} from '../../engines/content';
import { actionOfStub } from '../../engines/messageAction';
import { typeNamed } from '../../engines/messageType';
import { isOfMany, portableId } from '../../portable/ids';
import { at, isObject, listAt, textAt, type Json } from '../../portable/json';
import { messageOf, type Ack, type Message } from '../../portable/shapes';
import { timeAt } from '../../portable/time';
import { keyIn, messageIdOf } from './ids';

/** Members that the server adds to a message's content: its file, the file's address, and its transcription. */
const BESIDE = ['base64', 'mediaUrl', 'speechToText'];

/**
 * The message in WhatsApp's own form. The server turns a text that quotes or mentions into a plain text, and keeps the
 * quote beside the message (2.3.7, observed); this puts both together again.
 */
export function protoOf(raw: Json): Json | undefined {
	const message = at(raw, 'message');
	if (!isObject(message)) return undefined;
	const proto = Object.fromEntries(
		Object.entries(message).filter(([name]) => !BESIDE.includes(name)),
	);
	const contextInfo = at(raw, 'contextInfo');
	const text = textAt(message, 'conversation');
	if (text === null || !isObject(contextInfo)) return proto;
	const { conversation: _, ...rest } = proto;
	return { extendedTextMessage: { text, contextInfo }, ...rest };
}

export function contentOf(raw: Json): MessageContent {
	const proto = protoOf(raw);
	if (isObject(proto)) return readContent(proto);
	const { does } = actionOfStub(at(raw, 'messageStubType'));
	if (does === 'revoke') return { ...NO_CONTENT, revoked: true };
	return does === 'notify' ? { ...NO_CONTENT, type: 'system' } : NO_CONTENT;
}

/**
 * Ids of a message's author, the message's own field first: from 2.3.4 on hidden ids and phone numbers come together.
 */
export function authorsOf(key: Json | undefined): ReadonlyArray<string | null> {
	const chat = portableId(textAt(key, 'remoteJid'));
	const names =
		chat !== null && isOfMany(chat)
			? ['participant', 'participantAlt', 'participantPn', 'participantLid']
			: ['remoteJid', 'remoteJidAlt', 'senderPn', 'senderLid'];
	return names.map((name) => textAt(key, name));
}

/** Reads one message as the server stores, returns and posts it: Baileys' message with little around it. */
export function readMessage(raw: Json, context: MessageContext): Message {
	const key = keyIn(at(raw, 'key'));
	const fromMe = key?.fromMe ?? false;
	const content = contentOf(raw);
	const ids = fromMe ? (context.me ?? []) : authorsOf(at(raw, 'key'));
	return messageOf({
		session: context.session,
		chatId: portableId(key?.remoteJid ?? null) ?? context.chatId ?? '',
		messageId: key === null ? null : messageIdOf(key),
		...senderOf(ids),
		// For an own message it is a word in the server's language.
		senderName: fromMe ? null : textAt(raw, 'pushName'),
		fromMe,
		type: content.type ?? typeNamed(textAt(raw, 'messageType')) ?? 'unknown',
		text: content.text,
		media: content.media && { ...content.media, url: textAt(raw, 'message', 'mediaUrl') },
		quoted: content.quoted,
		mentions: content.mentions,
		mentionsMe: mentionsMe(content.mentions, context.me, content.mentionsAll),
		location: content.location,
		contacts: content.contacts,
		...content.details,
		ack: ackOf(raw),
		edited: content.edited,
		revoked: content.revoked || textAt(raw, 'status') === 'DELETED',
		timestamp: timeAt(raw, 'messageTimestamp'),
	});
}

const ORDER: readonly Ack[] = ['error', 'pending', 'sent', 'delivered', 'read', 'played'];

/** The state of a message; a stored message has it in the list of its updates. */
function ackOf(raw: Json): Ack | null {
	const told = [at(raw, 'status'), ...listAt(raw, 'MessageUpdate').map((one) => at(one, 'status'))]
		.map(ackIn)
		.filter((ack) => ack !== null);
	return told.sort((one, other) => ORDER.indexOf(other) - ORDER.indexOf(one))[0] ?? null;
}
