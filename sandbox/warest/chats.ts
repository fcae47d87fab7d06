import { firstString, type JsonObject } from '../http/json';
import type { Message, Session } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { chatResult, failure, type WarestAnswer } from './envelopes';
import { clampedInt } from './fields';
import { toJid } from './ids';
import type { WarestRouter } from './router';
import { chatItem, chatName, messageItem, storedChats, type StoredChat } from './shapes';

const DAY = 86_400;
const MAX_OFFSET = 1_000_000;
const MAX_MARKED = 10_000;

/** Chats and their messages, always wrapped in a single `result`. */
export function chatRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/chats', (call) => list(call, warest));
	route('GET', '/chats/:chatId/messages', (call) => messages(call, warest));
	route('POST', '/chats/:chatId/pin', (call) => pinChat(call, warest));
	route('POST', '/chats/:chatId/messages/:messageId/pin', (call) => pinMessage(call, warest));
	route('POST', '/chats/:chatId/read', (call) => read(call, warest));
}

function given({ query, body }: WarestCall, name: string): unknown {
	return query[name] ?? body[name];
}

function common(session: Session): JsonObject {
	return { sessionId: session.name, phone: accountPhone(session) };
}

function page<Row>(
	call: WarestCall,
	rows: Row[],
	defaultLimit: number,
): { data: Row[]; pagination: object } {
	const limit = clampedInt(given(call, 'limit'), defaultLimit, 1, 500);
	const offset = clampedInt(given(call, 'offset'), 0, 0, MAX_OFFSET);
	return {
		data: rows.slice(offset, offset + limit),
		pagination: { limit, offset, total: rows.length },
	};
}

function includes(text: string | null, search: string): boolean {
	return (text ?? '').toLowerCase().includes(search.toLowerCase());
}

function compareChats(
	sortBy: unknown,
	session: Session,
): (one: StoredChat, other: StoredChat) => number {
	if (sortBy === 'id') return (one, other) => one.jid.localeCompare(other.jid);
	if (sortBy === 'name') {
		return (one, other) =>
			(chatName(one, session) ?? '').localeCompare(chatName(other, session) ?? '');
	}
	return (one, other) => (one.messages[0]?.timestamp ?? 0) - (other.messages[0]?.timestamp ?? 0);
}

function list(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForChats(call);
	const search = firstString(given(call, 'search')) ?? '';
	const onlyMedia = String(given(call, 'hasMedia') ?? 'false') === 'true';
	const direction = given(call, 'sortOrder') === 'asc' ? 1 : -1;
	const compare = compareChats(given(call, 'sortBy'), session);
	const found = storedChats(session)
		.filter((chat) => includes(chat.jid, search) || includes(chatName(chat, session), search))
		.filter((chat) => !onlyMedia || chat.messages.some((message) => message.media))
		.sort((one, other) => direction * compare(one, other));
	const { data, pagination } = page(call, found, 10);
	return chatResult({
		...common(session),
		data: data.map((chat) => chatItem(chat, session)),
		pagination,
	});
}

/** A time limit in seconds. A number as text is an invalid date here, so it matches nothing (v0.3.44, observed). */
function bound(value: unknown, fallback: number): number {
	const text = firstString(value);
	return text ? new Date(text).getTime() / 1000 : fallback;
}

/** Always newest first; an unknown chat is an empty list; `isFromMe` counts only as a boolean in a JSON body. */
function messages(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForChats(call);
	const jid = toJid(call.params.chatId ?? '');
	const stored = storedChats(session).find((chat) => chat.jid === jid);
	const from = bound(given(call, 'startTime'), -Infinity);
	const to = bound(given(call, 'endTime'), Infinity);
	const search = firstString(given(call, 'search')) ?? '';
	const onlyMedia = String(given(call, 'mediaOnly') ?? 'false') === 'true';
	const { isFromMe } = call.body;
	const found = (stored?.messages ?? [])
		.filter((message) => message.timestamp >= from && message.timestamp <= to)
		.filter((message) => !onlyMedia || message.media)
		.filter((message) => typeof isFromMe !== 'boolean' || message.fromMe === isFromMe)
		.filter((message) => includes(message.text, search));
	const { data, pagination } = page(call, found, 20);
	const chatInfo = stored ? chatItem(stored, session) : null;
	return chatResult({
		...common(session),
		data: data.map((message) => messageItem(message, session, warest)),
		pagination,
		chatInfo,
	});
}

/** `pin` as a boolean or text; it is required. */
function pinIn(call: WarestCall): boolean {
	const pin = call.query.pin ?? call.body.pin;
	if (pin === true || pin === 'true') return true;
	if (pin === false || pin === 'false') return false;
	throw failure('chats', 400, 1100, "Parameter 'pin' is required");
}

function pinChat(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForChats(call);
	const pinned = pinIn(call);
	const chatId = toJid(call.params.chatId ?? '');
	session.chats.pin(chatId, pinned);
	const message = pinned ? 'Chat pinned' : 'Chat unpinned';
	return chatResult(
		{ ...common(session), chatId, pinned, message, updatedAt: warest.world.clock.now() },
		message,
	);
}

/** There is no duration: Baileys' own is used. An unknown message is a success. */
function pinMessage(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForChats(call);
	const pinned = pinIn(call);
	const chatId = toJid(call.params.chatId ?? '');
	const messageId = call.params.messageId ?? '';
	if (pinned) session.chats.pinMessage(chatId, messageId);
	else session.chats.unpinMessage(chatId, messageId);
	const message = pinned ? 'Message pinned' : 'Message unpinned';
	return chatResult(
		{ ...common(session), chatId, messageId, pinned, message, updatedAt: warest.world.clock.now() },
		message,
	);
}

function inbound(stored: StoredChat | undefined, count: number, since: number): Message[] {
	const found = (stored?.messages ?? []).filter((message) => !message.fromMe);
	return count > 0
		? found.slice(0, count)
		: found.filter((message) => message.timestamp >= since).slice(0, MAX_MARKED);
}

/** By number of messages, or by days back (1; 0 is everything). If there is nothing to mark, a 404 (v0.3.44). */
function read(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForChats(call);
	const chatId = toJid(call.params.chatId ?? '');
	const stored = storedChats(session).find((chat) => chat.jid === chatId);
	const count = clampedInt(given(call, 'messages'), 0, 0, 500);
	const days = clampedInt(given(call, 'days'), 1, 0, 365);
	const since = days === 0 ? 0 : warest.world.clock.now() - days * DAY;
	const marked = inbound(stored, count, since).map((message) => message.id);
	if (marked.length === 0) throw failure('chats', 404, 2004, 'No messages to mark as read');
	for (const chat of stored?.chats ?? []) session.chats.markRead(chat.id, marked);
	return chatResult({
		...common(session),
		chatId,
		totalMarked: marked.length,
		mode: count > 0 ? 'by_messages' : 'by_days',
		parameters: { messages: count, days },
		marked,
	});
}
