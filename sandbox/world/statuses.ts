import { Chats } from './chats';
import type { Clock } from './clock';
import { WorldEvents } from './events';
import { type NewMessage, type Sender, STATUS_CHAT, type WhoIs } from './messages';
import type { Message } from './model';

export interface StatusStyle {
	backgroundColor: string | null;
	font: number | null;
	/** Who may see it; empty means every contact. */
	audience: string[];
}

export interface StatusPost extends StatusStyle {
	message: Message;
}

/** Today's statuses, of the account and of others. They are not a chat, so no list of chats shows them. */
export class Statuses {
	private readonly chats: Chats;
	private readonly styles = new Map<string, StatusStyle>();

	constructor(session: string, clock: Clock, events: WorldEvents, whoIs: WhoIs) {
		const own = new WorldEvents();
		own.subscribe((event) => {
			if (event.type !== 'chat.changed') events.emit(event);
		});
		this.chats = new Chats(session, clock, own, whoIs);
	}

	/** The account's posts that were not revoked, oldest first. */
	all(): StatusPost[] {
		const messages = this.chats.find(STATUS_CHAT)?.messages ?? [];
		return messages
			.filter(({ revoked, fromMe }) => fromMe && !revoked)
			.map((message) => ({ message, ...this.styleOf(message) }));
	}

	post(me: Sender, input: Omit<NewMessage, 'chatId'>, style: StatusStyle): StatusPost {
		const message = this.chats.send(me, { ...input, chatId: STATUS_CHAT });
		this.styles.set(message.id, style);
		return { message, ...style };
	}

	/** Somebody else posts one. */
	receive(from: Sender, input: Omit<NewMessage, 'chatId'>): Message {
		return this.chats.receive(from, { ...input, chatId: STATUS_CHAT });
	}

	/** Revokes a status; false if there is none with this id. */
	remove(messageId: string): boolean {
		const message = this.chats.message(STATUS_CHAT, messageId);
		if (!message?.fromMe || message.revoked) return false;
		this.chats.revoke(message);
		return true;
	}

	private styleOf({ id }: Message): StatusStyle {
		return this.styles.get(id) ?? { backgroundColor: null, font: null, audience: [] };
	}
}
