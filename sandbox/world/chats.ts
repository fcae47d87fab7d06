import type { Clock } from './clock';
import type { MessageContent } from './content';
import type { ChatChange, MessageChange, WorldEvents } from './events';
import { ACK_ORDER, type Ack, type Chat, type Media, type Message, type Quote } from './model';

/** Baileys pins for a day when no duration is given. */
export const DEFAULT_PIN_SECONDS = 86_400;

export interface NewMessage {
	/** The gateway's own choice of an id; otherwise the world makes one. */
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
}

export interface Sender {
	id: string;
	name: string;
}

/** The chats of one session and the messages in them. */
export class Chats {
	private readonly byId = new Map<string, Chat>();

	constructor(
		private readonly session: string,
		private readonly clock: Clock,
		private readonly events: WorldEvents,
	) {}

	all(): Chat[] {
		return [...this.byId.values()];
	}

	find(chatId: string): Chat | undefined {
		return this.byId.get(chatId);
	}

	/** The chat with this id, created when it is not there yet. */
	open(chatId: string, name: string | null = null): Chat {
		const known = this.byId.get(chatId);
		if (known) return known;
		const chat: Chat = {
			id: chatId,
			name,
			archived: false,
			pinned: false,
			markedUnread: false,
			mutedUntil: null,
			createdAt: this.clock.now(),
			messages: [],
			pinnedMessages: [],
		};
		this.byId.set(chatId, chat);
		this.changed(chat, 'opened');
		return chat;
	}

	message(chatId: string, messageId: string): Message | undefined {
		return this.byId.get(chatId)?.messages.find((message) => message.id === messageId);
	}

	/** A message of any chat by its bare id, as gateways look it up in their cache. */
	messageAnywhere(messageId: string): Message | undefined {
		return this.all()
			.flatMap((chat) => chat.messages)
			.find((message) => message.id === messageId);
	}

	/** The account writes. WhatsApp's server has it at once, the other phone not yet. */
	send(me: Sender, message: NewMessage): Message {
		return this.add(me, message, true);
	}

	/** Somebody else writes. Who writes has the chat open, so our messages there are read too. */
	receive(from: Sender, message: NewMessage): Message {
		const received = this.add(from, message, false);
		this.readByOthers(message.chatId);
		return received;
	}

	private add(sender: Sender, input: NewMessage, fromMe: boolean): Message {
		const chat = this.open(input.chatId);
		const message: Message = {
			id: input.id ?? this.clock.messageId(),
			chatId: chat.id,
			fromMe,
			senderId: sender.id,
			senderName: sender.name,
			timestamp: input.timestamp ?? this.clock.now(),
			text: input.text,
			media: input.media ?? null,
			content: input.content ?? null,
			quote: this.quote(input.quotedMessageId),
			mentions: input.mentions ?? [],
			forwarded: input.forwarded ?? false,
			reactions: [],
			ack: fromMe ? 'sent' : 'delivered',
			seen: fromMe,
			starred: false,
			edited: false,
			revoked: false,
		};
		chat.messages.push(message);
		this.events.emit({ type: 'message.added', session: this.session, message });
		return message;
	}

	private quote(messageId: string | undefined): Quote | null {
		if (messageId === undefined) return null;
		const quoted = this.messageAnywhere(messageId);
		return { messageId, senderId: quoted?.senderId ?? '', text: quoted?.text ?? '' };
	}

	unreadCount(chat: Chat): number {
		return chat.messages.filter((message) => !message.seen).length;
	}

	/** The account reads: these messages, or all of the chat. Answers the ids of those that were unread. */
	markRead(chatId: string, messageIds?: string[]): string[] {
		const chat = this.byId.get(chatId);
		if (!chat) return [];
		const unread = chat.messages.filter(
			(message) => !message.seen && (messageIds === undefined || messageIds.includes(message.id)),
		);
		const wasMarked = chat.markedUnread;
		for (const message of unread) {
			message.seen = true;
			message.ack = 'read';
		}
		chat.markedUnread = false;
		if (unread.length > 0 || wasMarked) this.changed(chat, 'unread');
		return unread.map((message) => message.id);
	}

	markUnread(chatId: string): void {
		const chat = this.open(chatId);
		chat.markedUnread = true;
		this.changed(chat, 'unread');
	}

	archive(chatId: string, archived: boolean): void {
		const chat = this.open(chatId);
		chat.archived = archived;
		this.changed(chat, 'archived');
	}

	pin(chatId: string, pinned: boolean): void {
		const chat = this.open(chatId);
		chat.pinned = pinned;
		this.changed(chat, 'pinned');
	}

	/** Mutes until this second; null unmutes. */
	mute(chatId: string, until: number | null): void {
		const chat = this.open(chatId);
		chat.mutedUntil = until;
		this.changed(chat, 'muted');
	}

	/** Empties the chat on the own devices. */
	clear(chatId: string): void {
		const chat = this.byId.get(chatId);
		if (!chat) return;
		chat.messages = [];
		chat.pinnedMessages = [];
		this.changed(chat, 'cleared');
	}

	/** Takes the chat out of the list, with everything in it. */
	remove(chatId: string): void {
		const chat = this.byId.get(chatId);
		if (!chat) return;
		this.byId.delete(chatId);
		this.changed(chat, 'removed');
	}

	/** Somebody reacts; each person has one reaction, and an empty emoji takes it back. */
	react(message: Message, senderId: string, emoji: string): void {
		const others = message.reactions.filter((reaction) => reaction.senderId !== senderId);
		const own = { senderId, emoji, timestamp: this.clock.now() };
		message.reactions = emoji === '' ? others : [...others, own];
		this.messageChanged(message, 'reaction');
	}

	edit(message: Message, text: string): void {
		message.text = text;
		if (message.media) message.media.caption = text;
		message.edited = true;
		this.messageChanged(message, 'edited');
	}

	/** Takes the message back for everybody. */
	revoke(message: Message): void {
		message.revoked = true;
		this.messageChanged(message, 'revoked');
	}

	/** Deletes the message on the own devices only. */
	delete(message: Message): void {
		const chat = this.byId.get(message.chatId);
		if (!chat) return;
		chat.messages = chat.messages.filter((candidate) => candidate !== message);
		this.messageChanged(message, 'deleted');
	}

	star(message: Message, starred: boolean): void {
		message.starred = starred;
		this.messageChanged(message, 'starred');
	}

	/** Pins a message; false when the chat has no such message. A running clock lets the pin expire. */
	pinMessage(chatId: string, messageId: string, durationSeconds = DEFAULT_PIN_SECONDS): boolean {
		const chat = this.byId.get(chatId);
		if (!chat?.messages.some((message) => message.id === messageId)) return false;
		const others = chat.pinnedMessages.filter((pin) => pin.messageId !== messageId);
		chat.pinnedMessages = [...others, { messageId, durationSeconds, pinnedAt: this.clock.now() }];
		this.changed(chat, 'pinnedMessages');
		return true;
	}

	unpinMessage(chatId: string, messageId: string): void {
		const chat = this.byId.get(chatId);
		if (!chat) return;
		chat.pinnedMessages = chat.pinnedMessages.filter((pin) => pin.messageId !== messageId);
		this.changed(chat, 'pinnedMessages');
	}

	/** The pins whose time has not run out. */
	pinnedMessages(chatId: string): string[] {
		const now = this.clock.now();
		const pins = this.byId.get(chatId)?.pinnedMessages ?? [];
		return pins
			.filter((pin) => pin.pinnedAt + pin.durationSeconds > now)
			.map((pin) => pin.messageId);
	}

	/** The other people's phones get our messages: one tick becomes two. */
	deliveredToOthers(chatId: string): void {
		this.raiseAck(chatId, 'delivered');
	}

	/** The other people read our messages: delivered first, then read, as WhatsApp reports it. */
	readByOthers(chatId: string): void {
		this.raiseAck(chatId, 'delivered');
		this.raiseAck(chatId, 'read');
	}

	private raiseAck(chatId: string, ack: Ack): void {
		for (const message of this.byId.get(chatId)?.messages ?? []) {
			if (!message.fromMe || ACK_ORDER.indexOf(message.ack) >= ACK_ORDER.indexOf(ack)) continue;
			message.ack = ack;
			this.events.emit({ type: 'message.ack', session: this.session, message });
		}
	}

	private messageChanged(message: Message, change: MessageChange): void {
		this.events.emit({ type: 'message.changed', session: this.session, message, change });
	}

	private changed(chat: Chat, change: ChatChange): void {
		this.events.emit({ type: 'chat.changed', session: this.session, chat, change });
	}
}
