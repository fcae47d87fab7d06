import type { Clock } from './clock';
import type { WorldEvents } from './events';
import { newMessage } from './messages';
import type { Media, Message } from './model';

export const CHANNEL_SUFFIX = '@newsletter';

export type ChannelRole = 'owner' | 'admin' | 'subscriber' | 'guest';

export interface ChannelPost {
	id: string;
	text: string;
	media: Media | null;
	timestamp: number;
	views: number;
	/** How often each emoji was given. */
	reactions: Record<string, number>;
}

export interface Channel {
	id: string;
	name: string;
	description: string | null;
	inviteCode: string;
	/** The account's role; a guest has found it and does not follow it. */
	role: ChannelRole;
	muted: boolean;
	verified: boolean;
	subscribers: number;
	picture: Media | null;
	/** Country and subjects under which WhatsApp's directory lists it. */
	country: string;
	categories: string[];
	posts: ChannelPost[];
}

/** The channels of one account, and those in WhatsApp's directory that it could follow. */
export class Channels {
	private readonly byId = new Map<string, Channel>();

	constructor(
		private readonly session: string,
		private readonly clock: Clock,
		private readonly events: WorldEvents,
	) {}

	/** The channels the account owns or follows. */
	mine(): Channel[] {
		return this.directory().filter(({ role }) => role !== 'guest');
	}

	/** Every channel, the most followed first. */
	directory(): Channel[] {
		return [...this.byId.values()].sort((one, other) => other.subscribers - one.subscribers);
	}

	/** By address or by invite code. */
	find(idOrInvite: string): Channel | undefined {
		return (
			this.byId.get(idOrInvite) ??
			this.directory().find(({ inviteCode }) => inviteCode === idOrInvite)
		);
	}

	/** A new channel of the account, or with other facts somebody else's. */
	add(name: string, facts: Partial<Channel> = {}): Channel {
		const channel: Channel = {
			id: `120363${this.clock.digits(12)}${CHANNEL_SUFFIX}`,
			name,
			description: null,
			inviteCode: `0029Va${this.clock.hex(18)}`,
			role: 'owner',
			muted: false,
			verified: false,
			subscribers: 1,
			picture: null,
			country: 'DE',
			categories: [],
			posts: [],
			...facts,
		};
		this.byId.set(channel.id, channel);
		return channel;
	}

	/** Something is published in a channel. */
	post(channel: Channel, text: string, facts: Partial<ChannelPost> = {}): ChannelPost {
		const post: ChannelPost = {
			id: this.clock.messageId(),
			text,
			media: null,
			timestamp: this.clock.now(),
			views: 0,
			reactions: {},
			...facts,
		};
		channel.posts.push(post);
		if (channel.role !== 'guest') {
			const message = this.messageOf(channel, post);
			this.events.emit({ type: 'message.added', session: this.session, message });
		}
		return post;
	}

	/** Channels are read like chats: a post is a message of the channel itself. */
	messageOf(channel: Channel, { id, text, media, timestamp }: ChannelPost): Message {
		const sender = { id: channel.id, name: channel.name };
		const input = { id, chatId: channel.id, text, timestamp, ...(media ? { media } : {}) };
		const message = newMessage(this.clock, sender, input, channel.role === 'owner');
		return { ...message, ack: 'sent', seen: true };
	}

	/** The owner stays the owner. */
	follow(channel: Channel): void {
		if (channel.role !== 'guest') return;
		channel.role = 'subscriber';
		channel.subscribers += 1;
	}

	unfollow(channel: Channel): void {
		if (channel.role !== 'subscriber') return;
		channel.role = 'guest';
		channel.subscribers -= 1;
	}

	remove(channel: Channel): void {
		this.byId.delete(channel.id);
	}
}
