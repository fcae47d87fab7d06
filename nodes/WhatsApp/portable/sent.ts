import type { Ack, Media, Message, MessageType } from './shapes';

/** What every send answers, whatever was sent: how the message is known, where it went, and how far it came. */
export type SentMessage = {
	/** Null only where the answer that told it broke off. */
	messageId: string | null;
	chatId: string;
	session: string;
	timestamp: string | null;
	/** At least `pending`: the gateway took it. */
	ack: Ack;
	isGroup: boolean;
};

/** What was sent. It is known because it was asked for; gateways do not repeat it. */
export type SentContent<T extends MessageType = MessageType> = { type: T };

/** What an operation answers that sends this content. */
export type Sent<C extends SentContent> = SentMessage & C;

type Reply = { quoted: { messageId: string } | null };
type Mentions = { mentions: string[] };

/** Words that are answered, chosen from or voted on. */
export type WordsSent<T extends MessageType> = SentContent<T> & { text: string } & Reply;
export type TextSent = WordsSent<'text'> & Mentions;
/** A text that was to be sent in parts where it is long: all their ids in order, the first of which is `messageId`. */
export type SentInParts = { messageIds?: string[] };
/** Words of which nothing more can be said: a link, a status. */
export type PlainTextSent = SentContent<'text'> & { text: string };

/** A file as it was given; a gateway may convert it on the way. */
export type FileSent<T extends MessageType> = SentContent<T> & { media: Media };
export type FileInReplySent<T extends MessageType> = FileSent<T> & Reply;
export type CaptionedSent<T extends MessageType> = SentContent<T> & {
	text: string | null;
	media: Media;
};
export type CaptionedInReplySent<T extends MessageType> = CaptionedSent<T> & Reply;
export type MentioningSent<T extends MessageType> = CaptionedInReplySent<T> & Mentions;
/** One of several files, as the gateway tells of it. */
export type ListedFileSent = SentContent<'document'> & { media: Omit<Media, 'url'> };

export type PlaceSent = SentContent<'location'> &
	Reply & { location: NonNullable<Message['location']> };
export type CardsSent = SentContent<'contact'> & Reply & Pick<Message, 'contacts'>;

/** What was passed on, as far as the gateway tells. */
export type ForwardSent = SentContent & Pick<Message, 'text' | 'media'>;
