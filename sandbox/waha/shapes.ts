import { ACK_ORDER, isGroupId, type Chat, type Message, type Session } from '../world';
import type { WahaContext } from './context';
import { hasParticipant, messageId, toChatId } from './ids';

const ACK_NAMES = ['ERROR', 'PENDING', 'SERVER', 'DEVICE', 'READ', 'PLAYED'];

function baileysKey(message: Message): object {
	const key = { remoteJid: message.chatId, fromMe: message.fromMe, id: message.id };
	return hasParticipant(message) ? { ...key, participant: message.senderId } : key;
}

function baileysContent(message: Message): object {
	const { quote, mentions } = message;
	if (!quote && mentions.length === 0 && !message.fromMe) return { conversation: message.text };
	const context = {
		...(quote
			? {
					stanzaId: quote.messageId,
					participant: quote.senderId,
					quotedMessage: { conversation: quote.text },
				}
			: {}),
		...(mentions.length > 0 ? { mentionedJid: mentions } : {}),
	};
	return {
		extendedTextMessage: {
			text: message.text,
			...(quote || mentions.length > 0 ? { contextInfo: context } : {}),
		},
	};
}

/** What NOWEB answers to a send: Baileys' own message, where numbers and enums print as text (server source). */
export function sentMessage(message: Message): object {
	return {
		key: baileysKey(message),
		message: baileysContent(message),
		messageTimestamp: String(message.timestamp),
		status: 'PENDING',
	};
}

/**
 * A message as NOWEB lists it. `from` is always the chat, also for own messages, and `to` is there in groups only, for
 * other people's messages (server source; the documentation's sample is from another engine).
 */
export function wahaMessage(message: Message, { version }: WahaContext): object {
	const ack = ACK_ORDER.indexOf(message.ack) - 1;
	const group = hasParticipant(message);
	return {
		id: messageId(message, version.is2024),
		timestamp: message.timestamp,
		from: toChatId(message.chatId),
		fromMe: message.fromMe,
		...(version.is2026 ? { source: message.fromMe ? 'api' : 'app' } : {}),
		body: message.text,
		...(group ? { to: toChatId(message.chatId), participant: toChatId(message.senderId) } : {}),
		hasMedia: message.media !== null,
		media: null,
		ack,
		ackName: ACK_NAMES[ack + 1] ?? 'UNKNOWN',
		replyTo: message.quote
			? {
					id: message.quote.messageId,
					participant: toChatId(message.quote.senderId),
					body: message.quote.text,
				}
			: null,
		_data: {
			key: baileysKey(message),
			messageTimestamp: message.timestamp,
			pushName: message.senderName,
			status: ACK_ORDER.indexOf(message.ack),
			message: baileysContent(message),
		},
	};
}

export function lastMessage(chat: Chat): Message | undefined {
	return [...chat.messages].sort((one, other) => other.timestamp - one.timestamp)[0];
}

/** A chat out of NOWEB's store: Baileys' form, ids included; the unread count is taken out (server source). */
export function storedChat(chat: Chat, session: Session): object {
	return {
		id: chat.id,
		...(isGroupId(chat.id) ? { name: session.chatName(chat.id) } : {}),
		conversationTimestamp: lastMessage(chat)?.timestamp ?? chat.createdAt,
		archived: chat.archived,
		...(chat.pinned ? { pinned: chat.createdAt } : {}),
	};
}

export function chatOverview(chat: Chat, session: Session, waha: WahaContext): object {
	const last = lastMessage(chat);
	return {
		id: toChatId(chat.id),
		name: session.chatName(chat.id),
		picture: null,
		lastMessage: last ? wahaMessage(last, waha) : null,
		_chat: storedChat(chat, session),
	};
}
