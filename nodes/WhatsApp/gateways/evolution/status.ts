import type { ChatId } from '../../portable/ids';
import { defined, type Json, type JsonObject } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import { Refusal } from '../../portable/refusal';
import type { SentContent, Sent } from '../../portable/sent';
import type { GatewayRequest } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { captionedSent, fileSent, plainTextSent } from '../shared/sent';
import { evolutionJid } from './ids';
import { inChat, post, withFile } from './requests';
import { emptyAnswerHint, sentMessage } from './sent';

/** The chat in which WhatsApp keeps statuses. */
const STATUS: ChatId = { kind: 'broadcast', user: 'status' };

interface Posting {
	readonly session: string;
	readonly options: { readonly contacts?: readonly ChatId[] };
}

const posting = (
	m: Posting,
	type: 'text' | 'image' | 'audio' | 'video',
	content: JsonObject,
): GatewayRequest =>
	inChat(
		{ session: m.session, chatId: STATUS },
		post('message/sendStatus', m.session, {
			type,
			...defined(content),
			// If nobody is named: all whose name the server has stored.
			...(m.options.contacts === undefined
				? { allContacts: true }
				: { statusJidList: m.options.contacts.map(evolutionJid) }),
		}),
	);

/**
 * Only addresses are accepted for images and videos: the server would open anything else in `content` as a file on its
 * own disk (2.3.7, observed).
 */
function addressOf(file: MediaInput): string {
	if (file.kind === 'url') return file.url;
	throw new Refusal(
		'Evolution API takes the picture or video of a status from a web address only',
		'Choose URL as Source.',
	);
}

/** WhatsApp's fonts from 1 to 5. The server takes 0, the system font, for none, so the nearest one replaces it. */
function fontOf(font: number): number {
	if (font <= 5) return Math.max(1, font);
	throw new Refusal(
		'Evolution API does not have this font for a status',
		'Choose System, System Text or Script.',
	);
}

const sentStatus = <C extends SentContent>(raw: Json, m: Posting, content: C): Sent<C> =>
	sentMessage(raw, { session: m.session, chatId: STATUS }, content);

const NO_VERIFYING = 'Evolution API takes no ID for a status, by which it could be looked for.';
const NO_ID = 'Evolution API chooses the ID of a status itself.';
const NO_PREVIEW = 'Evolution API shows no preview of links in a status.';

export const evolutionStatus: DialectOf<'status'> = {
	delete: missing('Delete it on the phone; after a day it is gone by itself.'),
	sendImage: {
		build: (m) =>
			posting(m, 'image', { content: addressOf(m.media), caption: m.caption ?? undefined }),
		lacks: { newMessageId: NO_ID, verifyAfterTimeout: NO_VERIFYING },
		read: (raw, m) => sentStatus(raw, m, captionedSent('image', m)),
		hint: emptyAnswerHint,
	},
	sendText: {
		build: (m) =>
			posting(m, 'text', {
				content: m.text,
				backgroundColor: m.backgroundColor,
				font: fontOf(m.font),
			}),
		lacks: {
			linkPreview: NO_PREVIEW,
			linkPreviewHighQuality: NO_PREVIEW,
			newMessageId: NO_ID,
			verifyAfterTimeout: NO_VERIFYING,
		},
		read: (raw, m) => sentStatus(raw, m, plainTextSent(m.text)),
		hint: emptyAnswerHint,
	},
	sendVideo: {
		build: (m) =>
			posting(m, 'video', { content: addressOf(m.media), caption: m.caption ?? undefined }),
		lacks: {
			convert: 'Evolution API sends videos as they are.',
			newMessageId: NO_ID,
			verifyAfterTimeout: NO_VERIFYING,
		},
		read: (raw, m) => sentStatus(raw, m, captionedSent('video', m)),
		hint: emptyAnswerHint,
	},
	sendVoice: {
		// A form would carry the list of contacts as text, which the server refuses.
		build: (m) => withFile(posting(m, 'audio', {}), 'content', m.media, false),
		lacks: {
			convert: 'Evolution API converts every voice message by itself.',
			newMessageId: NO_ID,
			verifyAfterTimeout: NO_VERIFYING,
		},
		read: (raw, m) => sentStatus(raw, m, fileSent('voice', m.media)),
		hint: emptyAnswerHint,
	},
};
