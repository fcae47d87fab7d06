import type { Chat, Group, Message, SessionStatus } from './model';

export type ChatChange =
	'opened' | 'archived' | 'pinned' | 'unread' | 'pinnedMessages' | 'muted' | 'cleared' | 'removed';
export type MessageChange = 'reaction' | 'edited' | 'revoked' | 'deleted' | 'starred';
export type GroupChange = 'info' | 'participants' | 'invite' | 'picture' | 'requests' | 'left';

/** Everything that can be seen happening. `session` is the session's name. */
export type WorldEvent =
	| { type: 'session.status'; session: string; status: SessionStatus }
	| { type: 'session.removed'; session: string }
	| { type: 'message.added'; session: string; message: Message }
	| { type: 'message.ack'; session: string; message: Message }
	| { type: 'message.changed'; session: string; message: Message; change: MessageChange }
	| { type: 'chat.changed'; session: string; chat: Chat; change: ChatChange }
	| { type: 'group.created'; session: string; group: Group }
	| { type: 'group.changed'; session: string; group: Group; change: GroupChange };

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
