import { baileysCall, type BaileysEvent, baileysEvents } from '../../baileys/events';
import { asProtoJson } from '../../baileys/print';
import { asObject, type JsonObject } from '../../http/json';
import {
	type Call,
	isGroupId,
	type Session,
	STATUS_CHAT,
	type WorldEvent,
	type WorldEventOf,
} from '../../world';
import type { WahaContext } from '../context';
import { toChatId } from '../ids';
import { wahaLabel } from '../labels';
import { wahaPresence } from '../presence';
import { groupHappenings } from './groups';
import type { Happening } from './happening';
import { messageAck, messageAdded, messageChanged } from './messages';

/** Everything that WAHA reports for an event, except the session's status. */
export function happenings(event: WorldEvent, session: Session, waha: WahaContext): Happening[] {
	const raw = baileysEvents(event, session);
	return [
		...ownHappenings(event, session, waha),
		...raw.filter(isConnection).map(({ data }) => ({ event: 'state.change', payload: data })),
		...raw.map((one) => ({ event: 'engine.event', payload: enginePayload(one) })),
	];
}

function isConnection(event: BaileysEvent): event is BaileysEvent & { event: 'connection.update' } {
	return event.event === 'connection.update';
}

function enginePayload({ event, data }: BaileysEvent): object {
	return { event, data: asProtoJson(data) };
}

function ownHappenings(event: WorldEvent, session: Session, waha: WahaContext): Happening[] {
	switch (event.type) {
		case 'message.added':
			return messageAdded(event.message, session, waha);
		case 'message.changed':
			return messageChanged(event, session, waha);
		case 'message.ack':
			return [messageAck(event, waha)];
		case 'presence.changed': {
			const { chatId, presence } = event;
			const payload = { id: toChatId(chatId), presences: [wahaPresence(presence)] };
			return [{ event: 'presence.update', chatId, payload }];
		}
		case 'call':
			return [call(event.call, waha)];
		case 'label.changed': {
			const name = event.deleted ? 'label.deleted' : 'label.upsert';
			return [{ event: name, payload: wahaLabel(event.label) }];
		}
		case 'label.chat':
			return [labelOnChat(event)];
		case 'chat.changed': {
			if (event.change !== 'archived') return [];
			const { id, archived } = event.chat;
			const payload = { id: toChatId(id), archived, timestamp: waha.world.clock.now() };
			return [{ event: 'chat.archive', payload }];
		}
		default:
			return groupHappenings(event, session, waha);
	}
}

function labelOnChat({ label, chatId, added }: WorldEventOf<'label.chat'>): Happening {
	const payload = { labelId: label.id, chatId: toChatId(chatId), label: wahaLabel(label) };
	return { event: added ? 'label.chat.added' : 'label.chat.deleted', payload };
}

const CALL_EVENTS: Record<Call['status'], string> = {
	offer: 'call.received',
	accept: 'call.accepted',
	reject: 'call.rejected',
	terminate: 'call.rejected',
};

function call(call: Call, { version }: WahaContext): Happening {
	const { id, from, chatId, isVideo, status, at } = call;
	const isGroup = isGroupId(chatId);
	const basic = { id, from: toChatId(from), timestamp: at / 1000, isVideo, isGroup };
	const payload = version.is2026 ? { ...basic, _data: baileysCall(call) } : basic;
	return { event: CALL_EVENTS[status], chatId, payload };
}

/** Whether the session's config excludes this kind of chat. */
export function isIgnored(chatId: string | undefined, config: JsonObject | null): boolean {
	const { status, groups, channels, broadcast } = asObject(config?.ignore);
	if (chatId === undefined) return false;
	if (chatId === STATUS_CHAT) return status === true;
	if (isGroupId(chatId)) return groups === true;
	if (chatId.endsWith('@newsletter')) return channels === true;
	return chatId.endsWith('@broadcast') && broadcast === true;
}
