import type { EventFacts } from '../../../../portable/events';
import { objectAt, textAt, type JsonObject } from '../../../../portable/json';

/** The parts of WARest's deliveries that the readers of its data need. */
export interface Posted {
	readonly session: string;
	/** WARest's own name for the event. */
	readonly gatewayEvent: string;
	readonly data: JsonObject;
}

/** Reads the data of one kind of event; null if it is not of that kind. */
export type EventReader = (posted: Posted) => readonly EventFacts[] | null;

export const postedIn = (body: JsonObject): Posted => ({
	session: textAt(body, 'session', 'id') ?? textAt(body, 'data', 'sessionId') ?? '',
	gatewayEvent: textAt(body, 'event') ?? '',
	data: objectAt(body, 'data'),
});
