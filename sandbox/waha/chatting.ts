import { asString, stringsOf } from '../http/json';
import type { Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { engineLacks } from './engines';
import { notImplemented } from './errors';
import { bareMessageId, fromChatId } from './ids';
import { envelope } from './sending';
import type { WahaRouter } from './router';
import { sentMessage } from './sent';

/** Sending text, and marking messages as seen. These routes do not validate their body. */
export function chattingRoutes(route: WahaRouter, waha: WahaContext): void {
	route('POST', '/api/sendText', async (call) => await sendText(call, waha));
	route('POST', '/api/sendSeen', async (call) => await sendSeen(call, waha));
	if (waha.version.takesMessageId)
		route('GET', '/api/:session/new-message-id', async (call) => await newMessageId(call, waha));
}

async function newMessageId({ params }: WahaCall, waha: WahaContext): Promise<object> {
	await waha.working(params.session ?? '');
	if (engineLacks(waha.settings.engine, 'GET /api/{session}/new-message-id'))
		throw notImplemented(waha.engineName, waha.version.lackStatus);
	return { id: waha.world.clock.messageId() };
}

async function sessionOf(call: WahaCall, waha: WahaContext): Promise<Session> {
	return await waha.working(asString(call.body.session) ?? (waha.version.is2024 ? 'default' : ''));
}

async function sendText(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await sessionOf(call, waha);
	const to = envelope(call, session, waha);
	// Baileys takes a message without known content for media, hence its words.
	if (typeof call.body.text !== 'string') throw new Error('Invalid media type');
	return sentMessage(session.send({ ...to, text: call.body.text }));
}

/**
 * NOWEB marks exactly the given messages (server source): before 2025.3 one, and a request without it causes a
 * TypeError; later any number, and a request without any does nothing.
 */
async function sendSeen(call: WahaCall, waha: WahaContext): Promise<null> {
	const session = await sessionOf(call, waha);
	const { body } = call;
	if (waha.version.seenNeedsMessageId) {
		session.chats.markRead(chatOfMessage(body.messageId, waha), [
			bareMessageId(body.messageId, false),
		]);
		return null;
	}
	const chatId = fromChatId(body.chatId, waha.version.is2024);
	const ids = [...stringsOf(body.messageIds), ...(body.messageId ? [body.messageId] : [])];
	if (ids.length > 0)
		session.chats.markRead(
			chatId,
			ids.map((id) => bareMessageId(id, false)),
		);
	return null;
}

function chatOfMessage(messageId: unknown, waha: WahaContext): string {
	bareMessageId(messageId, false);
	return fromChatId(asString(messageId)?.split('_')[1], waha.version.is2024);
}
