import {
	ACK_ORDER,
	isGroupId,
	type Message,
	type MessageAction,
	type Session,
	type WorldEventOf,
} from '../../world';
import type { WahaContext } from '../context';
import { messageId, toChatId } from '../ids';
import { undownloaded } from '../media';
import { ackNameOf, type WahaMessage, wahaMessage } from '../shapes';
import type { Happening } from './happening';

/** A new message, including statuses and channel posts unless the session's config excludes them. */
export function messageAdded(message: Message, session: Session, waha: WahaContext): Happening[] {
	const arrived = asMessage(message, eventMessage(message, session, waha));
	// WhatsApp's server has it; statuses and channels have no acknowledgements.
	if (!message.fromMe || /@(broadcast|newsletter)$/.test(message.chatId)) return arrived;
	const { chatId } = message;
	return [...arrived, { event: 'message.ack', chatId, payload: directAck(message, waha) }];
}

/** `message` is for other people's messages, `message.any` for all. */
function asMessage({ chatId, fromMe }: Message, payload: object): Happening[] {
	const any = { event: 'message.any', chatId, payload };
	return fromMe ? [any] : [{ event: 'message', chatId, payload }, any];
}

/** A message with its file, which is downloaded on arrival. `mediaUrl` is the old second name of the file's address. */
function eventMessage(message: Message, session: Session, waha: WahaContext): WahaMessage {
	const { wahaDownloads } = waha.settings.webhooks;
	const shown = wahaMessage(message, session, waha, wahaDownloads);
	if (!shown.hasMedia) return shown;
	if (!wahaDownloads) return { ...shown, media: undownloaded(message, waha) };
	const url = shown.media?.url;
	return !waha.version.is2026 && url ? { ...shown, mediaUrl: url } : shown;
}

/** An action on a message, reported differently by version. */
export function messageChanged(
	{ action, message }: WorldEventOf<'message.changed'>,
	session: Session,
	waha: WahaContext,
): Happening[] {
	const what = action?.content;
	if (!action || what?.type !== 'action') return [];
	const { chatId } = action;
	const { version } = waha;
	switch (what.action) {
		case 'reaction':
			return [
				{ event: 'message.reaction', chatId, payload: reaction(action, what, session, waha) },
			];
		case 'vote':
			return [vote(action, what, session, waha)];
		case 'respond':
			return [{ event: 'event.response', chatId, payload: response(action, what, session, waha) }];
		// Baileys reports these as messages without text, and so did NOWEB before it had events for them.
		case 'edit':
			if (!version.tellsOriginals) return asMessage(action, eventMessage(action, session, waha));
			return [{ event: 'message.edited', chatId, payload: edited(action, message, session, waha) }];
		case 'revoke':
			if (version.is2024) return asMessage(action, eventMessage(action, session, waha));
			return [
				{ event: 'message.revoked', chatId, payload: revoked(action, message, session, waha) },
			];
		default:
			return asMessage(action, eventMessage(action, session, waha));
	}
}

/** The basic fields of a message without text and file; `messageId` is the target's whole id. */
function reaction(
	action: Message,
	{ target, text }: MessageAction,
	session: Session,
	waha: WahaContext,
): object {
	const { id, timestamp, from, fromMe, source, to, participant } = wahaMessage(
		action,
		session,
		waha,
		false,
	);
	const base = { id, timestamp, from, fromMe, source, to, participant };
	return { ...base, reaction: { text, messageId: messageId(target, waha.version.is2024) } };
}

/** `id` is the edit's own; the bare id of the edited message is beside the new text. */
function edited(action: Message, target: Message, session: Session, waha: WahaContext): object {
	const message = wahaMessage(action, session, waha, false);
	return { ...message, body: target.text, editedMessageId: target.id };
}

/** `before` is null on NOWEB (server source). The bare id is not in the document of 2025.2.5. */
function revoked(action: Message, target: Message, session: Session, waha: WahaContext): object {
	const after = wahaMessage(action, session, waha, false);
	const revokedMessageId = waha.version.tellsOriginals ? { revokedMessageId: target.id } : {};
	return { after, before: null, ...revokedMessageId, _data: after._data };
}

interface Destination {
	id: string;
	to: string;
	from: string;
	fromMe: boolean;
}

/** NOWEB uses `me` for the account itself (server source). */
function destination(message: Message, { version }: WahaContext): Destination {
	const { chatId, fromMe, senderId } = message;
	const chat = toChatId(chatId);
	const inGroup = isGroupId(chatId);
	const sender = inGroup ? toChatId(senderId) : chat;
	return {
		id: messageId(message, version.is2024),
		to: inGroup || fromMe ? chat : 'me',
		from: fromMe ? 'me' : sender,
		fromMe,
	};
}

/** Without its store NOWEB does not have the poll, so it cannot read the choice. */
function vote(
	action: Message,
	{ target, options }: MessageAction,
	session: Session,
	waha: WahaContext,
): Happening {
	const isReadable = waha.hasStore(session);
	const payload = {
		vote: {
			...destination(action, waha),
			selectedOptions: isReadable ? options : [],
			timestamp: action.timestamp,
		},
		poll: destination(target, waha),
	};
	return { event: isReadable ? 'poll.vote' : 'poll.vote.failed', chatId: action.chatId, payload };
}

/** Opened by the server. Nobody brings guests here (documentation of July 2026; GOWS only). */
function response(
	action: Message,
	{ target, text }: MessageAction,
	session: Session,
	waha: WahaContext,
): object {
	return {
		...wahaMessage(action, session, waha, false),
		eventCreationKey: destination(target, waha),
		eventResponse: {
			response: text,
			timestampMs: action.timestamp * 1000,
			extraGuestCount: 0,
		},
	};
}

/** Receipts in groups have their own event since 2025.12.2. */
export function messageAck(
	{ message, by }: WorldEventOf<'message.ack'>,
	waha: WahaContext,
): Happening {
	const { chatId } = message;
	if (!isGroupId(chatId))
		return { event: 'message.ack', chatId, payload: directAck(message, waha) };
	const hasOwnEvent = waha.version.events.includes('message.ack.group');
	const event = hasOwnEvent ? 'message.ack.group' : 'message.ack';
	return { event, chatId, payload: groupAck(message, by, waha) };
}

function directAck(message: Message, { version }: WahaContext): object {
	const ack = ACK_ORDER.indexOf(message.ack) - 1;
	return {
		id: messageId(message, version.is2024),
		from: toChatId(message.chatId),
		fromMe: message.fromMe,
		ack,
		ackName: ackNameOf(ack),
	};
}

/** NOWEB takes a delivery receipt for one of the server (server source). `participant` is who sent the receipt. */
function groupAck(message: Message, by: string, waha: WahaContext): object {
	const ack = message.ack === 'delivered' ? 1 : ACK_ORDER.indexOf(message.ack) - 1;
	const chat = toChatId(message.chatId);
	return {
		...directAck(message, waha),
		to: chat,
		participant: toChatId(by),
		ack,
		ackName: ackNameOf(ack),
		_data: {
			key: { remoteJid: message.chatId, fromMe: true, id: message.id },
			receipt: { userJid: by },
		},
	};
}
