import type { Mentions } from '../operations/fields';
import type { Card } from '../operations/message/cards';
import { formatChatId } from '../portable/ids';
import type { MediaInput } from '../portable/media';
import type { Media, Message, MessageType } from '../portable/shapes';
import { readVcard } from '../portable/vcard';

interface Options {
	readonly mentions?: Mentions;
	readonly quotedMessageId?: string;
}

/** What is known of a message because it was asked for: the answer to a send does not repeat it. */
export const sentWith = (
	type: MessageType,
	text: string | null,
	{ mentions = [], quotedMessageId }: Options,
): Partial<Message> => ({
	type,
	text,
	mentions: mentions === 'all' ? [] : mentions.map(formatChatId),
	quoted:
		quotedMessageId === undefined ? null : { messageId: quotedMessageId, text: null, from: null },
});

/** What a sent message tells of its file: the gateway's answer does not repeat it. */
export const sentMedia = (file: MediaInput): Media => ({
	mimeType: file.mimeType,
	fileName: file.fileName,
	sizeBytes: file.kind === 'url' ? null : file.sizeBytes,
	url: file.kind === 'url' ? file.url : null,
});

/** As sentWith, for a file. The gateway may convert it on the way; this tells what it was given. */
export const sentFile = (
	type: MessageType,
	{
		caption = null,
		media,
		options,
	}: {
		readonly media: MediaInput;
		readonly caption?: string | null;
		readonly options: Options;
	},
): Partial<Message> => ({
	...sentWith(type, caption, options),
	media: sentMedia(media),
});

/** As sentWith, for contacts. */
export const cardsSent = (cards: readonly Card[], options: Options): Partial<Message> => ({
	...sentWith('contact', null, options),
	contacts: cards.map((card) =>
		'vcard' in card
			? readVcard(card.vcard)
			: { name: card.name, phone: card.phone, phones: [card.phone] },
	),
});

/** As sentWith, for a place. */
export const placeSent = (
	place: { readonly latitude: number; readonly longitude: number },
	options: Options & { readonly placeName?: string },
): Partial<Message> => ({
	...sentWith('location', null, options),
	location: {
		latitude: place.latitude,
		longitude: place.longitude,
		title: options.placeName ?? null,
	},
});
