import { type Chat, isGroupId, type Message, type Session, userPart, type World } from '../world';

/** Everything the page shows, as plain JSON. */
export function picture(world: World): object {
	return { sessions: world.sessions().map(sessionPicture) };
}

function sessionPicture(session: Session): object {
	const chats = [...session.chats.all()].sort((one, other) => latest(other) - latest(one));
	return {
		name: session.name,
		status: session.status,
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
		sender: nameOf(message.senderId, session),
		text: message.text,
		timestamp: message.timestamp,
		ack: message.ack,
		pinned: pinnedIds.includes(message.id),
		starred: message.starred,
		edited: message.edited,
		revoked: message.revoked,
		forwarded: message.forwarded,
		reactions: message.reactions.map(({ emoji }) => emoji),
		quote: quote
			? {
					text: quote.text,
					sender: nameOf(quote.senderId, session),
				}
			: null,
	};
}

function nameOf(id: string, session: Session): string {
	const own = id === session.myId ? session.account?.name : undefined;
	return own ?? session.contacts.nameOf(id) ?? userPart(id);
}
