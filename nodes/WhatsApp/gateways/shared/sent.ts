import type { Mentions } from '../../operations/fields';
import type { Card } from '../../operations/message/cards';
import { formatChatId } from '../../portable/ids';
import type { MediaInput } from '../../portable/media';
import type {
	CaptionedInReplySent,
	CaptionedSent,
	CardsSent,
	FileInReplySent,
	FileSent,
	MentioningSent,
	PlaceSent,
	PlainTextSent,
	TextSent,
	WordsSent,
} from '../../portable/sent';
import type { Media, MessageType } from '../../portable/shapes';
import { readVcard } from '../../portable/vcard';

/*
 * What is known of a message because it was requested, as the answer to a send does not repeat it. The fields are
 * always in the order of the shape "message".
 */

interface Replying {
	readonly quotedMessageId?: string;
}
/** A file with its caption, as an operation read it. */
interface Captioned {
	readonly media: MediaInput;
	readonly caption?: string | null;
}
interface With<O> {
	readonly options: O;
}
interface Mentioning {
	readonly mentions?: Mentions;
}

const replyOf = ({ quotedMessageId }: Replying): { quoted: { messageId: string } | null } => ({
	quoted: quotedMessageId === undefined ? null : { messageId: quotedMessageId },
});

const mentionsOf = ({ mentions = [] }: Mentioning): { mentions: string[] } => ({
	mentions: mentions === 'all' ? [] : mentions.map(formatChatId),
});

const mediaOf = (file: MediaInput): Media => ({
	mimeType: file.mimeType,
	fileName: file.fileName,
	sizeBytes: file.kind === 'url' ? null : file.sizeBytes,
	url: file.kind === 'url' ? file.url : null,
});

export const plainTextSent = (text: string): PlainTextSent => ({ type: 'text', text });

export const wordsSent = <T extends MessageType>(
	type: T,
	text: string,
	options: Replying,
): WordsSent<T> => ({ type, text, ...replyOf(options) });

export const textSent = (text: string, options: Replying & Mentioning): TextSent => ({
	...wordsSent('text', text, options),
	...mentionsOf(options),
});

export const fileSent = <T extends MessageType>(type: T, file: MediaInput): FileSent<T> => ({
	type,
	media: mediaOf(file),
});

export const fileInReplySent = <T extends MessageType>(
	type: T,
	file: MediaInput,
	options: Replying,
): FileInReplySent<T> => ({ ...fileSent(type, file), ...replyOf(options) });

export const captionedSent = <T extends MessageType>(
	type: T,
	{ media, caption }: Captioned,
): CaptionedSent<T> => ({ type, text: caption ?? null, media: mediaOf(media) });

export const captionedInReplySent = <T extends MessageType>(
	type: T,
	input: Captioned & With<Replying>,
): CaptionedInReplySent<T> => ({ ...captionedSent(type, input), ...replyOf(input.options) });

export const mentioningSent = <T extends MessageType>(
	type: T,
	input: Captioned & With<Replying & Mentioning>,
): MentioningSent<T> => ({ ...captionedInReplySent(type, input), ...mentionsOf(input.options) });

export const placeSent = (
	place: { readonly latitude: number; readonly longitude: number },
	options: Replying & { readonly placeName?: string },
): PlaceSent => ({
	type: 'location',
	...replyOf(options),
	location: {
		latitude: place.latitude,
		longitude: place.longitude,
		title: options.placeName ?? null,
	},
});

export const cardsSent = (cards: readonly Card[], options: Replying): CardsSent => ({
	type: 'contact',
	...replyOf(options),
	contacts: cards.map((card) =>
		'vcard' in card
			? readVcard(card.vcard)
			: { name: card.name, phone: card.phone, phones: [card.phone] },
	),
});
