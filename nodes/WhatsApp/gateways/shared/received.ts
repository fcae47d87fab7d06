import type { EventBase, EventFacts, PersonFields } from '../../portable/events';
import { isGroupId, lidOf, phoneOf, portableId } from '../../portable/ids';
import { listAt, type Json } from '../../portable/json';
import { inOrder } from '../../portable/order';
import { isoFromSeconds, PRESENCES, type PresenceValue } from '../../portable/shapes';
import { personIds } from '../../engines/groups';
import { digestOf, eventKey, marksOf } from './repetition';
import type { Delivery, Received } from '../webhooks';

/** Most events of one delivery that are passed on; each becomes an item of one execution. */
const MAX_PER_DELIVERY = 1000;

/** Most members in one event; the largest communities have half as many. */
const MAX_MEMBERS = 10_000;

/** What all events of one delivery share. */
export interface Envelope {
	readonly delivery: Delivery;
	readonly session: string;
	/** The gateway's own name for the event. */
	readonly gatewayEvent: string;
	/** Null if the gateway's id does not identify the event. */
	readonly eventId: string | null;
	/** Seconds since 1970; null if the gateway does not say. */
	readonly reportedAt: number | null;
	/** When it arrived, in seconds since 1970, for a gateway that reports no time at all. */
	readonly arrivedAt?: number;
	/** False if every delivery is posted once, so that the same bytes are no repetition. */
	readonly mayRepeat: boolean;
	/** Whether the gateway can send to a chat with this id. */
	readonly canReach: (chatId: string) => boolean;
	/** The part of a message id that all its forms share. */
	readonly bareId: (messageId: string) => string;
}

/**
 * The events of a delivery, with what the delivery says about all of them.
 * @param told null if the payload could not be read: then it is passed on as `other`
 */
export function received(envelope: Envelope, told: readonly EventFacts[] | null): Received[] {
	const known = told === null || told.length === 0 ? [otherFacts(envelope)] : told;
	return known.slice(0, MAX_PER_DELIVERY).map((facts, index) => single(envelope, facts, index));
}

const otherFacts = ({ gatewayEvent }: Envelope): EventFacts => ({
	event: 'other',
	chatId: null,
	timestamp: null,
	gatewayEvent,
});

function single(envelope: Envelope, facts: EventFacts, index: number): Received {
	const { delivery, session, eventId, gatewayEvent, reportedAt, canReach, bareId } = envelope;
	const arrivedAt = envelope.arrivedAt ?? null;
	const base: EventBase = {
		event: facts.event,
		eventId,
		session,
		chatId: facts.chatId,
		isGroup: isGroupId(facts.chatId),
		canReply: facts.chatId !== null && canReach(facts.chatId),
		timestamp: facts.timestamp ?? isoFromSeconds(reportedAt),
	};
	return {
		event: facts.event,
		gatewayEvent,
		keys: [
			...deliveryMarks(envelope, facts, index),
			...marksOf(facts, { reportedAt, arrivedAt }, bareId),
		].map((parts) => eventKey(session, parts)),
		item: inOrder({ ...base, ...facts, session, timestamp: base.timestamp }),
		raw: delivery.body,
	};
}

/** The keys that identify a repeated delivery: its id, else its bytes, if these differ each time. */
function deliveryMarks(
	{ delivery, eventId, gatewayEvent, reportedAt, mayRepeat }: Envelope,
	{ timestamp }: EventFacts,
	index: number,
): string[][] {
	if (eventId === null && timestamp === null && !mayRepeat) return [];
	const deliveryId = eventId ?? `${gatewayEvent} ${reportedAt} ${digestOf(delivery.rawBody)}`;
	return [['delivery', deliveryId, String(index)]];
}

/** A person with every known id, the phone number first, because it works on every gateway. */
export function personOf(ids: ReadonlyArray<string | null>): PersonFields {
	const known = ids.map(portableId).filter((id) => id !== null);
	const phoneId = known.find((id) => phoneOf(id) !== null) ?? null;
	const lid = known.find((id) => lidOf(id) !== null) ?? null;
	return { participantId: phoneId ?? lid, phone: phoneOf(phoneId), lid };
}

/** The people in a list of ids or of members. */
export const personsIn = (value: Json, name: string): PersonFields[] =>
	listAt(value, name).slice(0, MAX_MEMBERS).map(personIds);

/** The names in WhatsApp's protocol (Baileys) for what a person is seen doing; WAHA translates them. */
const PROTOCOL_PRESENCES: Readonly<Record<string, PresenceValue>> = {
	available: 'online',
	composing: 'typing',
	unavailable: 'offline',
};

export function presenceNamed(name: string | null): PresenceValue | null {
	if (name === null) return null;
	if (Object.hasOwn(PROTOCOL_PRESENCES, name)) return PROTOCOL_PRESENCES[name] ?? null;
	return PRESENCES.find((value) => value === name) ?? null;
}

/** Baileys' statuses of a call that is over, which do not say how it ended. */
export const hasJustEnded = (status: string | null): boolean =>
	status === 'terminate' || status === 'timeout';
