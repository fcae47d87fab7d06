import type { Mentions } from '../../../operations/fields';
import type { MediaInput } from '../../../portable/media';
import { fileNameFor } from '../../../portable/mimeType';
import { Refusal } from '../../../portable/refusal';
import type { MessageType } from '../../../portable/shapes';
import type { GatewayRequest } from '../../../transport/request';
import { isVoiceFile, kindOf, requireType, type FileKind } from '../../shared/fileType';
import { missing, type DialectOf } from '../../gateway';
import { fileInReplySent, mentioningSent } from '../../shared/sent';
import { withFile } from '../requests';
import { sentMessage } from '../sent';
import { STICKERS } from '../needs';
import { COMPRESSION, LACKS_OF_SENDS, mentionIds, sending, type ToChat } from './sending';

/** The type sent for an address whose type is not known, because WAHA requires one. */
const VOICE_TYPE = 'audio/ogg; codecs=opus';
const WEBP_ONLY =
	'WAHA sends WebP files as stickers and changes none; make one with Edit Image, or use Message > Send Image.';
const UNKNOWN_TYPE = 'application/octet-stream';

interface Sending extends ToChat {
	readonly media: MediaInput;
	/** Absent for kinds without a caption. */
	readonly caption?: string | null;
	readonly options: {
		readonly asNote?: boolean;
		readonly convert?: boolean;
		readonly mentions?: Mentions;
		readonly quotedMessageId?: string;
	};
}

const captioned = ({
	caption,
	options,
}: Sending): { [name: string]: string | string[] | undefined } => ({
	caption: caption ?? undefined,
	reply_to: options.quotedMessageId,
	mentions: mentionIds(options.mentions),
});

const image = (m: Sending): GatewayRequest =>
	withFile(sending(m, '/api/sendImage', captioned(m)), m.media, 'image/jpeg');

const video = (m: Sending): GatewayRequest =>
	withFile(
		sending(m, '/api/sendVideo', {
			...captioned(m),
			asNote: m.options.asNote,
			convert: m.options.convert,
		}),
		m.media,
		'video/mp4',
	);

/** Without conversion WAHA sends any audio unchanged, but phones play only OGG with Opus as a voice message. */
const voice = (m: Sending): GatewayRequest =>
	withFile(
		sending(m, '/api/sendVoice', {
			reply_to: m.options.quotedMessageId,
			convert: m.options.convert ?? (isVoiceFile(m.media) ? undefined : true),
		}),
		m.media,
		VOICE_TYPE,
	);

/** The phone shows a document without a name as "untitled", so an address without a name gets one from its type. */
const named = (file: MediaInput): MediaInput =>
	file.fileName === null && file.mimeType !== null
		? { ...file, fileName: fileNameFor(file.mimeType) }
		: file;

const document = (m: Sending): GatewayRequest =>
	withFile(sending(m, '/api/sendFile', captioned(m)), named(m.media), UNKNOWN_TYPE);

const BY_KIND: Readonly<Record<FileKind, (m: Sending) => GatewayRequest>> = {
	image,
	gif: image,
	video,
	voice: (m) => {
		if (m.caption == null && m.options.mentions === undefined) return voice(m);
		throw new Refusal(
			'A voice message has no caption and no mentions',
			'Remove them, or send the file with Message > Send Document.',
		);
	},
	audio: document,
	document,
};

const TYPE_BY_KIND: Readonly<Record<FileKind, MessageType>> = {
	image: 'image',
	gif: 'image',
	video: 'video',
	voice: 'voice',
	audio: 'document',
	document: 'document',
};

export const mediaMessages = {
	sendAudio: missing(
		'Use Message > Send Voice for a voice message, or Message > Send Document for a sound file.',
	),
	sendDocument: {
		build: document,
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, mentioningSent('document', m)),
	},
	sendFiles: missing('Use Message > Send Document once for each file.'),
	sendGif: missing('Use Message > Send Video with an MP4 file.'),
	sendImage: {
		build: (m) => {
			requireType(m.media, ['image/'], 'Use Message > Send Media for any kind of file.');
			return image(m);
		},
		lacks: {
			...LACKS_OF_SENDS,
			compress: COMPRESSION,
			compression: COMPRESSION,
			viewOnce: 'WAHA cannot send files that open once.',
		},
		read: (raw, m) => sentMessage(raw, m, mentioningSent('image', m)),
	},
	sendMedia: {
		build: (m) => BY_KIND[kindOf(m.media)](m),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, mentioningSent(TYPE_BY_KIND[kindOf(m.media)], m)),
	},
	sendSticker: {
		needs: STICKERS,
		build: (m) => {
			requireType(m.media, ['image/webp'], WEBP_ONLY);
			return withFile(sending(m, '/api/sendSticker', {}), m.media, 'image/webp');
		},
		lacks: {
			...LACKS_OF_SENDS,
			compress: COMPRESSION,
			quotedMessageId: 'WAHA cannot answer a message with a sticker.',
			stickerEffort: COMPRESSION,
			stickerQuality: COMPRESSION,
			stickerSize: COMPRESSION,
		},
		read: (raw, m) => sentMessage(raw, m, fileInReplySent('sticker', m.media, m.options)),
	},
	sendVideo: {
		build: (m) => {
			requireType(m.media, ['video/'], 'Use Message > Send Media for any kind of file.');
			return video(m);
		},
		lacks: {
			...LACKS_OF_SENDS,
			compress: COMPRESSION,
			compression: COMPRESSION,
			viewOnce: 'WAHA cannot send files that open once.',
		},
		read: (raw, m) => sentMessage(raw, m, mentioningSent('video', m)),
	},
	sendVoice: {
		build: (m) => {
			requireType(m.media, ['audio/'], 'Use Message > Send Media for any kind of file.');
			return voice(m);
		},
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, fileInReplySent('voice', m.media, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
