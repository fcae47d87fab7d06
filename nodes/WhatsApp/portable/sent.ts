import type { Ack, Media, Message, MessageType } from './shapes';

/** The answer of every send: the message's id, where it went, and how far it got. */
export type SentMessage = {
	/** Null only if the answer with the id broke off. */
	messageId: string | null;
	chatId: string;
	session: string;
	timestamp: string | null;
	/** At least `pending`: the gateway accepted it. */
	ack: Ack;
	isGroup: boolean;
};

/** What was sent. It is taken from the request, because gateways do not repeat it. */
export type SentContent<T extends MessageType = MessageType> = { type: T };

/** The answer of an operation that sends this content. */
export type Sent<C extends SentContent> = SentMessage & C;

type Reply = { quoted: { messageId: string } | null };
type Mentions = { mentions: string[] };

/** Text that is answered, chosen from or voted on. */
export type WordsSent<T extends MessageType> = SentContent<T> & { text: string } & Reply;
export type TextSent = WordsSent<'text'> & Mentions;
/** A text that may be sent in parts: all their ids in order, the first of which is `messageId`. */
export type SentInParts = { messageIds?: string[] };
/** Text with nothing more to report: a link, a status. */
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
/** One of several files, as the gateway reports it. */
export type ListedFileSent = SentContent<'document'> & { media: Omit<Media, 'url'> };

export type PlaceSent = SentContent<'location'> &
	Reply & { location: NonNullable<Message['location']> };
export type CardsSent = SentContent<'contact'> & Reply & Pick<Message, 'contacts'>;

/** What was forwarded, as far as the gateway reports it. */
export type ForwardSent = SentContent & Pick<Message, 'text' | 'media'>;
