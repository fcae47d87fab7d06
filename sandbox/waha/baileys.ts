import { createHash } from 'node:crypto';
import {
	type ContactCard,
	type Media,
	mediaKind,
	type Message,
	type MessageButton,
	sizeOf,
} from '../world';
import { hasParticipant } from './ids';

/** Baileys' own forms of messages, which NOWEB hands out as they are; numbers and enums of sends print as text. */

export function baileysKey(message: Message): object {
	const key = { remoteJid: message.chatId, fromMe: message.fromMe, id: message.id };
	return hasParticipant(message) ? { ...key, participant: message.senderId } : key;
}

function contextOf({ quote, mentions, forwarded }: Message): object | undefined {
	if (!quote && mentions.length === 0 && !forwarded) return undefined;
	return {
		...(quote
			? {
					stanzaId: quote.messageId,
					participant: quote.senderId,
					quotedMessage: { conversation: quote.text },
				}
			: {}),
		...(mentions.length > 0 ? { mentionedJid: mentions } : {}),
		...(forwarded ? { forwardingScore: 1, isForwarded: true } : {}),
	};
}

function withContext(content: object, message: Message): object {
	const contextInfo = contextOf(message);
	return contextInfo ? { ...content, contextInfo } : content;
}

/** The content of a message. An edit is stored as a wrapper around what is there now. */
export function baileysContent(message: Message): object {
	const content = currentContent(message);
	return message.edited ? { editedMessage: { message: content } } : content;
}

function currentContent(message: Message): object {
	if (message.content) return specialContent(message);
	if (message.media) return mediaContent(message, message.media);
	if (!message.fromMe && !contextOf(message)) return { conversation: message.text };
	return { extendedTextMessage: withContext({ text: message.text }, message) };
}

/** Baileys hashes the plain bytes, so that whoever reads it can compare. */
function mediaContent(message: Message, media: Media): object {
	const size = sizeOf(media);
	const file = {
		url: `https://mmg.whatsapp.net/v/sandbox/${message.id}`,
		mimetype: media.mimeType,
		...(size === null
			? {}
			: {
					fileLength: String(size),
					fileSha256: createHash('sha256').update(media.data).digest('base64'),
				}),
		...(media.caption ? { caption: media.caption } : {}),
	};
	switch (mediaKind(media)) {
		case 'image':
			return { imageMessage: withContext(file, message) };
		case 'video':
			return { videoMessage: withContext(file, message) };
		case 'gif':
			return { videoMessage: withContext({ ...file, gifPlayback: true }, message) };
		case 'sticker':
			return { stickerMessage: withContext(file, message) };
		case 'audio':
		case 'voice':
			return { audioMessage: withContext({ ...file, ptt: media.kind === 'voice' }, message) };
		case 'document': {
			const named = {
				...file,
				fileName: media.fileName ?? 'file',
				title: media.fileName ?? 'file',
			};
			return { documentMessage: withContext(named, message) };
		}
	}
}

function specialContent(message: Message): object {
	const { content } = message;
	switch (content?.type) {
		case 'location': {
			const { latitude, longitude, name, address } = content.location;
			const place = { degreesLatitude: latitude, degreesLongitude: longitude };
			const named = { ...place, ...(name ? { name } : {}), ...(address ? { address } : {}) };
			return { locationMessage: withContext(named, message) };
		}
		case 'contacts':
			return contactContent(content.contacts, message);
		case 'poll': {
			const { question, options, selectable } = content.poll;
			const poll = {
				name: question,
				options: options.map((optionName) => ({ optionName })),
				selectableOptionsCount: selectable,
			};
			// Baileys has a form of its own for polls with one answer.
			const field = selectable === 1 ? 'pollCreationMessageV3' : 'pollCreationMessage';
			return { [field]: withContext(poll, message) };
		}
		case 'buttons':
			return interactive(message, content.header ?? null, content.footer, content.buttons);
		case 'list': {
			const { buttonText, sections } = content;
			return {
				listMessage: withContext({ description: message.text, buttonText, sections }, message),
			};
		}
		default:
			return {};
	}
}

export function vcardOf({ vcard, name, phone }: ContactCard): string {
	return (
		vcard ??
		`BEGIN:VCARD\nVERSION:3.0\nFN:${name ?? ''}\nTEL;type=CELL;type=VOICE:${phone ?? ''}\nEND:VCARD`
	);
}

/** One card is a message of its own kind, several are a list of cards. */
function contactContent(cards: ContactCard[], message: Message): object {
	const contacts = cards.map((card) => ({ displayName: card.name ?? '', vcard: vcardOf(card) }));
	const [first] = contacts;
	if (first && contacts.length === 1) return { contactMessage: withContext(first, message) };
	return { contactsArrayMessage: withContext({ contacts }, message) };
}

const BUTTON_NAMES: Record<MessageButton['kind'], { name: string; field: string }> = {
	reply: { name: 'quick_reply', field: 'id' },
	url: { name: 'cta_url', field: 'url' },
	call: { name: 'cta_call', field: 'phone_number' },
	copy: { name: 'cta_copy', field: 'copy_code' },
};

function interactive(
	message: Message,
	header: string | null,
	footer: string | null,
	buttons: MessageButton[],
): object {
	const flow = buttons.map(({ kind, text, value }) => ({
		name: BUTTON_NAMES[kind].name,
		buttonParamsJson: JSON.stringify({ display_text: text, [BUTTON_NAMES[kind].field]: value }),
	}));
	const interactiveMessage = {
		header: { title: header ?? '', hasMediaAttachment: message.media !== null },
		body: { text: message.text },
		footer: { text: footer ?? '' },
		nativeFlowMessage: { buttons: flow },
	};
	return { viewOnceMessage: { message: { interactiveMessage } } };
}

/** What Baileys answers to a send. */
export function sentMessage(message: Message): object {
	return {
		key: baileysKey(message),
		message: baileysContent(message),
		messageTimestamp: String(message.timestamp),
		status: 'PENDING',
	};
}

/** What Baileys answers to a message that only does something to another one: a reaction, an edit, a revocation. */
export function sentAction(chatId: string, id: string, timestamp: number, content: object): object {
	return {
		key: { remoteJid: chatId, fromMe: true, id },
		message: content,
		messageTimestamp: String(timestamp),
		status: 'PENDING',
	};
}
