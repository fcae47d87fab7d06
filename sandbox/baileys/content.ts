import { createHash } from 'node:crypto';
import {
	type ContactCard,
	type Media,
	mediaKind,
	type Message,
	type MessageAction,
	type MessageButton,
	type MessageContent,
	sizeOf,
} from '../world';
import { baileysKey } from './key';

/** The numbers of protocol messages and pins in WhatsApp's own protocol. */
const REVOKE = 0;
const MESSAGE_EDIT = 14;
const PIN_FOR_ALL = 1;
const UNPIN_FOR_ALL = 2;

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

/**
 * The content of a message, as Baileys has it in memory: bytes are Buffers, enums and lengths are numbers. An edit is
 * stored as a wrapper around the current content.
 */
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

/** Baileys hashes the plain bytes, so that readers can compare. */
function mediaContent(message: Message, media: Media): object {
	const size = sizeOf(media);
	const directPath = `/v/sandbox/${message.id}.enc`;
	const file = {
		url: `https://mmg.whatsapp.net${directPath}`,
		mimetype: media.mimeType,
		...(size === null
			? {}
			: { fileLength: size, fileSha256: createHash('sha256').update(media.data).digest() }),
		mediaKey: createHash('sha256').update(message.id).digest(),
		directPath,
		...(media.caption ? { caption: media.caption } : {}),
	};
	return fileContent(file, message, media);
}

function fileContent(file: object, message: Message, media: Media): object {
	switch (mediaKind(media)) {
		case 'image':
			return { imageMessage: withContext(file, message) };
		case 'video':
			return { videoMessage: withContext(file, message) };
		case 'gif':
			return { videoMessage: withContext({ ...file, gifPlayback: true }, message) };
		case 'note':
			return { ptvMessage: withContext(file, message) };
		case 'sticker':
			return { stickerMessage: withContext(file, message) };
		case 'audio':
		case 'voice': {
			const sound = { ...file, seconds: 1, ptt: media.kind === 'voice' };
			return { audioMessage: withContext(sound, message) };
		}
		case 'document': {
			const named = {
				...file,
				fileName: media.fileName ?? 'file',
				title: media.fileName ?? 'file',
			};
			const document = { documentMessage: withContext(named, message) };
			// The wrapper hides the document from apps that do not support captions of documents.
			return media.caption ? { documentWithCaptionMessage: { message: document } } : document;
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
			// Baileys has a separate type for polls with one answer.
			const field = selectable === 1 ? 'pollCreationMessageV3' : 'pollCreationMessage';
			return { [field]: withContext(poll, message) };
		}
		case 'proto':
			return content.message;
		case 'buttons':
			return interactive(message, content.header ?? null, content.footer, content.buttons);
		case 'list': {
			const { title, buttonText, sections } = content;
			const heading = title ? { title } : {};
			return {
				listMessage: withContext(
					{ ...heading, description: message.text, buttonText, sections },
					message,
				),
			};
		}
		case 'buttonReply':
			return buttonReply(content, message);
		case 'listReply': {
			const { rowId: selectedRowId, title, description } = content;
			const reply = { title, listType: 1, singleSelectReply: { selectedRowId }, description };
			return { listResponseMessage: withContext(reply, message) };
		}
		case 'action':
			return actionContent(content, message);
		default:
			return {};
	}
}

function buttonReply(
	{ form, id, text }: Extract<MessageContent, { type: 'buttonReply' }>,
	message: Message,
): object {
	if (form === 'template') {
		const reply = { selectedId: id, selectedDisplayText: text, selectedIndex: 0 };
		return { templateButtonReplyMessage: withContext(reply, message) };
	}
	if (form === 'buttons') {
		const reply = { selectedButtonId: id, selectedDisplayText: text, type: 1 };
		return { buttonsResponseMessage: withContext(reply, message) };
	}
	const nativeFlowResponseMessage = {
		name: 'quick_reply',
		paramsJson: JSON.stringify({ id }),
		version: 3,
	};
	const reply = { body: { text }, nativeFlowResponseMessage };
	return { interactiveResponseMessage: withContext(reply, message) };
}

/** What is done to a message: a separate message that names its target by key. */
function actionContent({ action, target, text }: MessageAction, message: Message): object {
	const key = baileysKey(target);
	const senderTimestampMs = message.timestamp * 1000;
	switch (action) {
		case 'reaction':
			return { reactionMessage: { key, text, senderTimestampMs } };
		case 'revoke':
			return { protocolMessage: { key, type: REVOKE } };
		case 'edit': {
			const editedMessage = currentContent(target);
			const edit = { key, type: MESSAGE_EDIT, editedMessage, timestampMs: senderTimestampMs };
			return { protocolMessage: edit };
		}
		case 'pin':
		case 'unpin': {
			const type = action === 'pin' ? PIN_FOR_ALL : UNPIN_FOR_ALL;
			return { pinInChatMessage: { key, type, senderTimestampMs } };
		}
		case 'vote': {
			// Encrypted with a key that only the poll's participants have, so nobody can read it.
			const secret = createHash('sha256').update(message.id);
			const vote = { encPayload: secret.copy().digest(), encIv: secret.digest().subarray(0, 12) };
			return { pollUpdateMessage: { pollCreationMessageKey: key, vote, senderTimestampMs } };
		}
		case 'respond': {
			// Encrypted like a vote.
			const secret = createHash('sha256').update(message.id);
			const answer = { encPayload: secret.copy().digest(), encIv: secret.digest().subarray(0, 12) };
			return { encEventResponseMessage: { eventCreationMessageKey: key, ...answer } };
		}
	}
}

export function vcardOf({ vcard, name, phone }: ContactCard): string {
	return (
		vcard ??
		`BEGIN:VCARD\nVERSION:3.0\nFN:${name ?? ''}\nTEL;type=CELL;type=VOICE:${phone ?? ''}\nEND:VCARD`
	);
}

/** One card has its own kind of message, several are a list of cards. */
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
