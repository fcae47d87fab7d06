import {
	type Chat,
	type ContactCard,
	isAddressOnly,
	isGroupId,
	isLidId,
	mediaKind,
	type Message,
	type Session,
	type SessionStatus,
	userPart,
	type World,
} from '../world';
import { formatted } from './formatting';

/** What a session is doing, in plain words. */
const STATES: Readonly<Record<SessionStatus, string>> = {
	stopped: 'stopped',
	starting: 'starting',
	waitingForQr: 'waiting for the QR code to be scanned',
	working: 'connected',
	reconnecting: 'reconnecting',
	replaced: 'replaced by another client',
	loggedOut: 'logged out',
	failed: 'failed',
};

/** Everything the page shows, as plain JSON. */
export function picture(world: World): object {
	return { sessions: world.sessions().map(sessionPicture) };
}

function sessionPicture(session: Session): object {
	const chats = [...session.chats.all()].sort((one, other) => latest(other) - latest(one));
	return {
		name: session.name,
		status: session.status,
		state: STATES[session.status],
		account: session.account ? { name: session.account.name, phone: session.account.phone } : null,
		chats: chats.map((chat) => chatPicture(chat, session)),
	};
}

function latest(chat: Chat): number {
	return Math.max(
		chat.createdAt * Number(chat.messages.length === 0),
		...chat.messages.map(({ timestamp }) => timestamp),
	);
}

function chatPicture(chat: Chat, session: Session): object {
	const pinnedIds = session.chats.pinnedMessages(chat.id);
	const group = session.groups.find(chat.id);
	return {
		id: chat.id,
		name: session.chatName(chat.id) ?? userPart(chat.id),
		isGroup: isGroupId(chat.id),
		isHidden: isLidId(chat.id),
		archived: chat.archived,
		pinned: chat.pinned,
		unreadCount: session.chats.unreadCount(chat),
		markedUnread: chat.markedUnread,
		writers: (group?.participants ?? [])
			.filter(({ id }) => id !== session.myId)
			.map(({ id }) => ({ id, name: nameOf(id, session) })),
		messages: [...chat.messages]
			.sort((one, other) => one.timestamp - other.timestamp)
			.map((message) => messagePicture(message, session, pinnedIds)),
	};
}

function messagePicture(message: Message, session: Session, pinnedIds: string[]): object {
	const { quote } = message;
	return {
		id: message.id,
		fromMe: message.fromMe,
		senderId: message.senderId,
		sender: nameOf(message.senderId, session),
		text: message.text,
		words: formatted(message.text),
		timestamp: message.timestamp,
		ack: message.ack,
		pinned: pinnedIds.includes(message.id),
		starred: message.starred,
		edited: message.edited,
		revoked: message.revoked,
		forwarded: message.forwarded,
		reactions: message.reactions.map(({ emoji, senderId }) => ({
			emoji,
			by: nameOf(senderId, session),
		})),
		media: mediaPicture(message, session),
		extra: extraPicture(message, session),
		quote: quote
			? {
					words: formatted(quote.text),
					sender: nameOf(quote.senderId, session),
				}
			: null,
	};
}

/** `url` is null for a file of which only a foreign address is known. */
function mediaPicture({ id, media }: Message, { name }: Session): object | null {
	if (!media) return null;
	const query = new URLSearchParams({ session: name, messageId: id }).toString();
	return {
		kind: mediaKind(media),
		mimeType: media.mimeType,
		fileName: media.fileName,
		sizeBytes: media.data.length,
		url: isAddressOnly(media) ? null : `/api/file?${query}`,
	};
}

/** A location, contacts, a poll, buttons or a list; for anything else its names in WhatsApp's protocol. */
function extraPicture({ content, votes }: Message, session: Session): object | null {
	switch (content?.type) {
		case 'location':
			return { type: 'location', ...content.location };
		case 'contacts':
			return { type: 'contacts', contacts: content.contacts.map(cardPicture) };
		case 'poll': {
			const { question, options, selectable } = content.poll;
			const votersOf = (option: string): string[] =>
				votes
					.filter((vote) => vote.options.includes(option))
					.map(({ voterId }) => nameOf(voterId, session));
			const counted = options.map((option) => ({ option, voters: votersOf(option) }));
			return { type: 'poll', question, multiple: selectable !== 1, options: counted };
		}
		case 'buttons': {
			const { header = null, footer, buttons } = content;
			return { type: 'buttons', header, footer, buttons };
		}
		case 'list':
			return { type: 'list', buttonText: content.buttonText, sections: content.sections };
		case 'proto':
			return { type: 'proto', names: Object.keys(content.message) };
		default:
			return null;
	}
}

function cardPicture({ name, phone }: ContactCard): object {
	return { name, phone };
}

function nameOf(id: string, session: Session): string {
	const own = id === session.myId ? session.account?.name : undefined;
	return own ?? session.contacts.nameOf(id) ?? userPart(id);
}
