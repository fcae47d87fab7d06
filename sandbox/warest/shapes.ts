import { isGroupId, type Message, type Session, type Chat } from '../world';
import { storedJid } from './ids';

/** All chats that WARest keeps under one address: a hidden id lands on the phone number made of the same digits. */
export interface StoredChat {
	jid: string;
	chats: Chat[];
	messages: Message[];
}

/** Only chats with a message are stored, and never the own one. */
export function storedChats(session: Session): StoredChat[] {
	const byJid = new Map<string, Chat[]>();
	for (const chat of session.chats.all()) {
		const jid = storedJid(chat.id);
		if (chat.messages.length > 0 && jid !== session.myId)
			byJid.set(jid, [...(byJid.get(jid) ?? []), chat]);
	}
	return [...byJid].map(([jid, chats]) => ({ jid, chats, messages: newestFirst(chats) }));
}

function newestFirst(chats: Chat[]): Message[] {
	return chats
		.flatMap((chat) => [...chat.messages].reverse())
		.sort((one, other) => other.timestamp - one.timestamp);
}

export function chatName(stored: StoredChat, session: Session): string | null {
	return (
		stored.chats.map((chat) => session.chatName(chat.id)).find((name) => name !== null) ?? null
	);
}

/** Times are epoch seconds. */
export function chatItem(stored: StoredChat, session: Session): object {
	const name = chatName(stored, session);
	const [last] = stored.messages;
	const [first] = stored.chats;
	return {
		id: stored.jid,
		jid: stored.jid,
		displayName: name ?? stored.jid.split('@')[0],
		name,
		isGroup: isGroupId(stored.jid),
		unreadCount: stored.chats.reduce((sum, chat) => sum + session.chats.unreadCount(chat), 0),
		lastMessage: last ? bodyOf(last) : null,
		lastMessageTimestamp: last?.timestamp ?? null,
		ephemeralExpiry: null,
		createdAt: first?.createdAt ?? null,
		updatedAt: last?.timestamp ?? null,
	};
}

function mediaKind(mimeType: string): string {
	const [kind = ''] = mimeType.split('/');
	return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
}

/** A media message's body is its caption behind the kind in brackets (v0.3.44). */
function bodyOf({ media, text }: Message): string {
	if (!media) return text;
	const kind = mediaKind(media.mimeType);
	return `([${kind.charAt(0).toUpperCase()}${kind.slice(1)}]) ${media.caption ?? ''}`.trim();
}

export function messageItem(message: Message): object {
	const { media } = message;
	return {
		id: message.id,
		toJid: storedJid(message.chatId),
		senderJid: storedJid(message.senderId),
		fromMe: message.fromMe,
		messageType: media ? mediaKind(media.mimeType) : 'conversation',
		body: bodyOf(message),
		timestamp: message.timestamp,
		isMedia: media !== null,
		mediaType: media ? mediaKind(media.mimeType) : null,
		mediaMetadata: media
			? {
					url: null,
					mimeType: media.mimeType,
					fileName: media.fileName,
					fileSize: media.data.length,
				}
			: null,
		messageTypeDetails: null,
		quotedMessageId: message.quote?.messageId ?? null,
		mentionedJids: message.mentions,
		reactions: message.reactions.map(({ senderId, emoji, timestamp }) => ({
			from: storedJid(senderId),
			emoji,
			timestamp,
		})),
		isEdited: message.edited,
		isDeleted: message.revoked,
		deletedAt: null,
		poll: null,
		createdAt: message.timestamp,
		updatedAt: message.timestamp,
	};
}
