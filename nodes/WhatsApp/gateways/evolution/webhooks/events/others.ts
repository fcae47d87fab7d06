import { senderOf } from '../../../../engines/content';
import { readGroup } from '../../../../engines/groups';
import type { EventFacts } from '../../../../portable/events';
import { isGroupId, portableId } from '../../../../portable/ids';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../../../portable/json';
import type { SessionStatus } from '../../../../portable/shapes';
import { timeAt } from '../../../../portable/time';
import { hasJustEnded, personOf, personsIn, presenceNamed } from '../../../shared/received';
import { statusOf } from '../../instances';
import { eachOf, type EventReader } from './posted';

/** WhatsApp's reason for a connection that ended because the phone was unlinked. */
const UNLINKED = '401';

const statusReport = (status: SessionStatus): EventFacts[] => [
	{ event: 'sessionStatus', chatId: null, timestamp: null, status, previous: null },
];

/** It says nothing while it reconnects by itself (2.3.7, read in its source). */
export const connection: EventReader = ({ data }) => {
	const state = textAt(data, 'state');
	if (state === null) return null;
	const status = statusOf(state, true);
	const isUnlinked = status === 'stopped' && textAt(data, 'statusReason') === UNLINKED;
	return statusReport(isUnlinked ? 'loggedOut' : status);
};

/** Either a QR code to scan, or the word that it was shown too often. */
export const qrCode: EventReader = ({ data }) =>
	statusReport(isObject(objectAt(data).qrcode) ? 'waitingForQr' : 'failed');

export const loggedOut: EventReader = () => statusReport('loggedOut');
export const removed: EventReader = () => statusReport('stopped');

export const presence: EventReader = ({ data }) => {
	const chatId = portableId(textAt(data, 'id'));
	if (chatId === null) return null;
	return Object.entries(objectAt(data, 'presences')).map(([participant, seen]) => ({
		event: 'presence',
		chatId,
		timestamp: null,
		...personOf([participant]),
		presence: presenceNamed(textAt(seen, 'lastKnownPresence')),
		lastSeen: timeAt(seen, 'lastSeen'),
	}));
};

const CALL_STATES = new Map<string | null, Extract<EventFacts, { event: 'call' }>['state']>([
	['offer', 'ringing'],
	['ringing', 'ringing'],
	['accept', 'accepted'],
	['reject', 'rejected'],
]);

export const call: EventReader = ({ data }) =>
	eachOf(data).flatMap((one): EventFacts[] => {
		const status = textAt(one, 'status');
		const state = CALL_STATES.get(status) ?? (hasJustEnded(status) ? 'ended' : undefined);
		const caller = senderOf([textAt(one, 'from'), textAt(one, 'callerPn')]);
		const group = portableId(textAt(one, 'groupJid') ?? textAt(one, 'chatId'));
		const chatId = isGroupId(group) ? group : caller.from;
		if (chatId === null || state === undefined) return [];
		return [
			{
				event: 'call',
				chatId,
				timestamp: timeAt(one, 'date'),
				...caller,
				callId: textAt(one, 'id'),
				isGroup: booleanAt(one, 'isGroup') ?? isGroupId(chatId),
				isVideo: booleanAt(one, 'isVideo'),
				state,
			},
		];
	});

export const groupJoined: EventReader = ({ session, data }) =>
	eachOf(data).flatMap((raw): EventFacts[] => {
		const group = readGroup(raw, session);
		return isGroupId(group.chatId) ? [{ event: 'groupJoined', ...group, timestamp: null }] : [];
	});

type Participants = Extract<EventFacts, { event: 'groupParticipants' }>;

const ACTIONS = new Map<string | null, Participants['action']>([
	['add', 'added'],
	['remove', 'removed'],
	['promote', 'promoted'],
	['demote', 'demoted'],
]);

/** The people are often hidden; what the server found out about them stands beside them. */
export const groupParticipants: EventReader = ({ data }) => {
	const chatId = portableId(textAt(data, 'id'));
	const action = ACTIONS.get(textAt(data, 'action'));
	if (!isGroupId(chatId) || action === undefined) return null;
	const known = listAt(data, 'participantsData').length > 0 ? 'participantsData' : 'participants';
	const participants = personsIn(data, known);
	return [{ event: 'groupParticipants', chatId, timestamp: null, participants, action }];
};

export const label: EventReader = ({ data }) => {
	const labelId = textAt(data, 'id');
	if (labelId === null) return null;
	const color = Number(textAt(data, 'color') ?? Number.NaN);
	return [
		{
			event: 'label',
			chatId: null,
			timestamp: null,
			action: booleanAt(data, 'deleted') === true ? 'deleted' : 'saved',
			labelId,
			name: textAt(data, 'name'),
			color: Number.isInteger(color) ? color : null,
			colorHex: null,
		},
	];
};

export const chatLabel: EventReader = ({ data }) => {
	const chatId = portableId(textAt(data, 'chatId'));
	const labelId = textAt(data, 'labelId');
	const type = textAt(data, 'type');
	if (chatId === null || labelId === null || (type !== 'add' && type !== 'remove')) return null;
	return [
		{
			event: 'chatLabel',
			chatId,
			timestamp: null,
			action: type === 'add' ? 'added' : 'removed',
			labelId,
			name: null,
		},
	];
};
