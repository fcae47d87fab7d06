import type { Message } from './shapes';

/**
 * What can happen on WhatsApp, under one name for every gateway. What a gateway reports under a name that is not
 * mapped comes as `other`.
 */
export const PORTABLE_EVENTS = [
	/** A new message, also an own one sent from the phone or through the gateway. */
	'message',
	'messageEdited',
	'messageRevoked',
	/** A message that WhatsApp has not delivered in full yet. */
	'messageWaiting',
	'reaction',
	'ack',
	/** A button was pressed or a row of a list chosen. */
	'callback',
	'pollVote',
	/** An answer to an invitation of a calendar event. */
	'eventResponse',
	'sessionStatus',
	'groupJoined',
	'groupLeft',
	'groupUpdated',
	'groupParticipants',
	'groupJoinRequest',
	'presence',
	'call',
	'chatArchived',
	/** A label was made, changed or deleted. */
	'label',
	/** A label was put on a chat or taken from it. */
	'chatLabel',
	'other',
] as const;
export type PortableEvent = (typeof PORTABLE_EVENTS)[number];

/** What every event tells, whatever happened. */
export interface EventBase {
	readonly event: PortableEvent;
	/** The same when the gateway delivers again; null where the gateway gives none. */
	readonly eventId: string | null;
	readonly session: string;
	/** The chat it happened in, in portable form; null for what happens in none, such as a session's status. */
	readonly chatId: string | null;
	/** False where the gateway cannot send to `chatId` (a hidden id on WARest), or there is no chat. */
	readonly canReply: boolean;
	/** ISO 8601 UTC. */
	readonly timestamp: string | null;
}

/** An event about a message: the message's own fields beside those of the event. */
export type MessageEvent = Omit<Message, 'chatId' | 'timestamp' | 'session'> & EventBase;

/** One event as it comes out of the trigger, before `raw` is added. JSON only. */
export type EventItem = (MessageEvent | EventBase) & { readonly [field: string]: unknown };
