import type { EventFacts } from '../../../../portable/events';
import { portableId } from '../../../../portable/ids';
import { textAt, type Json, type JsonObject } from '../../../../portable/json';
import type { Message } from '../../../../portable/shapes';
import { readMessage } from '../../messageShapes';

/** The parts of the server's deliveries that the readers of its data need. */
export interface Posted {
	readonly session: string;
	/** The server's own name for the event. */
	readonly gatewayEvent: string;
	/** The account's own id; absent while the session is not linked. */
	readonly me?: readonly string[];
	/** An object, or a list of them. */
	readonly data: Json;
}

/** Reads the data of one kind of event; null if it is not of that kind. */
export type EventReader = (posted: Posted) => readonly EventFacts[] | null;

export function postedIn(body: JsonObject): Posted {
	const me = portableId(textAt(body, 'sender'));
	return {
		session: textAt(body, 'instance') ?? '',
		gatewayEvent: textAt(body, 'event') ?? '',
		...(me === null ? {} : { me: [me] }),
		data: body.data ?? null,
	};
}

/** The message in an event; null if it names no chat. */
export function readIn({ session, me }: Posted, raw: Json): Message | null {
	const read = readMessage(raw, me === undefined ? { session } : { session, me });
	return read.chatId === '' ? null : read;
}

/** One entry or several, as a list. */
export const eachOf = (data: Json): readonly Json[] => (Array.isArray(data) ? data : [data]);
