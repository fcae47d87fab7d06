import {
	ACK_ORDER,
	type Call,
	isGroupId,
	type Message,
	type Presence,
	type PresenceState,
	type Session,
	type SessionStatus,
	type WorldEvent,
	type WorldEventOf,
} from '../world';
import { baileysContent } from './content';
import { baileysGroup, baileysGroupUpdate } from './group';
import { type BaileysKey, baileysKey } from './key';
import { type BaileysMessage, baileysMessage } from './upsert';

/** The events of Baileys, on which WAHA's NOWEB engine, WARest and Evolution API are built. */
export type BaileysEvent =
	| {
			event: 'messages.upsert';
			/** `append` is for messages that waited while the session was disconnected. */
			data: { messages: BaileysMessage[]; type: 'notify' | 'append' };
	  }
	| {
			event: 'messages.update';
			data: Array<{ key: BaileysKey; update: Record<string, unknown> }>;
	  }
	| { event: 'messages.delete'; data: { keys: BaileysKey[] } }
	| { event: 'message-receipt.update'; data: Array<{ key: BaileysKey; receipt: object }> }
	| {
			event: 'group-participants.update';
			data: { id: string; participants: string[]; action: string };
	  }
	| { event: 'groups.upsert' | 'groups.update' | 'call'; data: object[] }
	| { event: 'presence.update'; data: { id: string; presences: object } }
	| { event: 'connection.update'; data: object }
	| { event: 'labels.edit' | 'labels.association' | 'group.join-request'; data: object }
	| { event: 'chats.update'; data: object[] };

/** Baileys' events for something that happened; none for what it does not report. */
export function baileysEvents(event: WorldEvent, session: Session): BaileysEvent[] {
	switch (event.type) {
		case 'session.status':
			return connection(event.status, session).map((data) => ({
				event: 'connection.update',
				data,
			}));
		case 'message.added':
			return [upsert(event.message, session)];
		case 'message.changed':
			return changed(event, session);
		case 'message.ack':
			return [receipt(event)];
		case 'group.created':
		case 'group.joined':
			return [{ event: 'groups.upsert', data: [baileysGroup(event.group, session)] }];
		case 'group.changed':
			return groupChanged(event);
		case 'group.participants': {
			const { group, participants, action } = event;
			const data = { id: group.id, author: group.ownerId, participants, action };
			return [{ event: 'group-participants.update', data }];
		}
		default:
			return otherEvents(event);
	}
}

function otherEvents(event: WorldEvent): BaileysEvent[] {
	switch (event.type) {
		case 'group.request': {
			const { group, requesterId: participant, action } = event;
			const data = { id: group.id, author: participant, participant, action };
			return [{ event: 'group.join-request', data: { ...data, method: 'invite_link' } }];
		}
		case 'presence.changed':
			return [{ event: 'presence.update', data: presence(event.chatId, event.presence) }];
		case 'call':
			return [{ event: 'call', data: [baileysCall(event.call)] }];
		case 'label.changed':
			return [{ event: 'labels.edit', data: { ...event.label, deleted: event.deleted } }];
		case 'label.chat': {
			const association = { type: 'label_jid', chatId: event.chatId, labelId: event.label.id };
			const type = event.added ? 'add' : 'remove';
			return [{ event: 'labels.association', data: { association, type } }];
		}
		case 'chat.changed': {
			const { id, archived } = event.chat;
			return event.change === 'archived'
				? [{ event: 'chats.update', data: [{ id, archived }] }]
				: [];
		}
		default:
			return [];
	}
}

/** Codes of a lost connection (Baileys' `DisconnectReason`). */
const CLOSED: Partial<Record<SessionStatus, number>> = {
	reconnecting: 428,
	replaced: 440,
	loggedOut: 401,
};

function connection(status: SessionStatus, session: Session): object[] {
	if (status === 'starting')
		return [{ connection: 'connecting', receivedPendingNotifications: false }];
	if (status === 'waitingForQr') return [{ qr: session.qrText }];
	if (status === 'working') return [{ connection: 'open' }];
	const statusCode = CLOSED[status];
	const error = { output: { statusCode } };
	return statusCode === undefined ? [] : [{ connection: 'close', lastDisconnect: { error } }];
}

function upsert(message: Message, session: Session): BaileysEvent {
	const messages = [baileysMessage(message, session)];
	return { event: 'messages.upsert', data: { messages, type: message.late ? 'append' : 'notify' } };
}

function changed(event: WorldEventOf<'message.changed'>, session: Session): BaileysEvent[] {
	const { message, change, action } = event;
	if (!action)
		return change === 'deleted'
			? [{ event: 'messages.delete', data: { keys: [baileysKey(message)] } }]
			: [];
	const arrived = upsert(action, session);
	const update = updateOf(event, action);
	if (update === null) return [arrived];
	// The key of an update is the action's own with the id of its target.
	const key = { ...baileysKey(action, session), id: message.id };
	return [arrived, { event: 'messages.update', data: [{ key, update }] }];
}

/** Baileys updates its store with these; a revoked message leaves only a stub. */
function updateOf(
	{ message, change }: WorldEventOf<'message.changed'>,
	action: Message,
): Record<string, unknown> | null {
	if (change === 'revoked') return { message: null, messageStubType: 1, key: baileysKey(action) };
	if (change === 'edited')
		return {
			message: { editedMessage: { message: editedContent(message) } },
			messageTimestamp: action.timestamp,
		};
	return null;
}

/** The current content of the message, without the wrapper in which it is stored. */
function editedContent(message: Message): object {
	return baileysContent({ ...message, edited: false });
}

/** In a group every reader sends a receipt; elsewhere the message itself changes its status. */
function receipt({ message, by }: WorldEventOf<'message.ack'>): BaileysEvent {
	const key = baileysKey(message);
	const now = message.timestamp;
	if (!isGroupId(message.chatId)) {
		const update = { status: ACK_ORDER.indexOf(message.ack) };
		return { event: 'messages.update', data: [{ key, update }] };
	}
	const time = message.ack === 'delivered' ? { receiptTimestamp: now } : { readTimestamp: now };
	return { event: 'message-receipt.update', data: [{ key, receipt: { userJid: by, ...time } }] };
}

function groupChanged({ group, change, settings }: WorldEventOf<'group.changed'>): BaileysEvent[] {
	if (change === 'invite')
		return [{ event: 'groups.update', data: [{ id: group.id, inviteCode: group.inviteCode }] }];
	return change === 'info'
		? [{ event: 'groups.update', data: [baileysGroupUpdate(group, settings)] }]
		: [];
}

const PRESENCE_NAMES: Record<PresenceState, string> = {
	offline: 'unavailable',
	online: 'available',
	typing: 'composing',
	recording: 'recording',
	paused: 'paused',
};

function presence(chatId: string, { personId, state, lastSeen }: Presence) {
	const seen = lastSeen === null ? {} : { lastSeen };
	return {
		id: chatId,
		presences: { [personId]: { lastKnownPresence: PRESENCE_NAMES[state], ...seen } },
	};
}

/** A call in one of its states; `date` becomes ISO text in JSON. */
export function baileysCall({ id, from, chatId, isVideo, status, at }: Call): object {
	const isGroup = isGroupId(chatId);
	const call = { chatId, from, id, date: new Date(at), offline: false, status };
	return {
		...call,
		isVideo,
		isGroup,
		...(isGroup ? { groupJid: chatId } : {}),
	};
}
