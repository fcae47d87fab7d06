import { Chats, type NewMessage, type Sender } from './chats';
import type { Clock } from './clock';
import { WorldEvents } from './events';
import type { Message } from './model';

/** Where statuses ("stories") are sent to. */
export const STATUS_CHAT = 'status@broadcast';

export interface StatusStyle {
	backgroundColor: string | null;
	font: number | null;
	/** Who may see it; empty is every contact. */
	audience: string[];
}

export interface StatusPost extends StatusStyle {
	message: Message;
}

/** The account's own statuses of the day. They are no chat: no list of chats shows them. */
export class Statuses {
	private readonly chats: Chats;
	private readonly styles = new Map<string, StatusStyle>();

	constructor(session: string, clock: Clock) {
		this.chats = new Chats(session, clock, new WorldEvents());
	}

	/** What was posted and not taken back, oldest first. */
	all(): StatusPost[] {
		const messages = this.chats.find(STATUS_CHAT)?.messages ?? [];
		return messages
			.filter(({ revoked }) => !revoked)
			.map((message) => ({ message, ...this.styleOf(message) }));
	}

	post(me: Sender, input: Omit<NewMessage, 'chatId'>, style: StatusStyle): StatusPost {
		const message = this.chats.send(me, { ...input, chatId: STATUS_CHAT });
		this.styles.set(message.id, style);
		return { message, ...style };
	}

	/** Takes a status back; false when there is none with this id. */
	remove(messageId: string): boolean {
		const message = this.chats.message(STATUS_CHAT, messageId);
		if (!message || message.revoked) return false;
		this.chats.revoke(message);
		return true;
	}

	private styleOf({ id }: Message): StatusStyle {
		return this.styles.get(id) ?? { backgroundColor: null, font: null, audience: [] };
	}
}
