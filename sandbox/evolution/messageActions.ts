import { asObject, asString, type JsonObject } from '../http/json';
import type { Message, Session } from '../world';
import type { EvolutionCall, EvolutionContext } from './context';
import { badRequest } from './errors';
import type { EvolutionRouter } from './router';
import { findStored } from './stored';

/** Editing, revoking, marking as read. */
export function messageActionRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/chat/updateMessage/{instance}', (call, session) =>
		edit(call, session, evolution),
	);
	route.instance('DELETE', '/chat/deleteMessageForEveryone/{instance}', (call, session) =>
		revoke(call, session, evolution),
	);
	route.instance('POST', '/chat/markMessageAsRead/{instance}', ({ body }, session) => {
		evolution.requireOpen(session);
		const keys: unknown[] = Array.isArray(body.readMessages) ? body.readMessages : [];
		for (const key of keys) {
			const { id, remoteJid } = asObject(key);
			session.chats.markRead(asString(remoteJid) ?? '', [asString(id) ?? '']);
		}
		return { message: 'Read messages', read: 'success' };
	});
}

/** Texts, and captions of images and videos, of stored messages (2.3.7, observed). */
function edit(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): object | undefined {
	const { body } = call;
	evolution.requireOpen(session);
	const chatId = evolution.lookups.recipient(asString(body.number) ?? '', session);
	const key = asObject(body.key);
	const message = findStored(key.id, session, evolution);
	if (!message || !isEditable(message)) throw badRequest('Message not compatible');
	if (message.chatId !== chatId) throw badRequest('RemoteJid does not match');
	const text = asString(body.text) ?? '';
	const sent = evolution.send(session, () => session.chats.edit(message, text));
	return (
		sent &&
		actionAnswer(sent, {
			key,
			type: 'MESSAGE_EDIT',
			editedMessage: { conversation: text },
			timestampMs: String(sent.timestamp * 1000),
		})
	);
}

function isEditable({ fromMe, media, content, revoked }: Message): boolean {
	const hasText = media === null || media.kind === 'image' || media.kind === 'video';
	return fromMe && hasText && content === null && !revoked;
}

/** The server does not check whether the message exists and may be revoked; if not, WhatsApp ignores it. */
function revoke(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): object | undefined {
	const { body } = call;
	evolution.requireOpen(session);
	const id = asString(body.id) ?? '';
	const status = session.statuses.all().find(({ message }) => message.id === id);
	const message = status?.message ?? session.chats.messageAnywhere(id);
	const key = { remoteJid: body.remoteJid, fromMe: body.fromMe, id };
	const answer = { key, type: 'REVOKE' };
	if (!message || message.revoked || !mayRevoke(message, session))
		return actionAnswer(
			{
				id: evolution.world.clock.messageId(),
				chatId: asString(body.remoteJid) ?? '',
				timestamp: evolution.world.clock.now(),
			},
			answer,
		);
	const sent = evolution.send(session, () => {
		if (!status) return session.chats.revoke(message, session.myId);
		session.statuses.remove(id);
		return message;
	});
	return sent && actionAnswer(sent, answer);
}

function mayRevoke(message: Message, session: Session): boolean {
	const group = session.groups.find(message.chatId);
	return message.fromMe || (group !== undefined && session.groups.isAdmin(group, session.myId));
}

/** Written by the protocol's own library, which writes long numbers as text, even times (2.3.7, observed). */
function actionAnswer(
	{ id, chatId, timestamp }: Pick<Message, 'id' | 'chatId' | 'timestamp'>,
	protocolMessage: JsonObject,
): object {
	return {
		key: { remoteJid: chatId, fromMe: true, id },
		message: { protocolMessage },
		messageTimestamp: String(timestamp),
		status: 'PENDING',
	};
}
