import { ACK_ORDER, isGroupId, type Chat, type Message, type Session } from '../world';
import { baileysContent, vcardOf } from '../baileys/content';
import { baileysKey, hasParticipant } from '../baileys/key';
import { asProtoJson } from '../baileys/print';
import type { WahaCall, WahaContext } from './context';
import { messageId, toChatId } from './ids';
import { hasMedia, pictureUrl, type WahaMedia, wahaMedia } from './media';

const ACK_NAMES = ['ERROR', 'PENDING', 'SERVER', 'DEVICE', 'READ', 'PLAYED'];

/** The name of an acknowledgement for its number, from -1 upwards. */
export function ackNameOf(ack: number): string {
	return ACK_NAMES[ack + 1] ?? 'UNKNOWN';
}

export function ackName({ ack }: Message): string {
	return ackNameOf(ACK_ORDER.indexOf(ack) - 1);
}

export interface WahaMessage {
	id: string;
	body: string | null;
	hasMedia: boolean;
	media: WahaMedia | null;
	_data: object;
	[more: string]: unknown;
}

/**
 * A message as NOWEB lists it. `from` is always the chat, even for own messages; `to` exists only for other people's
 * messages in groups (server source; the sample in the documentation is from another engine). A file is included only
 * on request.
 */
export function wahaMessage(
	message: Message,
	session: Session,
	waha: WahaContext,
	withMedia: boolean,
): WahaMessage {
	const { version } = waha;
	const ack = ACK_ORDER.indexOf(message.ack) - 1;
	const group = hasParticipant(message);
	return {
		id: messageId(message, version.is2024),
		timestamp: message.timestamp,
		from: toChatId(message.chatId),
		fromMe: message.fromMe,
		...(version.is2026 ? { source: message.origin } : {}),
		body: bodyOf(message),
		...(group ? { to: toChatId(message.chatId), participant: toChatId(message.senderId) } : {}),
		hasMedia: hasMedia(message),
		media: withMedia && hasMedia(message) ? wahaMedia(message, session.name, waha) : null,
		ack,
		ackName: ackName(message),
		replyTo: message.quote
			? {
					id: message.quote.messageId,
					participant: toChatId(message.quote.senderId),
					body: message.quote.text,
				}
			: null,
		...(version.is2026 ? contentFields(message) : {}),
		_data: storedMessage(message, session),
	};
}

/** NOWEB reads the text of most answers to buttons, but not of the newest kind (server source). */
function bodyOf({ text, content }: Message): string | null {
	const isUnread = content?.type === 'buttonReply' && content.form === 'interactive';
	return isUnread ? null : text || null;
}

/** Locations and contacts have their own fields in newer releases; before, NOWEB left them in `_data`. */
function contentFields({ content }: Message): object {
	if (content?.type === 'contacts') return { vCards: content.contacts.map(vcardOf) };
	if (content?.type !== 'location') return {};
	const { latitude, longitude, name, address } = content.location;
	const coordinates = { latitude: String(latitude), longitude: String(longitude) };
	return { location: { ...coordinates, live: false, name, address } };
}

/** The message as NOWEB's store keeps it: Baileys' form with later changes applied. */
function storedMessage(message: Message, session: Session): object {
	const { reactions, starred } = message;
	return {
		key: baileysKey(message, session),
		messageTimestamp: message.timestamp,
		pushName: message.senderName,
		status: ACK_ORDER.indexOf(message.ack),
		message: asProtoJson(baileysContent(message)),
		...(starred ? { starred } : {}),
		...(reactions.length > 0
			? {
					reactions: reactions.map(({ senderId, emoji, timestamp }) => ({
						key: {
							remoteJid: message.chatId,
							fromMe: senderId === session.myId,
							participant: senderId,
						},
						text: emoji,
						senderTimestampMs: timestamp * 1000,
					})),
				}
			: {}),
	};
}

/** A revoked message stays in the store without content, so no list shows it (server source). */
export function isListed({ revoked }: Message): boolean {
	return !revoked;
}

export function lastMessage(chat: Chat): Message | undefined {
	return chat.messages.filter(isListed).sort((one, other) => other.timestamp - one.timestamp)[0];
}

/** A chat from NOWEB's store: Baileys' form including ids, without the unread count (server source). */
export function storedChat(chat: Chat, session: Session): object {
	return {
		id: chat.id,
		...(isGroupId(chat.id) ? { name: session.chatName(chat.id) } : {}),
		conversationTimestamp: lastMessage(chat)?.timestamp ?? chat.createdAt,
		archived: chat.archived,
		...(chat.pinned ? { pinned: chat.createdAt } : {}),
	};
}

export function chatOverview(
	chat: Chat,
	session: Session,
	call: WahaCall,
	waha: WahaContext,
): object {
	const last = lastMessage(chat);
	return {
		id: toChatId(chat.id),
		name: session.chatName(chat.id),
		picture: pictureUrl(chat.id, session.name, call, waha),
		lastMessage: last ? wahaMessage(last, session, waha, false) : null,
		_chat: storedChat(chat, session),
	};
}
