import { formatChatId, lidOf } from '../../portable/ids';
import { missing, type DialectOf } from '../gateway';
import { checked, idFound, isOnWhatsApp } from './contact';

const BY_N8N = 'Use what n8n has: Crypto, Edit Image, Edit Fields and Code.';

export const evolutionUtility: DialectOf<'utility'> = {
	convertBase64: missing(BY_N8N),
	convertToVideo: missing(
		'Make the file an MP4 before, for example with ffmpeg, and send it with Message > Send Video.',
	),
	convertToVoice: missing(
		'Evolution API converts any sound when it sends it: use Message > Send Voice.',
	),
	createQrCode: missing('Use a node or a service that makes QR codes; n8n has none of its own.'),
	createThumbnail: missing(BY_N8N),
	decryptMedia: missing(
		'Use Message > Get with Download Media: Evolution API opens a file by the ID of its message.',
	),
	decryptPollVote: missing(
		'Use the event Poll Vote of the WhatsApp Gateway Trigger, which names what was chosen.',
	),
	generateId: missing(BY_N8N),
	hash: missing(BY_N8N),
	processImage: missing(BY_N8N),
	sign: missing(BY_N8N),
	validateId: missing(BY_N8N),
	validateJid: {
		*build({ session, chatId }) {
			// The server says that every hidden id and every channel exists.
			return chatId.kind === 'person' ? yield* checked(session, chatId.user) : null;
		},
		read: (raw, { session, chatId }) => ({
			session,
			chatId: formatChatId(chatId),
			type: chatId.kind,
			exists: chatId.kind === 'person' ? isOnWhatsApp(raw) : null,
		}),
	},
	validatePhone: {
		build: ({ session, phone }) => checked(session, phone),
		read: (raw, { session, phone }) => ({
			session,
			phone,
			exists: isOnWhatsApp(raw),
			contactId: idFound(raw),
			// The field holds the word "lid" instead of an id (2.3.7, observed).
			lid: lidOf(idFound(raw)),
			country: null,
		}),
	},
};
