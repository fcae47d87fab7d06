import type { ContactCard } from './vcard';

/**
 * The portable shapes: the same fields from every gateway, null if a gateway does not know them. Ids of people end in
 * `@c.us`, groups in `@g.us`, channels in `@newsletter`, hidden ids in `@lid`. Times are ISO 8601 in UTC. The first
 * fields of all output are what it is, where and when (order.ts).
 */
export const SESSION_STATUSES = [
	'working',
	'starting',
	'waitingForQr',
	'waitingForPasskey',
	'reconnecting',
	'stopped',
	'loggedOut',
	'failed',
] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export type Session = {
	session: string;
	status: SessionStatus;
	phone: string | null;
	name: string | null;
	engine: string | null;
};

export type Chat = {
	chatId: string;
	session: string;
	timestamp: string | null;
	name: string | null;
	isGroup: boolean;
	unreadCount: number | null;
	archived: boolean | null;
	pinned: boolean | null;
	lastMessage: { text: string | null; timestamp: string | null } | null;
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

export type Message = {
	messageId: string | null;
	chatId: string;
	session: string;
	timestamp: string | null;
	isGroup: boolean;
	from: string | null;
	senderPhone: string | null;
	senderLid: string | null;
	senderName: string | null;
	fromMe: boolean;
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
} & Partial<MessageDetails>;

/** What buttons, templates and lists offer besides their text. */
export type Choices = {
	title: string | null;
	footer: string | null;
	/** `id` is what comes back when it is chosen, or where the button leads: an address, a number, a code. */
	options: Array<{ id: string | null; text: string | null }>;
};

/** Content besides the text that people act on; each member exists only in messages of its kind. */
export type MessageDetails = {
	/** A cart that somebody sends from the catalog. The catalog requires the token to list the items. */
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

export { isoFromSeconds } from './time';

/** A message of which only some fields are known; the rest is null, empty or false. */
export const messageOf = (
	known: Pick<Message, 'session' | 'chatId' | 'messageId'> & Partial<Message>,
): Message => ({
	timestamp: null,
	isGroup: known.chatId.endsWith('@g.us'),
	from: null,
	senderPhone: null,
	senderLid: null,
	senderName: null,
	fromMe: false,
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
	...known,
});

export type Participant = {
	participantId: string | null;
	/** The group. */
	chatId: string;
	session: string;
	phone: string | null;
	lid: string | null;
	role: 'member' | 'admin' | 'superadmin';
};

export type Group = {
	chatId: string;
	session: string;
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
	contactId: string;
	session: string;
	phone: string | null;
	lid: string | null;
	name: string | null;
	pushName: string | null;
	isBusiness: boolean | null;
	isGroup: boolean;
	isMyContact: boolean | null;
	blocked: boolean | null;
};

/** WhatsApp's restrictions of an account; null for what is not known. */
export type Restrictions = {
	session: string;
	/** Whether it can write to people with whom it has not talked yet. */
	canStartChats: boolean | null;
	/** WhatsApp has locked new conversations for some time (its error 463). */
	timelocked: boolean | null;
	timelockEndsAt: string | null;
	/** WhatsApp's own value, such as `BIZ_QUALITY`. */
	timelockReason: string | null;
	/** How far the quota of new conversations is used up (error 475 when it is). */
	quotaStatus: 'free' | 'firstWarning' | 'secondWarning' | 'usedUp' | null;
	quota: number | null;
	quotaUsed: number | null;
	quotaLeft: number | null;
	quotaStartsAt: string | null;
	quotaEndsAt: string | null;
};

/** One thing that must be right between n8n and a gateway. */
export type SetupCheck = {
	/** Null if it could not be determined, or does not apply. */
	ok: boolean | null;
	/** The finding, without a full stop. */
	seen: string;
	/** What to do about it; null if nothing has to be done. */
	nextStep: string | null;
};

/** In the order in which they should be fixed. */
export type SetupChecks = {
	reachable: SetupCheck;
	gateway: SetupCheck;
	apiKey: SetupCheck;
	sessions: SetupCheck;
	localhost: SetupCheck;
	webhooks: SetupCheck;
	clock: SetupCheck;
	limits: SetupCheck;
};
export type SetupCheckName = keyof SetupChecks;

export type LimitLeft = {
	name: 'rateLimit' | 'quota';
	/** Requests or units per window; null if the gateway does not say. */
	limit: number | null;
	remaining: number;
	/** Time until the window ends. */
	resetsInSeconds: number;
};

/** Where a session sends its events. Only the origin of the address, because the rest is often a secret. */
export type SetupWebhook = {
	session: string;
	origin: string | null;
	/** Null if it cannot be determined. */
	reachesN8n: boolean | null;
};

/** Whether n8n and a gateway can work together, and what to do if they cannot. */
export type SetupReport = {
	/** False if any check is false. */
	ok: boolean;
	/** That of the first check that is not ok. */
	nextStep: string | null;
	gateway: string;
	baseUrl: string;
	n8nUrl: string | null;
	version: string | null;
	engine: string | null;
	/** How far the gateway's clock is ahead of n8n's, in seconds; negative if it is behind. */
	clockSkewSeconds: number | null;
	sessions: Session[];
	webhooks: SetupWebhook[];
	limits: LimitLeft[];
	checks: SetupChecks;
};
