import type { MediaInput } from '../../portable/media';
import type {
	CaptionedInReplySent,
	FileInReplySent,
	ListedFileSent,
	MentioningSent,
	Sent,
} from '../../portable/sent';
import type { MessageType } from '../../portable/shapes';
import {
	caption,
	chatId,
	compress,
	compression,
	fileOptions,
	forwarded,
	lookUpNumber,
	media,
	mediaEntry,
	mentions,
	pacing,
	presenceBefore,
	quotedMessageId,
	session,
	toggle,
	viewOnce,
	wholeNumber,
} from '../fields';
import { optionsField } from '../field';
import { one, operation } from '../operation';
import { listOf } from './fields';

const convert = toggle(
	{
		displayName: 'Convert',
		name: 'convert',
		description:
			'Whether the gateway turns the file into what WhatsApp can play. Left out, only voice messages that are no OGG are converted.',
	},
	true,
);

/** Options of every message with files. */
const common = {
	forwarded,
	lookUpNumber,
	...pacing,
	presence: presenceBefore,
	quotedMessageId,
};

/** Options of a message with a single file. */
const ofFile = { ...common, ...fileOptions };

/** Files sent one after another. A file that fails does not undo those before it. */
export type SentFiles = {
	chatId: string;
	session: string;
	sent: Array<Sent<ListedFileSent>>;
	failed: Array<{ fileName: string | null; reason: string }>;
};

const files = listOf<MediaInput>(
	{
		displayName: 'Files',
		name: 'fileList',
		entry: { displayName: 'File', name: 'file' },
		addText: 'Add file',
		values: mediaEntry.properties,
	},
	mediaEntry.read,
);

export const mediaOperations = {
	sendImage: operation({
		name: 'Send Image',
		action: 'Send an image',
		description: 'Send a picture, best a JPEG or PNG file',
		fields: {
			session,
			chatId,
			media,
			caption,
			options: optionsField({ ...ofFile, compress, compression, mentions, viewOnce }),
		},
		returns: one<Sent<MentioningSent<'image'>>>(),
	}),
	sendVideo: operation({
		name: 'Send Video',
		action: 'Send a video',
		description: 'Send a video, best an MP4 file',
		fields: {
			session,
			chatId,
			media,
			caption,
			options: optionsField({
				...ofFile,
				asNote: toggle({
					displayName: 'As Video Note',
					name: 'asNote',
					description: 'Whether it is sent as a short round video',
				}),
				compress,
				compression,
				convert,
				mentions,
				viewOnce,
			}),
		},
		returns: one<Sent<MentioningSent<'video'>>>(),
	}),
	sendVoice: operation({
		name: 'Send Voice',
		action: 'Send a voice message',
		description: 'Send a recording as a voice message, best an OGG file with Opus sound',
		fields: { session, chatId, media, options: optionsField({ ...ofFile, convert }) },
		returns: one<Sent<FileInReplySent<'voice'>>>(),
	}),
	sendAudio: operation({
		name: 'Send Audio',
		action: 'Send an audio file',
		description: 'Send a piece of music or a recording as a file that plays in the chat',
		fields: { session, chatId, media, options: optionsField(ofFile) },
		returns: one<Sent<FileInReplySent<'audio'>>>(),
	}),
	sendDocument: operation({
		name: 'Send Document',
		action: 'Send a document',
		description: 'Send a file of any kind, unchanged and with its name',
		fields: { session, chatId, media, caption, options: optionsField({ ...ofFile, mentions }) },
		returns: one<Sent<MentioningSent<'document'>>>(),
	}),
	sendMedia: operation({
		name: 'Send Media',
		action: 'Send media of any kind',
		description:
			'Send a file as its MIME type suggests: image, video, voice message, audio or document',
		fields: { session, chatId, media, caption, options: optionsField({ ...ofFile, mentions }) },
		returns: one<Sent<MentioningSent<MessageType>>>(),
	}),
	sendFiles: operation({
		name: 'Send Files',
		action: 'Send several files',
		description: 'Send several files one after another, each as a document',
		fields: { session, chatId, files, options: optionsField(common) },
		returns: one<SentFiles>(),
	}),
	sendGif: operation({
		name: 'Send GIF',
		action: 'Send a GIF',
		description: 'Send a short video that plays by itself, best an MP4 file',
		fields: {
			session,
			chatId,
			media,
			caption,
			options: optionsField({ ...ofFile, compress, compression }),
		},
		returns: one<Sent<CaptionedInReplySent<'video'>>>(),
	}),
	sendSticker: operation({
		name: 'Send Sticker',
		action: 'Send a sticker',
		description: 'Send a picture as a sticker, best a square WebP file',
		fields: {
			session,
			chatId,
			media,
			options: optionsField({
				...ofFile,
				compress,
				stickerEffort: wholeNumber(
					{
						displayName: 'Compression Effort',
						name: 'stickerEffort',
						description: 'More effort takes longer and makes the file smaller',
					},
					{ min: 0, max: 6, standard: 4 },
				),
				stickerQuality: wholeNumber(
					{
						displayName: 'Quality',
						name: 'stickerQuality',
						description: 'Quality of the picture in percent',
					},
					{ min: 1, max: 100, standard: 80 },
				),
				stickerSize: wholeNumber(
					{
						displayName: 'Size',
						name: 'stickerSize',
						description: 'Longest side of the sticker in pixels',
					},
					{ min: 96, max: 1024, standard: 512 },
				),
			}),
		},
		returns: one<Sent<FileInReplySent<'sticker'>>>(),
	}),
};
