import { asObject, asString, firstString } from '../http/json';
import type { Chat, Session } from '../world';
import type { EvolutionCall, EvolutionContext } from './context';
import { badRequest, EvolutionError } from './errors';
import type { EvolutionRouter } from './router';
import { storedMessage } from './shapes';
import { pageOf, periodIn } from './stored';

const CHANNELS_PAGE = 50;

/** Chats, as far as the server has messages in them. */
export function chatRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/chat/findChats/{instance}', (call, session) =>
		findChats(call, session, evolution),
	);
	route.instance('GET', '/chat/findChatByRemoteJid/{instance}', ({ query }, session) => {
		const remoteJid = firstString(query.remoteJid);
		if (!remoteJid) throw badRequest('remoteJid is a required query parameter');
		const chat = session.chats.find(remoteJid);
		return chat ? chatRecord(chat, session, evolution) : null;
	});
	// Newsletters are ignored at the socket, so none ever has a message (2.4, server source).
	route.instance('POST', '/chat/findChannels/{instance}', ({ body }) => ({
		total: 0,
		pages: 0,
		currentPage: typeof body.page === 'number' ? body.page : 1,
		records: pageOf([], body.page, CHANNELS_PAGE),
	}));
	route.instance('POST', '/chat/archiveChat/{instance}', (call, session) =>
		archive(call, session, evolution),
	);
	route.instance('POST', '/chat/markChatUnread/{instance}', (call, session) => {
		evolution.requireOpen(session);
		const chatId = chatIn(call);
		session.chats.markUnread(chatId);
		return { chatId, markedChatUnread: true };
	});
}

/** The newest first. A person may be listed twice, by number and by hidden id; groups often have no name. */
function findChats(
	{ body }: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): object[] {
	const where = asObject(body.where);
	const wanted = asString(where.remoteJid);
	const period = periodIn(where.messageTimestamp);
	const chats = session.chats.all().filter(({ id, messages }) => {
		const last = messages.at(-1);
		if (!last || (wanted && wanted !== id)) return false;
		return !period || (last.timestamp >= period.from && last.timestamp <= period.until);
	});
	const sorted = chats.sort((a, b) => lastTime(b) - lastTime(a));
	const skip = typeof body.skip === 'number' ? body.skip : 0;
	const take = typeof body.take === 'number' ? body.take : sorted.length;
	return sorted.slice(skip, skip + take).map((chat) => listedChat(chat, session, evolution));
}

const lastTime = ({ messages }: Chat): number => messages.at(-1)?.timestamp ?? 0;

function listedChat(chat: Chat, session: Session, evolution: EvolutionContext): object {
	const last = chat.messages.at(-1);
	const contact = session.contacts.find(chat.id);
	return {
		id: null,
		remoteJid: chat.id,
		pushName: contact?.pushName ?? session.groups.find(chat.id)?.subject ?? null,
		profilePicUrl: null,
		updatedAt: new Date(lastTime(chat) * 1000).toISOString(),
		windowStart: new Date(lastTime(chat) * 1000).toISOString(),
		windowExpires: null,
		windowActive: false,
		lastMessage: last ? storedMessage(last, session, evolution) : null,
		unreadCount: session.chats.unreadCount(chat),
		isSaved: contact !== undefined,
	};
}

function chatRecord(chat: Chat, session: Session, evolution: EvolutionContext): object {
	const { id: instanceId } = evolution.registration(session);
	return {
		remoteJid: chat.id,
		name: session.chatName(chat.id),
		labels: session.labels.ofChat(chat.id).map(({ id }) => id),
		unreadMessages: session.chats.unreadCount(chat),
		instanceId,
	};
}

/** The chat of the last message; `chat` alone is for archiving in newer releases. */
function chatIn({ body }: EvolutionCall): string {
	const { key } = asObject(body.lastMessage);
	return asString(asObject(key).remoteJid) || asString(body.chat) || '';
}

/**
 * With the chat alone it fails every time before 2.4 (2.3.7, observed). Unarchiving gets the same answer as archiving.
 */
function archive(call: EvolutionCall, session: Session, evolution: EvolutionContext): object {
	evolution.requireOpen(session);
	const chatId = chatIn(call);
	const hasMessage = asObject(asObject(call.body.lastMessage).key).id !== undefined;
	if (!hasMessage && !evolution.version.isAtLeast('2.4'))
		throw notArchived(
			'PrismaClientValidationError: \nInvalid `prisma.message.findMany()` invocation',
		);
	if (!chatId) throw notArchived('Error: Chat not found');
	session.chats.archive(chatId, call.body.archive === true);
	return { chatId, archived: true };
}

function notArchived(error: string): EvolutionError {
	return new EvolutionError(500, {
		status: 500,
		error: 'Internal Server Error',
		response: {
			message: {
				archived: false,
				message: ['An error occurred while archiving the chat. Open a calling.', error],
			},
		},
	});
}
