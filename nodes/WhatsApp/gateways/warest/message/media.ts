import { defined, type JsonObject } from '../../../portable/json';
import type { MediaInput } from '../../../portable/media';
import { Refusal } from '../../../portable/refusal';
import type { MessageType } from '../../../portable/shapes';
import type { GatewayRequest } from '../../../transport/request';
import type { DialectOf } from '../../gateway';
import { kindOf, requireType, type FileKind } from '../../shared/fileType';
import { captionedInReplySent, fileInReplySent, mentioningSent } from '../../shared/sent';
import { readSent } from '../shapes';
import {
	protectedTextHint,
	protectText,
	hasOwnType,
	NO_MENTIONS,
	optionsOf,
	refuseOwnName,
	refuseOwnType,
	sendingFile,
	sent,
	type SendOptions,
	type ToChat,
} from './sending';
import { sendFiles } from './files';

interface Sending extends ToChat {
	readonly media: MediaInput;
	/** Absent for kinds without a caption. */
	readonly caption?: string | null;
	readonly options: SendOptions & {
		readonly compress?: boolean;
		readonly compression?: JsonObject;
		readonly viewOnce?: boolean;
	};
}

const captioned = ({ caption, options }: Sending): JsonObject => ({
	...optionsOf(options),
	caption: caption == null ? undefined : protectText(caption),
});

const compressed = ({ options }: Sending): JsonObject => ({
	compress: options.compress,
	compression: options.compression,
});

const picture = (m: Sending): GatewayRequest =>
	sendingFile(m, 'media', 'media', m.media, {
		...captioned(m),
		...compressed(m),
		viewOnce: m.options.viewOnce,
	});

const gif = (m: Sending): GatewayRequest =>
	sendingFile(m, 'gif', 'gif', m.media, { ...captioned(m), ...compressed(m) });

/** The route passes `mimetype` on to WhatsApp, which is right only for a file sent unchanged. */
const audio = (m: Sending): GatewayRequest =>
	sendingFile(m, 'audio', 'audio', m.media, {
		...optionsOf(m.options),
		mimetype: hasOwnType(m.media) ? m.media.mimeType : undefined,
	});

/** WARest converts any audio into what phones play as a voice message. */
const voice = (m: Sending): GatewayRequest =>
	sendingFile(m, 'audio', 'audio', m.media, { ...optionsOf(m.options), isVN: true });

/** Without a name WARest invents one from the file's first bytes (0.3.44, observed). */
const document = (m: Sending): GatewayRequest =>
	sendingFile(m, 'document', 'document', m.media, {
		...captioned(m),
		filename: m.media.fileName ?? undefined,
	});

const withoutCaption =
	(build: (m: Sending) => GatewayRequest) =>
	(m: Sending): GatewayRequest => {
		if (m.caption == null) return build(m);
		throw new Refusal(
			'Sound has no caption on WARest',
			'Remove it, or send the file with Message > Send Document.',
		);
	};

const BY_KIND: Readonly<Record<FileKind, (m: Sending) => GatewayRequest>> = {
	image: picture,
	// The route for images refuses GIF files; this one turns them into videos (0.3.44).
	gif,
	video: picture,
	voice: withoutCaption(voice),
	audio: withoutCaption(audio),
	document,
};

const TYPE_BY_KIND: Readonly<Record<FileKind, MessageType>> = {
	image: 'image',
	gif: 'video',
	video: 'video',
	voice: 'voice',
	audio: 'audio',
	document: 'document',
};

/** Refuses a file of the wrong type for the route before it is sent. */
function check(file: MediaInput, types: readonly string[], instead: string): void {
	requireType(file, types, instead);
	refuseOwnName(file);
	refuseOwnType(file);
}

const isGif = (file: MediaInput): boolean => file.mimeType !== null && kindOf(file) === 'gif';

const ANY_KIND = 'Use Message > Send Media for any kind of file.';
const captionHint = (_: unknown, m: Sending): string | null => protectedTextHint(m.caption ?? '');

export const mediaMessages = {
	sendAudio: {
		build: (m) => {
			requireType(m.media, ['audio/'], ANY_KIND);
			refuseOwnName(m.media);
			return sent(m, audio(m));
		},
		read: (raw, m) => readSent(raw, m, fileInReplySent('audio', m.media, m.options)),
	},
	sendDocument: {
		build: (m) => {
			refuseOwnType(m.media);
			return sent(m, document(m));
		},
		lacks: { mentions: NO_MENTIONS },
		read: (raw, m) => readSent(raw, m, mentioningSent('document', m)),
		hint: captionHint,
	},
	sendFiles,
	sendGif: {
		build: (m) => {
			check(m.media, ['video/', 'image/gif'], ANY_KIND);
			return sent(m, gif(m));
		},
		read: (raw, m) => readSent(raw, m, captionedInReplySent('video', m)),
		hint: captionHint,
	},
	sendImage: {
		build: (m) => {
			if (isGif(m.media))
				throw new Refusal(
					'WARest does not send GIF files as images',
					'Use Message > Send GIF, best with an MP4 file.',
				);
			check(m.media, ['image/'], ANY_KIND);
			return sent(m, picture(m));
		},
		lacks: { mentions: NO_MENTIONS },
		read: (raw, m) => readSent(raw, m, mentioningSent('image', m)),
		hint: captionHint,
	},
	sendMedia: {
		build: (m) => {
			const kind = kindOf(m.media);
			if (kind !== 'document') refuseOwnName(m.media);
			return sent(m, BY_KIND[kind](m));
		},
		lacks: { mentions: NO_MENTIONS },
		read: (raw, m) => readSent(raw, m, mentioningSent(TYPE_BY_KIND[kindOf(m.media)], m)),
		hint: captionHint,
	},
	sendSticker: {
		build: (m) => {
			check(m.media, ['image/'], ANY_KIND);
			const compression = defined({
				quality: m.options.stickerQuality,
				maxDimension: m.options.stickerSize,
				webpEffort: m.options.stickerEffort,
			});
			return sent(
				m,
				sendingFile(m, 'sticker', 'sticker', m.media, {
					...optionsOf(m.options),
					compress: m.options.compress,
					compression: Object.keys(compression).length === 0 ? undefined : compression,
				}),
			);
		},
		read: (raw, m) => readSent(raw, m, fileInReplySent('sticker', m.media, m.options)),
	},
	sendVideo: {
		build: (m) => {
			check(m.media, ['video/'], ANY_KIND);
			return sent(m, picture(m));
		},
		lacks: {
			asNote: 'WARest sends videos in their own shape only.',
			convert: 'WARest converts a video while it compresses it: use Compress.',
			mentions: NO_MENTIONS,
		},
		read: (raw, m) => readSent(raw, m, mentioningSent('video', m)),
		hint: captionHint,
	},
	sendVoice: {
		build: (m) => {
			check(m.media, ['audio/'], ANY_KIND);
			return sent(m, voice(m));
		},
		lacks: { convert: 'WARest converts every voice message by itself.' },
		read: (raw, m) => readSent(raw, m, fileInReplySent('voice', m.media, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
