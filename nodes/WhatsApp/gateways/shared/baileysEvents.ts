import { senderOf } from '../../engines/content';
import type { EventFacts } from '../../portable/events';
import { isGroupId, portableId } from '../../portable/ids';
import { booleanAt, objectAt, textAt, type Json } from '../../portable/json';
import { timeAt } from '../../portable/time';
import { hasJustEnded, personOf, presenceNamed } from './received';

/* Events that a gateway passes on in Baileys' form, whatever it wraps them in. */

/** What people do in a chat, one event per person; null if no chat is named. */
export function presencesIn(update: Json): EventFacts[] | null {
	const chatId = portableId(textAt(update, 'id'));
	if (chatId === null) return null;
	return Object.entries(objectAt(update, 'presences')).map(([participant, seen]) => ({
		event: 'presence',
		chatId,
		timestamp: null,
		...personOf([participant]),
		presence: presenceNamed(textAt(seen, 'lastKnownPresence')),
		lastSeen: timeAt(seen, 'lastSeen'),
	}));
}

const CALL_STATES = new Map<string | null, Extract<EventFacts, { event: 'call' }>['state']>([
	['offer', 'ringing'],
	['ringing', 'ringing'],
	['accept', 'accepted'],
	['reject', 'rejected'],
]);

/** The ids of the caller, as they occur in a call. */
export const callersIn = (call: Json): Array<string | null> => [
	textAt(call, 'from'),
	textAt(call, 'callerPn'),
];

/** A call; empty for a state that is not reported, or a call without a caller. */
export function callIn(call: Json, callers: ReadonlyArray<string | null>): EventFacts[] {
	const status = textAt(call, 'status');
	const state = CALL_STATES.get(status) ?? (hasJustEnded(status) ? 'ended' : undefined);
	const caller = senderOf(callers);
	const group = portableId(textAt(call, 'groupJid') ?? textAt(call, 'chatId'));
	const chatId = isGroupId(group) ? group : caller.from;
	if (chatId === null || state === undefined) return [];
	return [
		{
			event: 'call',
			chatId,
			timestamp: timeAt(call, 'date'),
			...caller,
			callId: textAt(call, 'id'),
			isGroup: booleanAt(call, 'isGroup') ?? isGroupId(chatId),
			isVideo: booleanAt(call, 'isVideo'),
			state,
		},
	];
}
