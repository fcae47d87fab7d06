import {
	type Chat,
	isAddressOnly,
	isGroupId,
	type Media,
	mediaKind,
	type Message,
	type Session,
	sha256Of,
} from '../world';
import { storedJid } from './ids';
import { extensionOf } from './mime';
import type { WarestContext } from './context';
import { contentTypeOf, unwrapped } from './webhooks/parts';

/** All chats that WARest stores under one address: a hidden id shares that of the phone number with the same digits. */
export interface StoredChat {
	jid: string;
	chats: Chat[];
	messages: Message[];
}

/** Only chats with a message are stored, and never the account's own chat. */
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

/** Voice messages, GIFs and video notes are stored as what they are made of. */
function storedKind(media: Media): string {
	const kind = mediaKind(media);
	if (kind === 'voice') return 'audio';
	return kind === 'gif' || kind === 'note' ? 'video' : kind;
}

const INTERACTIVE = ['buttons', 'list', 'buttonReply', 'listReply'];

/** A mix of WhatsApp's and WARest's own names (v0.3.44); those of contacts and locations are guesses. */
function messageType({ media, content }: Message): string {
	if (media) return storedKind(media);
	if (!content) return 'conversation';
	if (INTERACTIVE.includes(content.type)) return 'interactive';
	if (content.type === 'proto') return contentTypeOf(unwrapped({ ...content.message })) ?? '';
	return content.type === 'contacts' ? 'contact' : content.type;
}

/** Received files are decrypted into the public storage, where anybody may read them; sent files are not kept. */
function storedUrl(
	message: Message,
	media: Media,
	session: Session,
	{ storage, settings: { baseUrl } }: WarestContext,
): string | null {
	if (message.fromMe) return null;
	if (isAddressOnly(media)) return media.url ?? null;
	const { data, mimeType } = media;
	const path = storage.keepAs(incomingPath(media, session), { data, mimeType, expiresAt: null });
	return `${baseUrl}${path}`;
}

/** Where a received file is stored: by session and Baileys' name of its kind, under the hash of its bytes. */
export function incomingPath(media: Media, session: Session): string {
	const name = `${sha256Of(media) ?? ''}.${extensionOf(media.mimeType)}`;
	return `/storages/incoming-media/${session.name}/${storedKind(media)}Message/${name}`;
}

/** A media message's body is its caption after the kind in brackets (v0.3.44). */
function bodyOf({ media, text }: Message): string {
	if (!media) return text;
	const kind = storedKind(media);
	return `([${kind.charAt(0).toUpperCase()}${kind.slice(1)}]) ${media.caption ?? ''}`.trim();
}

export function messageItem(message: Message, session: Session, warest: WarestContext): object {
	const { media, content } = message;
	return {
		id: message.id,
		toJid: storedJid(message.chatId),
		senderJid: storedJid(message.senderId),
		fromMe: message.fromMe,
		messageType: messageType(message),
		body: bodyOf(message),
		timestamp: message.timestamp,
		isMedia: media !== null,
		mediaType: media ? storedKind(media) : null,
		mediaMetadata: media
			? {
					url: storedUrl(message, media, session, warest),
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
		poll: content?.type === 'poll' ? content.poll : null,
		createdAt: message.timestamp,
		updatedAt: message.timestamp,
	};
}
