import type { EventFacts } from '../../../../portable/events';
import { objectAt, textAt, type JsonObject } from '../../../../portable/json';

/** What WARest posts, as far as the readers of its data need it. */
export interface Posted {
	readonly session: string;
	/** WARest's own name of the event. */
	readonly gatewayEvent: string;
	readonly data: JsonObject;
}

/** Reads the data of one kind of event; null when it is none of that kind. */
export type EventReader = (posted: Posted) => readonly EventFacts[] | null;

export const postedIn = (body: JsonObject): Posted => ({
	session: textAt(body, 'session', 'id') ?? textAt(body, 'data', 'sessionId') ?? '',
	gatewayEvent: textAt(body, 'event') ?? '',
	data: objectAt(body, 'data'),
});
