import type { MediaInput } from '../../../portable/media';
import { fileNameFor } from '../../../portable/mimeType';
import { Refusal } from '../../../portable/refusal';
import type { MessageType } from '../../../portable/shapes';
import { at, textAt, type Json } from '../../../portable/json';
import type { GatewayRequest } from '../../../transport/request';
import { kindOf, requireType, type FileKind } from '../../shared/fileType';
import type { DialectOf } from '../../gateway';
import { captionedInReplySent, fileInReplySent, mentioningSent } from '../../shared/sent';
import { withFile, type ToChat } from '../requests';
import { emptyAnswerHint, sentMessage } from '../sent';
import { LACKS_OF_SENDS, optionsOf, sending, sent, type SendOptions } from './sending';

interface Sending extends ToChat {
	readonly media: MediaInput;
	/** Missing for kinds without a caption. */
	readonly caption?: string | null;
	readonly options: SendOptions;
}

const ANY_KIND = 'Use Message > Send Media for any kind of file.';

/** The phone shows a document without a name as "untitled", so an address without a name gets one from its type. */
const named = (file: MediaInput): string | undefined =>
	file.fileName ?? (file.mimeType === null ? undefined : fileNameFor(file.mimeType));

/** A send on the route for files: all files but voice messages, stickers and video notes. */
export const mediaRequest = (
	m: Sending,
	mediatype: 'image' | 'video' | 'audio' | 'document',
	more: { readonly gifPlayback?: true } = {},
): GatewayRequest =>
	withFile(
		sending(m, 'sendMedia', {
			mediatype,
			mimetype: m.media.mimeType ?? undefined,
			fileName: named(m.media),
			caption: m.caption ?? undefined,
			...more,
			...optionsOf(m),
		}),
		'media',
		m.media,
	);

/** The server converts any audio into the format that phones play as a voice message. */
const voice = (m: Sending): GatewayRequest =>
	withFile(sending(m, 'sendWhatsAppAudio', optionsOf(m)), 'audio', m.media);

function refuseCaption(
	m: Sending,
	what: string,
	instead = 'send the file with Message > Send Document',
): void {
	if (m.caption == null && m.options.mentions === undefined) return;
	throw new Refusal(what, `Remove them, or ${instead}.`);
}

/** A round video has no caption: its route reads no text (2.3.7, server source). */
function videoNote(m: Sending): GatewayRequest {
	refuseCaption(
		m,
		'A video note of Evolution API has no caption and no mentions',
		'switch As Video Note off',
	);
	return withFile(sending(m, 'sendPtv', optionsOf(m)), 'video', m.media);
}

const BY_KIND: Readonly<Record<FileKind, (m: Sending) => GatewayRequest>> = {
	image: (m) => mediaRequest(m, 'image'),
	gif: (m) => mediaRequest(m, 'image'),
	video: (m) => mediaRequest(m, 'video'),
	voice: (m) => {
		refuseCaption(m, 'A voice message has no caption and no mentions');
		return voice(m);
	},
	audio: (m) => {
		refuseCaption(m, 'Sound has no caption and no mentions');
		return mediaRequest(m, 'audio');
	},
	document: (m) => mediaRequest(m, 'document'),
};

const TYPE_BY_KIND: Readonly<Record<FileKind, MessageType>> = {
	image: 'image',
	gif: 'image',
	video: 'video',
	voice: 'voice',
	audio: 'audio',
	document: 'document',
};

const AS_IT_IS = 'Evolution API makes files smaller by itself where WhatsApp wants it.';
const COMPRESSION = { compress: AS_IT_IS, compression: AS_IT_IS };
const ONCE = 'Evolution API cannot send files that open once.';

/** Earlier servers leave out the flag that makes a video play by itself. */
const gifHint = (raw: Json): string | null =>
	textAt(raw, 'key', 'id') !== null && at(raw, 'message', 'videoMessage', 'gifPlayback') !== true
		? 'It went out as an ordinary video: GIFs need Evolution API 2.4.0 or newer.'
		: emptyAnswerHint(raw);

export const mediaMessages = {
	sendAudio: {
		build: (m) => {
			requireType(m.media, ['audio/'], ANY_KIND);
			return sent(m, mediaRequest(m, 'audio'));
		},
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, fileInReplySent('audio', m.media, m.options)),
		hint: emptyAnswerHint,
	},
	sendDocument: {
		build: (m) => sent(m, mediaRequest(m, 'document')),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, mentioningSent('document', m)),
		hint: emptyAnswerHint,
	},
	sendGif: {
		build: (m) => {
			requireType(m.media, ['video/'], 'Use an MP4 file.');
			return sent(m, mediaRequest(m, 'video', { gifPlayback: true }));
		},
		lacks: { ...LACKS_OF_SENDS, ...COMPRESSION },
		read: (raw, m) => sentMessage(raw, m, captionedInReplySent('video', m)),
		hint: gifHint,
	},
	sendImage: {
		build: (m) => {
			requireType(m.media, ['image/'], ANY_KIND);
			return sent(m, mediaRequest(m, 'image'));
		},
		lacks: { ...LACKS_OF_SENDS, ...COMPRESSION, viewOnce: ONCE },
		read: (raw, m) => sentMessage(raw, m, mentioningSent('image', m)),
		hint: emptyAnswerHint,
	},
	sendMedia: {
		build: (m) => {
			const kind = kindOf(m.media);
			return sent(m, BY_KIND[kind](m), kind === 'voice');
		},
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, mentioningSent(TYPE_BY_KIND[kindOf(m.media)], m)),
		hint: emptyAnswerHint,
	},
	sendSticker: {
		build: (m) => {
			requireType(m.media, ['image/'], ANY_KIND);
			// Not as a form, which is broken here: the server reads the file as an address (2.3.7, observed).
			return sent(m, withFile(sending(m, 'sendSticker', optionsOf(m)), 'sticker', m.media, false));
		},
		lacks: {
			...LACKS_OF_SENDS,
			compress: AS_IT_IS,
			stickerEffort: AS_IT_IS,
			stickerQuality: AS_IT_IS,
			stickerSize: AS_IT_IS,
		},
		read: (raw, m) => sentMessage(raw, m, fileInReplySent('sticker', m.media, m.options)),
		hint: emptyAnswerHint,
	},
	sendVideo: {
		build: (m) => {
			requireType(m.media, ['video/'], ANY_KIND);
			return sent(m, m.options.asNote === true ? videoNote(m) : mediaRequest(m, 'video'));
		},
		lacks: {
			...LACKS_OF_SENDS,
			...COMPRESSION,
			convert: 'Evolution API sends videos as they are.',
			viewOnce: ONCE,
		},
		read: (raw, m) => sentMessage(raw, m, mentioningSent('video', m)),
		hint: emptyAnswerHint,
	},
	sendVoice: {
		build: (m) => {
			requireType(m.media, ['audio/'], ANY_KIND);
			return sent(m, voice(m), true);
		},
		lacks: { ...LACKS_OF_SENDS, convert: 'Evolution API converts every voice message by itself.' },
		read: (raw, m) => sentMessage(raw, m, fileInReplySent('voice', m.media, m.options)),
		hint: emptyAnswerHint,
	},
} satisfies Partial<DialectOf<'message'>>;
