import type { EventBase, EventFacts, PersonFields } from '../../portable/events';
import { isGroupId, lidOf, phoneOf, portableId } from '../../portable/ids';
import { listAt, type Json } from '../../portable/json';
import { inOrder } from '../../portable/order';
import { isoFromSeconds, PRESENCES, type PresenceValue } from '../../portable/shapes';
import { personIds } from '../../engines/groups';
import { digestOf, eventKey, marksOf } from './repetition';
import type { Delivery, Received } from '../webhooks';

/** Things told in one delivery that are handed on: each becomes an item of one execution. */
const MAX_PER_DELIVERY = 1000;

/** Members in one event; the largest communities have half as many. */
const MAX_MEMBERS = 10_000;

/** What is around everything in one delivery. */
export interface Envelope {
	readonly delivery: Delivery;
	readonly session: string;
	/** The gateway's own name of the event. */
	readonly gatewayEvent: string;
	/** Null where the gateway gives none that is its own. */
	readonly eventId: string | null;
	/** Seconds since 1970; null where the gateway does not say. */
	readonly reportedAt: number | null;
	/** When it came, in seconds since 1970, for a gateway that tells no time at all. */
	readonly arrivedAt?: number;
	/** False where every delivery is posted once, so that the same bytes are no repetition. */
	readonly mayRepeat: boolean;
	/** Whether the gateway can send to a chat of this id. */
	readonly canReach: (chatId: string) => boolean;
	/** The part of a message id that all its forms share. */
	readonly bareId: (messageId: string) => string;
}

/**
 * Things that happened, with what the delivery says of all of them.
 * @param told null where the payload could not be read: then it is handed on as `other`
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

/** By what a delivery is known when it comes again: its id, else its bytes, if these tell one time from another. */
function deliveryMarks(
	{ delivery, eventId, gatewayEvent, reportedAt, mayRepeat }: Envelope,
	{ timestamp }: EventFacts,
	index: number,
): string[][] {
	if (eventId === null && timestamp === null && !mayRepeat) return [];
	const deliveryId = eventId ?? `${gatewayEvent} ${reportedAt} ${digestOf(delivery.rawBody)}`;
	return [['delivery', deliveryId, String(index)]];
}

/** A person by every id that is known, the phone number first: it works on every gateway. */
export function personOf(ids: ReadonlyArray<string | null>): PersonFields {
	const known = ids.map(portableId).filter((id) => id !== null);
	const phoneId = known.find((id) => phoneOf(id) !== null) ?? null;
	const lid = known.find((id) => lidOf(id) !== null) ?? null;
	return { participantId: phoneId ?? lid, phone: phoneOf(phoneId), lid };
}

/** People in a list of ids or of members. */
export const personsIn = (value: Json, name: string): PersonFields[] =>
	listAt(value, name).slice(0, MAX_MEMBERS).map(personIds);

/** Words of WhatsApp's protocol for what a person is seen doing (Baileys); WAHA translates them. */
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

/** Statuses of Baileys for a call that is over, without how it ended. */
export const hasJustEnded = (status: string | null): boolean =>
	status === 'terminate' || status === 'timeout';
