import { asString } from '../http/json';
import type { Message, Session } from '../world';
import { sentAction } from './sent';
import type { WahaCall, WahaContext } from './context';
import { sessionRouter, type SessionHandler, textIn } from './guard';
import { bareMessageId, fromChatId } from './ids';
import type { WahaRouter } from './router';

/** Actions on an existing message. WhatsApp accepts all of them for unknown messages, too. */
export function messageActionRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const message = '/api/:session/chats/:chatId/messages/:messageId';
	guarded('PUT', message, edit(waha));
	guarded('DELETE', message, revoke(waha));
	guarded('PUT', '/api/reaction', react(waha));
	guarded('PUT', '/api/star', star());
}

/** The full id of a message names its chat as well. */
function chatOfMessage(id: unknown, { version }: WahaContext): string {
	return fromChatId(asString(id)?.split('_')[1], version.is2024);
}

/** `done` is what was sent; nothing if the message cannot be acted on. */
function answer(
	waha: WahaContext,
	chatId: string,
	content: object,
	done: Message | undefined,
): object {
	const { clock } = waha.world;
	return sentAction(chatId, done?.id ?? clock.messageId(), clock.now(), content);
}

function pathMessage(call: WahaCall, session: Session): Message | undefined {
	return session.chats.messageAnywhere(bareMessageId(call.params.messageId, false));
}

/** WhatsApp silently ignores edits of other people's messages. */
function edit(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const found = pathMessage(call, session);
		const text = textIn(call, 'text');
		const canEdit = found?.fromMe === true && !found.revoked;
		const done = canEdit ? session.chats.edit(found, text) : undefined;
		const chatId = fromChatId(call.params.chatId, waha.version.is2024);
		const editedMessage = { extendedTextMessage: { text } };
		const content = { protocolMessage: { type: 'MESSAGE_EDIT', editedMessage } };
		return answer(waha, chatId, content, done);
	};
}

/** Own messages, and everybody's in a group where the account is an admin. */
function revoke(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const found = pathMessage(call, session);
		const canRevoke = found !== undefined && mayRevoke(found, session);
		const done = canRevoke ? session.chats.revoke(found, session.myId) : undefined;
		const chatId = fromChatId(call.params.chatId, waha.version.is2024);
		return answer(waha, chatId, { protocolMessage: { type: 'REVOKE' } }, done);
	};
}

function mayRevoke({ fromMe, chatId }: Message, session: Session): boolean {
	const group = session.groups.find(chatId);
	return fromMe || (group !== undefined && session.groups.isAdmin(group, session.myId));
}

function react(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { messageId } = call.body;
		const found = session.chats.messageAnywhere(bareMessageId(messageId, false));
		const text = textIn(call, 'reaction');
		const done = found && session.chats.react(found, session.myId, text);
		return answer(waha, chatOfMessage(messageId, waha), { reactionMessage: { text } }, done);
	};
}

function star(): SessionHandler {
	return (call, session) => {
		const found = session.chats.messageAnywhere(bareMessageId(call.body.messageId, false));
		if (found) session.chats.star(found, call.body.star === true);
		return null;
	};
}
