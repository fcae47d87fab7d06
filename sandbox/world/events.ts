import type { Call } from './calls';
import type { GroupSettings } from './groups';
import type { Label } from './labels';
import type { Chat, Group, Message, SessionStatus } from './model';
import type { Presence } from './presences';

export type ChatChange =
	'opened' | 'archived' | 'pinned' | 'unread' | 'pinnedMessages' | 'muted' | 'cleared' | 'removed';
export type MessageChange =
	'reaction' | 'edited' | 'revoked' | 'deleted' | 'starred' | 'pinned' | 'voted' | 'responded';
export type GroupChange = 'info' | 'invite' | 'picture' | 'left';
export type ParticipantChange = 'add' | 'remove' | 'promote' | 'demote';
export type RequestChange = 'created' | 'rejected' | 'revoked';

/** Everything observable that happens. `session` is the session's name. */
export type WorldEvent =
	| { type: 'session.status'; session: string; status: SessionStatus }
	| { type: 'session.removed'; session: string }
	/** Includes status posts and channel posts, which are in no chat of the list. */
	| { type: 'message.added'; session: string; message: Message }
	/** `by` is who received or read it. */
	| { type: 'message.ack'; session: string; message: Message; by: string }
	| {
			type: 'message.changed';
			session: string;
			message: Message;
			change: MessageChange;
			/** The message that did it; null if it concerns only the account's own devices. */
			action: Message | null;
	  }
	| { type: 'chat.changed'; session: string; chat: Chat; change: ChatChange }
	| { type: 'group.created'; session: string; group: Group }
	/** The account joined an existing group. */
	| { type: 'group.joined'; session: string; group: Group }
	| {
			type: 'group.changed';
			session: string;
			group: Group;
			change: GroupChange;
			settings: GroupSettings;
	  }
	| {
			type: 'group.participants';
			session: string;
			group: Group;
			action: ParticipantChange;
			participants: string[];
	  }
	| {
			type: 'group.request';
			session: string;
			group: Group;
			action: RequestChange;
			requesterId: string;
	  }
	| { type: 'label.changed'; session: string; label: Label; deleted: boolean }
	| { type: 'label.chat'; session: string; chatId: string; label: Label; added: boolean }
	| { type: 'presence.changed'; session: string; chatId: string; presence: Presence }
	| { type: 'call'; session: string; call: Call };

/** The event of this type. */
export type WorldEventOf<T extends WorldEvent['type']> = Extract<WorldEvent, { type: T }>;

export type WorldListener = (event: WorldEvent) => void;

export class WorldEvents {
	private readonly listeners = new Set<WorldListener>();

	/** Calls `listener` on every event until the returned function is called. */
	subscribe(listener: WorldListener): () => void {
		this.listeners.add(listener);
		return () => {
			this.listeners.delete(listener);
		};
	}

	emit(event: WorldEvent): void {
		for (const listener of [...this.listeners]) listener(event);
	}
}
