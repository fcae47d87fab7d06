import type { EventFacts } from '../../../../portable/events';
import { portableId } from '../../../../portable/ids';
import { textAt, type Json, type JsonObject } from '../../../../portable/json';
import type { Message } from '../../../../portable/shapes';
import { readMessage } from '../../messageShapes';

/** What the server posts, as far as the readers of its data need it. */
export interface Posted {
	readonly session: string;
	/** The server's own name of the event. */
	readonly gatewayEvent: string;
	/** The account's own id; absent while the session is not linked. */
	readonly me?: readonly string[];
	/** An object, or a list of them. */
	readonly data: Json;
}

/** Reads the data of one kind of event; null when it is none of that kind. */
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

/** A message that an event carries; null where it names no chat. */
export function readIn({ session, me }: Posted, raw: Json): Message | null {
	const read = readMessage(raw, me === undefined ? { session } : { session, me });
	return read.chatId === '' ? null : read;
}

/** One thing or several. */
export const eachOf = (data: Json): readonly Json[] => (Array.isArray(data) ? data : [data]);
