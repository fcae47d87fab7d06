import type { EventFacts } from '../../../../portable/events';
import { portableId } from '../../../../portable/ids';
import { objectAt, textAt, type Json, type JsonObject } from '../../../../portable/json';
import type { Message } from '../../../../portable/shapes';
import { readMessage } from '../../messageShapes';

/** The parts of WAHA's deliveries that the readers of its payloads need. */
export interface Posted {
	readonly session: string;
	/** WAHA's own name for the event. */
	readonly gatewayEvent: string;
	/** The account's own ids, the one by phone number first; absent while the session is not linked. */
	readonly me?: readonly string[];
	readonly payload: JsonObject;
}

/** Reads the payload of one kind of event; null if it is not of that kind. */
export type EventReader = (posted: Posted) => readonly EventFacts[] | null;

export function postedIn(body: JsonObject): Posted {
	const me = [textAt(body, 'me', 'id'), textAt(body, 'me', 'lid')]
		.map(portableId)
		.filter((id) => id !== null);
	return {
		session: textAt(body, 'session') ?? '',
		gatewayEvent: textAt(body, 'event') ?? '',
		...(me.length === 0 ? {} : { me }),
		payload: objectAt(body, 'payload'),
	};
}

/** The message in an event; null if it names no chat. */
export function readIn({ session, me }: Posted, raw: Json): Message | null {
	const read = readMessage(raw, me === undefined ? { session } : { session, me });
	return read.chatId === '' ? null : read;
}
