import type { WorldEvents } from './events';

export type PresenceState = 'offline' | 'online' | 'typing' | 'recording' | 'paused';

export interface Presence {
	/** Whose presence it is: in a group one of several people. */
	personId: string;
	state: PresenceState;
	/** Epoch seconds; null if the person hides it or is online. */
	lastSeen: number | null;
}

/** Who is online and who is typing: the account itself, and the people it watches. */
export class Presences {
	/** What the account shows to everybody. */
	own: 'online' | 'offline' = 'online';
	private readonly ownByChat = new Map<string, PresenceState>();
	private readonly byChat = new Map<string, Map<string, Presence>>();
	private readonly watched = new Set<string>();

	constructor(
		private readonly session: string,
		private readonly events: WorldEvents,
	) {}

	/** What the account shows in a chat. */
	ownIn(chatId: string): PresenceState {
		return this.ownByChat.get(chatId) ?? 'paused';
	}

	showIn(chatId: string, state: PresenceState): void {
		this.ownByChat.set(chatId, state);
	}

	/** From now on the account is notified about the people in this chat. */
	watch(chatId: string): void {
		this.watched.add(chatId);
	}

	watchedChats(): string[] {
		return [...this.watched];
	}

	/** What is known about a chat's people. */
	of(chatId: string): Presence[] {
		return [...(this.byChat.get(chatId)?.values() ?? [])];
	}

	/**
	 * Somebody else comes, goes, types or records. WhatsApp reports coming and going only to those who watch the person,
	 * and typing to everybody in the chat.
	 */
	put(chatId: string, presence: Presence): void {
		const known = this.byChat.get(chatId) ?? new Map<string, Presence>();
		known.set(presence.personId, presence);
		this.byChat.set(chatId, known);
		const isComing = presence.state === 'online' || presence.state === 'offline';
		if (isComing && !this.watched.has(chatId)) return;
		this.events.emit({ type: 'presence.changed', session: this.session, chatId, presence });
	}
}
