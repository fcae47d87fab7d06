import { senderOf } from '../../../../engines/content';
import type { EventFacts, EventFields } from '../../../../portable/events';
import { isGroupId, portableId } from '../../../../portable/ids';
import {
	at,
	booleanAt,
	isObject,
	listAt,
	numberAt,
	textAt,
	type Json,
} from '../../../../portable/json';
import type { SessionStatus } from '../../../../portable/shapes';
import { secondsAt, timeAt } from '../../../../portable/time';
import { hasJustEnded, personOf, presenceNamed } from '../../../shared/received';
import { readRestrictions } from '../../restrictions';
import { readSession } from '../../shapes';
import type { EventReader } from './posted';

const statusOf = (point: Json): SessionStatus | null =>
	textAt(point, 'status') === null ? null : readSession(point).status;

/**
 * WhatsApp's restrictions, which are beside the status since 2026.7.2, in events that report a change of them (release
 * notes).
 */
function restrictionsIn(
	payload: Json,
	session: string,
): Pick<EventFields['sessionStatus'], 'restrictions'> {
	const [timelock, capping] = ['reachoutTimelock', 'messageCapping'].map(
		(name) => at(payload, 'data', name) ?? null,
	);
	if (!isObject(timelock) && !isObject(capping)) return {};
	const raw = { timelock: timelock ?? null, capping: capping ?? null };
	const { session: _named, ...restrictions } = readRestrictions(raw, { session });
	return { restrictions };
}

export const sessionStatus: EventReader = ({ payload, session }) => {
	const status = statusOf(payload);
	if (status === null) return null;
	// The last three, each with its time; servers of 2024 have none.
	const points = [...listAt(payload, 'statuses')].sort(
		(one, other) => (secondsAt(one, 'timestamp') ?? 0) - (secondsAt(other, 'timestamp') ?? 0),
	);
	const [before = null, now = null] = points.slice(-2);
	return [
		{
			event: 'sessionStatus',
			chatId: null,
			timestamp: timeAt(now ?? before, 'timestamp'),
			status,
			previous: now === null ? null : statusOf(before),
			...restrictionsIn(payload, session),
		},
	];
};

export const presence: EventReader = ({ payload }) => {
	const chatId = portableId(textAt(payload, 'id'));
	if (chatId === null) return null;
	return listAt(payload, 'presences').map((entry) => ({
		event: 'presence',
		chatId,
		timestamp: null,
		...personOf([textAt(entry, 'participant')]),
		presence: presenceNamed(textAt(entry, 'lastKnownPresence')),
		lastSeen: timeAt(entry, 'lastSeen'),
	}));
};

type CallState = Extract<EventFacts, { event: 'call' }>['state'];

/** WAHA reports every end of a call as rejected; the engines tell whether it was (NOWEB's status, GOWS's reason). */
const stateOf = (state: CallState, data: Json | undefined): CallState =>
	state === 'rejected' && (hasJustEnded(textAt(data, 'status')) || at(data, 'Reason') !== undefined)
		? 'ended'
		: state;

export const call =
	(state: CallState): EventReader =>
	({ payload }) => {
		const data = at(payload, '_data');
		const from = textAt(payload, 'from');
		const isCreator = from !== null && portableId(textAt(data, 'CallCreator')) === portableId(from);
		const caller = senderOf([
			from,
			textAt(data, 'callerPn'),
			isCreator ? textAt(data, 'CallCreatorAlt') : null,
		]);
		const group = portableId(textAt(data, 'groupJid') ?? textAt(data, 'GroupJID'));
		const chatId = isGroupId(group) ? group : caller.from;
		if (chatId === null) return null;
		return [
			{
				event: 'call',
				chatId,
				timestamp: timeAt(payload, 'timestamp'),
				...caller,
				callId: textAt(payload, 'id'),
				isGroup: booleanAt(payload, 'isGroup') ?? isGroupId(chatId),
				isVideo: booleanAt(payload, 'isVideo'),
				state: stateOf(state, data),
			},
		];
	};

export const chatArchived: EventReader = ({ payload }) => {
	const chatId = portableId(textAt(payload, 'id'));
	const archived = booleanAt(payload, 'archived');
	if (chatId === null || archived === null) return null;
	return [{ event: 'chatArchived', chatId, timestamp: timeAt(payload, 'timestamp'), archived }];
};

export const label =
	(action: 'saved' | 'deleted'): EventReader =>
	({ payload }) => {
		const labelId = textAt(payload, 'id');
		if (labelId === null) return null;
		return [
			{
				event: 'label',
				chatId: null,
				timestamp: null,
				action,
				labelId,
				name: textAt(payload, 'name'),
				color: numberAt(payload, 'color'),
				colorHex: textAt(payload, 'colorHex'),
			},
		];
	};

export const chatLabel =
	(action: 'added' | 'removed'): EventReader =>
	({ payload }) => {
		const chatId = portableId(textAt(payload, 'chatId'));
		const labelId = textAt(payload, 'labelId');
		if (chatId === null || labelId === null) return null;
		const name = textAt(payload, 'label', 'name');
		return [{ event: 'chatLabel', chatId, timestamp: null, action, labelId, name }];
	};
