import type { ContactCard } from './vcard';

/**
 * The portable shapes: the same fields from every gateway, null where a gateway does not know.
 * Ids of people end in `@c.us`, groups in `@g.us`, channels in `@newsletter`, hidden ids in `@lid`.
 * Times are ISO 8601 in UTC.
 */
export type SessionStatus =
	| 'working'
	| 'starting'
	| 'waitingForQr'
	| 'waitingForPasskey'
	| 'reconnecting'
	| 'stopped'
	| 'loggedOut'
	| 'failed';

export type Session = {
	session: string;
	status: SessionStatus;
	phone: string | null;
	name: string | null;
	engine: string | null;
};

export type Chat = {
	session: string;
	chatId: string;
	name: string | null;
	isGroup: boolean;
	unreadCount: number | null;
	archived: boolean | null;
	pinned: boolean | null;
	lastMessage: { text: string | null; timestamp: string | null } | null;
	timestamp: string | null;
};

export const MESSAGE_TYPES = [
	'text',
	'image',
	'video',
	'voice',
	'audio',
	'document',
	'sticker',
	'location',
	'contact',
	'poll',
	'list',
	'buttons',
	'event',
	'order',
	'product',
	'payment',
	'groupInvite',
	'channelInvite',
	'system',
	'unknown',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** What a person is seen doing. */
export const PRESENCES = ['online', 'offline', 'typing', 'recording', 'paused'] as const;
export type PresenceValue = (typeof PRESENCES)[number];

export type Ack = 'error' | 'pending' | 'sent' | 'delivered' | 'read' | 'played';

export type Media = {
	mimeType: string | null;
	fileName: string | null;
	sizeBytes: number | null;
	url: string | null;
};

/** What buttons, templates and lists offer beside their words. */
export type Choices = {
	title: string | null;
	footer: string | null;
	/** `id` is what comes back when it is chosen, or where the button leads: an address, a number, a code. */
	options: Array<{ id: string | null; text: string | null }>;
};

/** What people act on beside the words of a message; each is there in messages of its kind only. */
export type MessageDetails = {
	/** A cart that somebody sends out of the catalogue. The token is what the catalogue asks for to list the items. */
	order: {
		orderId: string | null;
		title: string | null;
		itemCount: number | null;
		amount: number | null;
		currency: string | null;
		seller: string | null;
		token: string | null;
	};
	product: {
		productId: string | null;
		retailerId: string | null;
		title: string | null;
		description: string | null;
		amount: number | null;
		saleAmount: number | null;
		currency: string | null;
		url: string | null;
		seller: string | null;
	};
	payment: {
		action: 'sent' | 'requested' | 'invited' | 'invoiced' | null;
		amount: number | null;
		currency: string | null;
	};
	groupInvite: {
		groupId: string | null;
		name: string | null;
		code: string | null;
		expiresAt: string | null;
	};
	channelInvite: {
		channelId: string | null;
		name: string | null;
		role: 'admin' | 'follower';
		expiresAt: string | null;
	};
	/** `selectable` is how many options one may choose; 0 is any number. */
	poll: { question: string | null; options: string[]; selectable: number | null };
	calendarEvent: {
		name: string | null;
		description: string | null;
		place: string | null;
		link: string | null;
		startsAt: string | null;
		endsAt: string | null;
		canceled: boolean;
	};
	choices: Choices;
};

export type Message = {
	session: string;
	chatId: string;
	messageId: string | null;
	from: string | null;
	senderPhone: string | null;
	senderLid: string | null;
	senderName: string | null;
	fromMe: boolean;
	isGroup: boolean;
	type: MessageType;
	text: string | null;
	media: Media | null;
	quoted: { messageId: string | null; text: string | null; from: string | null } | null;
	mentions: string[];
	mentionsMe: boolean | null;
	location: { latitude: number; longitude: number; title: string | null } | null;
	contacts: ContactCard[];
	reactions: Array<{ emoji: string; from: string | null }>;
	ack: Ack | null;
	edited: boolean;
	revoked: boolean;
	timestamp: string | null;
} & Partial<MessageDetails>;

export { isoFromSeconds } from './time';

/** A message of which only some is known; the rest is null, empty or false. */
export const messageOf = (
	known: Pick<Message, 'session' | 'chatId' | 'messageId'> & Partial<Message>,
): Message => ({
	from: null,
	senderPhone: null,
	senderLid: null,
	senderName: null,
	fromMe: false,
	isGroup: known.chatId.endsWith('@g.us'),
	type: 'unknown',
	text: null,
	media: null,
	quoted: null,
	mentions: [],
	mentionsMe: null,
	location: null,
	contacts: [],
	reactions: [],
	ack: null,
	edited: false,
	revoked: false,
	timestamp: null,
	...known,
});

export type Participant = {
	session: string;
	/** The group. */
	chatId: string;
	participantId: string | null;
	phone: string | null;
	lid: string | null;
	role: 'member' | 'admin' | 'superadmin';
};

export type Group = {
	session: string;
	chatId: string;
	subject: string | null;
	description: string | null;
	owner: string | null;
	createdAt: string | null;
	participantsCount: number | null;
	infoAdminOnly: boolean | null;
	messagesAdminOnly: boolean | null;
	inviteLink: string | null;
	participants: Participant[];
};

export type Contact = {
	session: string;
	contactId: string;
	phone: string | null;
	lid: string | null;
	name: string | null;
	pushName: string | null;
	isBusiness: boolean | null;
	isGroup: boolean;
	isMyContact: boolean | null;
	blocked: boolean | null;
};
