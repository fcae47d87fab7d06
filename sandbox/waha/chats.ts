import { asObject, firstString, stringsOf } from '../http/json';
import { type Chat, type Message, type Session, STATUS_CHAT } from '../world';
import { queryBoolean, type WahaCall, type WahaContext } from './context';
import { badRequest, notFound } from './errors';
import { validated } from './guard';
import { bareMessageId, fromChatId, messageId } from './ids';
import type { WahaRouter } from './router';
import { ackName, chatOverview, isListed, lastMessage, storedChat, wahaMessage } from './shapes';
import { queryChoice, queryNumber } from './validation';

const DAY = 86_400;

/** Chats and the messages in them. */
export function chatRoutes(route: WahaRouter, waha: WahaContext): void {
	const chat = '/api/:session/chats/:chatId';
	route('GET', '/api/:session/chats', async (call) => await list(call, waha));
	route('GET', `${chat}/messages`, async (call) => await messages(call, waha));
	route('POST', `${chat}/archive`, async (call) => await archive(call, waha, true));
	route('POST', `${chat}/unarchive`, async (call) => await archive(call, waha, false));
	if (waha.version.is2024) return;
	route('GET', '/api/:session/chats/overview', async (call) => await overview(call, waha));
	route('GET', `${chat}/messages/:messageId`, async (call) => await message(call, waha));
	route('POST', `${chat}/messages/:messageId/pin`, async (call) => await pin(call, waha));
	route('POST', `${chat}/messages/:messageId/unpin`, async (call) => await unpin(call, waha));
	route('POST', `${chat}/unread`, async (call) => await unread(call, waha));
	if (waha.version.isAtLeast('2025.4'))
		route('POST', `${chat}/messages/read`, async (call) => await read(call, waha));
	if (waha.version.is2026)
		route('POST', '/api/:session/chats/overview', async (call) => await postOverview(call, waha));
}

/** The session in a path, working and with its store. */
async function sessionIn(call: WahaCall, waha: WahaContext): Promise<Session> {
	const session = await waha.working(call.params.session ?? '');
	waha.requireStore(session);
	return session;
}

function chatIdIn(call: WahaCall, waha: WahaContext): string {
	return fromChatId(call.params.chatId, waha.version.is2024);
}

function page<Row>(rows: Row[], offset = 0, limit = rows.length): Row[] {
	return rows.slice(offset, offset + limit);
}

function throwAny(problems: string[]): void {
	if (problems.length > 0) throw badRequest(problems);
}

/** A query parameter that may be repeated. */
function textsOf(value: unknown): string[] {
	return typeof value === 'string' ? [value] : stringsOf(value);
}

type ChatOrder = (one: Chat, other: Chat) => number;

function chatOrder(session: Session, sortBy = 'conversationTimestamp'): ChatOrder {
	if (sortBy === 'id') return (one, other) => one.id.localeCompare(other.id);
	if (sortBy === 'name') {
		return (one, other) =>
			(session.chatName(one.id) ?? '').localeCompare(session.chatName(other.id) ?? '');
	}
	return (one, other) => (lastMessage(one)?.timestamp ?? 0) - (lastMessage(other)?.timestamp ?? 0);
}

function sorted(
	session: Session,
	sortBy: string | undefined,
	sortOrder: string | undefined,
): Chat[] {
	const direction = sortOrder === 'asc' ? 1 : -1;
	const order = chatOrder(session, sortBy);
	const chats = session.chats.all().filter((chat) => chat.messages.some(isListed));
	return chats.sort((one, other) => direction * order(one, other));
}

async function list(call: WahaCall, waha: WahaContext): Promise<object[]> {
	const problems: string[] = [];
	const limit = queryNumber(call.query, 'limit', problems);
	const offset = queryNumber(call.query, 'offset', problems);
	const sortBy = queryChoice(
		call.query,
		'sortBy',
		['conversationTimestamp', 'id', 'name'],
		problems,
	);
	const sortOrder = queryChoice(call.query, 'sortOrder', ['desc', 'asc'], problems);
	throwAny(problems);
	const session = await sessionIn(call, waha);
	return page(sorted(session, sortBy, sortOrder), offset, limit).map((chat) =>
		storedChat(chat, session),
	);
}

async function overview(call: WahaCall, waha: WahaContext): Promise<object[]> {
	const problems: string[] = [];
	const limit = queryNumber(call.query, 'limit', problems) ?? 20;
	const offset = queryNumber(call.query, 'offset', problems);
	throwAny(problems);
	const ids = waha.version.is2026 ? textsOf(call.query.ids) : [];
	return await overviewOf(call, waha, { limit, offset, ids });
}

/** The same with parameters in a body, for more ids than an address can hold. */
async function postOverview(call: WahaCall, waha: WahaContext): Promise<object[]> {
	validated('POST', '/api/:session/chats/overview', call);
	const { limit, offset } = asObject(call.body.pagination);
	return await overviewOf(call, waha, {
		limit: typeof limit === 'number' ? limit : 20,
		offset: typeof offset === 'number' ? offset : undefined,
		ids: stringsOf(asObject(call.body.filter).ids),
	});
}

async function overviewOf(
	call: WahaCall,
	waha: WahaContext,
	{ limit, offset, ids }: { limit: number; offset: number | undefined; ids: string[] },
): Promise<object[]> {
	const session = await sessionIn(call, waha);
	const wanted = ids.map((id) => fromChatId(id, false));
	const chats = sorted(session, undefined, undefined).filter(
		({ id }) => wanted.length === 0 || wanted.includes(id),
	);
	return page(chats, offset, limit).map((chat) => chatOverview(chat, session, call, waha));
}

/** Newest first. The default limit was 100 until 2025 and is 10 in 2026 (OpenAPI documents). */
async function messages(call: WahaCall, waha: WahaContext): Promise<object[]> {
	const problems: string[] = [];
	const { query } = call;
	const limit = queryNumber(query, 'limit', problems) ?? (waha.version.is2026 ? 10 : 100);
	const offset = queryNumber(query, 'offset', problems);
	const from = queryNumber(query, 'filter.timestamp.gte', problems) ?? -Infinity;
	const to = queryNumber(query, 'filter.timestamp.lte', problems) ?? Infinity;
	throwAny(problems);
	const fromMe = queryBoolean(firstString(query['filter.fromMe']));
	const ack = waha.version.is2026 ? firstString(query['filter.ack']) : undefined;
	const direction = query.sortOrder === 'asc' ? -1 : 1;
	const session = await sessionIn(call, waha);
	const found = messagesOf(call, session, waha)
		.filter(isListed)
		.filter((entry) => ack === undefined || ackName(entry) === ack)
		.filter((entry) => entry.timestamp >= from && entry.timestamp <= to)
		.filter((entry) => fromMe === undefined || entry.fromMe === fromMe)
		.reverse()
		.sort((one, other) => direction * (other.timestamp - one.timestamp));
	const withMedia = wantsMedia(call);
	return page(found, offset, limit).map((entry) => wahaMessage(entry, session, waha, withMedia));
}

/** `all` reads every chat on NOWEB and GOWS (documentation). */
function messagesOf(call: WahaCall, session: Session, waha: WahaContext): Message[] {
	if (call.params.chatId === 'all') return session.chats.all().flatMap((chat) => chat.messages);
	const chatId = chatIdIn(call, waha);
	if (chatId === STATUS_CHAT) return session.statuses.all().map((post) => post.message);
	return session.chats.find(chatId)?.messages ?? [];
}

/** Files are included unless the caller says no. */
function wantsMedia({ query }: WahaCall): boolean {
	return queryBoolean(firstString(query.downloadMedia)) ?? true;
}

function findMessage(call: WahaCall, session: Session, waha: WahaContext): Message | undefined {
	const id = bareMessageId(call.params.messageId, true);
	return messagesOf(call, session, waha).find((entry) => entry.id === id);
}

async function message(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await sessionIn(call, waha);
	const found = findMessage(call, session, waha);
	if (!found || !isListed(found)) throw notFound('Message not found');
	return wahaMessage(found, session, waha, wantsMedia(call));
}

/** The server does not check the duration; without one Baileys uses a day. An unknown message is a success, too. */
async function pin(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await waha.working(call.params.session ?? '');
	const { duration } = call.body;
	const id = bareMessageId(call.params.messageId, false);
	session.chats.pinMessage(
		chatIdIn(call, waha),
		id,
		typeof duration === 'number' ? duration : undefined,
	);
	return { success: true };
}

async function unpin(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await waha.working(call.params.session ?? '');
	session.chats.unpinMessage(chatIdIn(call, waha), bareMessageId(call.params.messageId, false));
	return { success: true };
}

async function archive(call: WahaCall, waha: WahaContext, archived: boolean): Promise<null> {
	const session = await sessionIn(call, waha);
	session.chats.archive(chatIdIn(call, waha), archived);
	return null;
}

async function unread(call: WahaCall, waha: WahaContext): Promise<null> {
	const session = await sessionIn(call, waha);
	session.chats.markUnread(chatIdIn(call, waha));
	return null;
}

/** Marks the unread messages of the last days (7), newest first, 30 at most by default (100 in groups). */
async function read(call: WahaCall, waha: WahaContext): Promise<object> {
	const problems: string[] = [];
	const days = queryNumber(call.query, 'days', problems) ?? 7;
	const asked = queryNumber(call.query, 'messages', problems);
	throwAny(problems);
	const session = await sessionIn(call, waha);
	const chatId = chatIdIn(call, waha);
	const limit = asked ?? (chatId.endsWith('@g.us') ? 100 : 30);
	const since = waha.world.clock.now() - days * DAY;
	const found = (session.chats.find(chatId)?.messages ?? [])
		.filter((entry) => !entry.seen && entry.timestamp >= since)
		.reverse()
		.slice(0, limit);
	session.chats.markRead(
		chatId,
		found.map((entry) => entry.id),
	);
	return { ids: found.map((entry) => messageId(entry, waha.version.is2024)) };
}
