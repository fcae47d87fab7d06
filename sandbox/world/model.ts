/** What exists in the world. Times are epoch seconds unless the name says otherwise. */

import type { MessageContent, PollVote } from './content';

export type SessionStatus =
	| 'stopped'
	| 'starting'
	| 'waitingForQr'
	| 'working'
	| 'reconnecting'
	/** Another client took over the connection; it does not come back by itself. */
	| 'replaced'
	| 'loggedOut'
	| 'failed';

export type Ack = 'error' | 'pending' | 'sent' | 'delivered' | 'read' | 'played';

/** The order of acknowledgements; a later one is never replaced by an earlier one. */
export const ACK_ORDER: readonly Ack[] = [
	'error',
	'pending',
	'sent',
	'delivered',
	'read',
	'played',
];

export interface Account {
	phone: string;
	lid: string;
	name: string;
	about?: string | null;
	picture?: Media | null;
}

/** How a media message is shown. */
export type MediaKind =
	'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker' | 'gif' | 'note';

export interface Media {
	mimeType: string;
	fileName: string | null;
	caption: string | null;
	/** The bytes as sent; empty while only the address is known. */
	data: Buffer;
	/** Where the sender said the file is. */
	url?: string;
	/** If absent, the MIME type decides. */
	kind?: MediaKind;
	viewOnce?: boolean;
}

export interface Quote {
	messageId: string;
	senderId: string;
	text: string;
}

export interface Reaction {
	senderId: string;
	emoji: string;
	timestamp: number;
}

export interface Message {
	id: string;
	chatId: string;
	fromMe: boolean;
	senderId: string;
	senderName: string;
	timestamp: number;
	text: string;
	media: Media | null;
	content: MessageContent | null;
	quote: Quote | null;
	mentions: string[];
	forwarded: boolean;
	/** Written through a gateway, or by a person on a phone. */
	origin: 'api' | 'app';
	/** It waited at WhatsApp's server while the session was disconnected. */
	late: boolean;
	reactions: Reaction[];
	/** Each person's last choice in a poll. */
	votes: PollVote[];
	ack: Ack;
	/** For incoming messages: whether the account has read it. Own messages are always seen. */
	seen: boolean;
	starred: boolean;
	edited: boolean;
	revoked: boolean;
}

export interface PinnedMessage {
	messageId: string;
	durationSeconds: number;
	pinnedAt: number;
}

export interface Chat {
	id: string;
	name: string | null;
	archived: boolean;
	pinned: boolean;
	/** Marked as unread by hand, which WhatsApp shows as a dot without a number. */
	markedUnread: boolean;
	/** Epoch seconds; null if not muted. */
	mutedUntil: number | null;
	createdAt: number;
	messages: Message[];
	pinnedMessages: PinnedMessage[];
}

export interface Contact {
	id: string;
	name: string | null;
	pushName: string | null;
	/** The phone address for a hidden id, if it is known. */
	phoneId: string | null;
	lid: string | null;
	isBusiness: boolean;
	blocked: boolean;
	about?: string | null;
	picture?: Media | null;
	business?: BusinessProfile | null;
}

export interface BusinessProfile {
	email: string | null;
	address: string | null;
	category: string | null;
	description: string | null;
	websites: string[];
}

export type ParticipantRole = 'member' | 'admin' | 'superadmin';

export interface Participant {
	id: string;
	role: ParticipantRole;
}

export interface Group {
	id: string;
	subject: string;
	description: string | null;
	ownerId: string;
	createdAt: number;
	infoAdminOnly: boolean;
	messagesAdminOnly: boolean;
	inviteCode: string;
	participants: Participant[];
	picture: Media | null;
	/** People who join by link wait for an admin. */
	joinApproval: boolean;
	/** Only admins can add people. */
	addAdminOnly: boolean;
	/** Only admins can show earlier messages to new members. */
	shareHistoryAdminOnly: boolean;
	joinRequests: JoinRequest[];
}

export interface JoinRequest {
	id: string;
	requestedAt: number;
}
