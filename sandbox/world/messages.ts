import type { Clock } from './clock';
import type { ActionKind, MessageContent } from './content';
import { isGroupId } from './ids';
import type { Media, Message, Quote } from './model';

export interface NewMessage {
	/** An id chosen by the gateway; otherwise the world makes one. */
	id?: string | undefined;
	chatId: string;
	text: string;
	media?: Media;
	content?: MessageContent;
	/** The quoted message's bare id. */
	quotedMessageId?: string | undefined;
	mentions?: string[];
	forwarded?: boolean;
	/** Epoch seconds; now when absent. */
	timestamp?: number;
	/** By default, own messages go through a gateway. */
	origin?: Message['origin'];
	/** True if it waited while the session was disconnected. */
	late?: boolean;
}

export interface Sender {
	id: string;
	name: string;
}

/** Identifies a person, as seen from one session's account. */
export type WhoIs = (id: string) => Sender & { isMe: boolean };

/** A message as it is right after sending. */
export function newMessage(
	clock: Clock,
	sender: Sender,
	input: NewMessage,
	fromMe: boolean,
	quote: Quote | null = null,
): Message {
	return {
		id: input.id ?? clock.messageId(),
		chatId: input.chatId,
		fromMe,
		senderId: sender.id,
		senderName: sender.name,
		timestamp: input.timestamp ?? clock.now(),
		text: input.text,
		media: input.media ?? null,
		content: input.content ?? null,
		quote,
		mentions: input.mentions ?? [],
		forwarded: input.forwarded ?? false,
		origin: input.origin ?? (fromMe ? 'api' : 'app'),
		late: input.late ?? false,
		reactions: [],
		votes: [],
		ack: fromMe ? 'sent' : 'delivered',
		seen: fromMe,
		starred: false,
		edited: false,
		revoked: false,
	};
}

/** A message that acts on another one. It is in no chat's list. */
export function newAction(
	clock: Clock,
	by: ReturnType<WhoIs>,
	action: ActionKind,
	target: Message,
	{ text = '', options = [] as string[] } = {},
): Message {
	const content: MessageContent = { type: 'action', action, target, text, options };
	return newMessage(clock, by, { chatId: target.chatId, text: '', content }, by.isMe);
}

/** Status posts ("stories") are sent here. */
export const STATUS_CHAT = 'status@broadcast';

/** Whether several people write in this chat, so that a message must name its sender. */
export function hasSeveralWriters(chatId: string): boolean {
	return isGroupId(chatId) || chatId === STATUS_CHAT;
}
