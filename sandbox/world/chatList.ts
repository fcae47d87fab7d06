import type { Clock } from './clock';
import type { ChatChange, WorldEvents } from './events';
import type { Chat } from './model';

/** The chats of one session, and everything about a chat as a whole. */
export class ChatList {
	protected readonly byId = new Map<string, Chat>();

	constructor(
		protected readonly session: string,
		protected readonly clock: Clock,
		protected readonly events: WorldEvents,
	) {}

	all(): Chat[] {
		return [...this.byId.values()];
	}

	find(chatId: string): Chat | undefined {
		return this.byId.get(chatId);
	}

	/** The chat with this id, created if it does not exist yet. */
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

	unreadCount(chat: Chat): number {
		return chat.messages.filter((message) => !message.seen).length;
	}

	/** The account reads these messages, or the whole chat. Returns the ids of those that were unread. */
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

	/** Clears the chat on the account's own devices. */
	clear(chatId: string): void {
		const chat = this.byId.get(chatId);
		if (!chat) return;
		chat.messages = [];
		chat.pinnedMessages = [];
		this.changed(chat, 'cleared');
	}

	/** Removes the chat from the list, with everything in it. */
	remove(chatId: string): void {
		const chat = this.byId.get(chatId);
		if (!chat) return;
		this.byId.delete(chatId);
		this.changed(chat, 'removed');
	}

	/** The pinned messages that have not expired. */
	pinnedMessages(chatId: string): string[] {
		const now = this.clock.now();
		const pins = this.byId.get(chatId)?.pinnedMessages ?? [];
		return pins
			.filter((pin) => pin.pinnedAt + pin.durationSeconds > now)
			.map((pin) => pin.messageId);
	}

	protected changed(chat: Chat, change: ChatChange): void {
		this.events.emit({ type: 'chat.changed', session: this.session, chat, change });
	}
}
