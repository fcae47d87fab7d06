import { asString, stringsOf } from '../http/json';
import type { Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { badRequest, plusOnly } from './errors';
import { bareMessageId, fromChatId } from './ids';
import type { WahaRouter } from './server';
import { sentMessage } from './shapes';
import { buttonProblems } from './validation';

/** Sending, and telling that messages were seen. None of these routes validates its body but sendButtons. */
export function chattingRoutes(route: WahaRouter, waha: WahaContext): void {
	route('POST', '/api/sendText', async (call) => await sendText(call, waha));
	route('POST', '/api/sendSeen', async (call) => await sendSeen(call, waha));
	route('POST', '/api/sendButtons', async (call) => await sendButtons(call, waha));
	if (waha.version.isLimited) {
		route('POST', '/api/sendImage', async (call) => {
			await sessionOf(call, waha);
			throw plusOnly();
		});
	}
}

async function sessionOf(call: WahaCall, waha: WahaContext): Promise<Session> {
	return await waha.working(asString(call.body.session) ?? (waha.version.is2024 ? 'default' : ''));
}

async function sendText(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await sessionOf(call, waha);
	const { body } = call;
	const { is2024 } = waha.version;
	const chatId = fromChatId(body.chatId, is2024);
	// A message with nothing that Baileys knows is taken for media, hence its words.
	if (typeof body.text !== 'string') throw new Error('Invalid media type');
	return sentMessage(
		session.send({
			chatId,
			text: body.text,
			quotedMessageId: quotedId(body.reply_to, session),
			mentions: stringsOf(body.mentions).map((mention) => fromChatId(mention, is2024)),
		}),
	);
}

/** A message that the store does not have is not quoted, without an error. */
function quotedId(replyTo: unknown, session: Session): string | undefined {
	if (!replyTo) return undefined;
	const id = bareMessageId(replyTo, true);
	return session.chats.messageAnywhere(id) ? id : undefined;
}

/**
 * NOWEB marks exactly the messages it is given (server source): before 2025.3 one, and a request without it runs into a
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

async function sendButtons(call: WahaCall, waha: WahaContext): Promise<object> {
	const problems = buttonProblems(call.body.buttons);
	if (problems.length > 0) throw badRequest(problems);
	const session = await sessionOf(call, waha);
	const chatId = fromChatId(call.body.chatId, waha.version.is2024);
	return sentMessage(session.send({ chatId, text: asString(call.body.body) ?? '' }));
}
