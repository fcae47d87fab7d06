import { readGroup } from '../../../../engines/groups';
import type { EventFacts } from '../../../../portable/events';
import { isGroupId, portableId } from '../../../../portable/ids';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../../../portable/json';
import type { SessionStatus } from '../../../../portable/shapes';
import { callersIn, callIn, presencesIn } from '../../../shared/baileysEvents';
import { personsIn } from '../../../shared/received';
import { statusOf } from '../../instances';
import { eachOf, type EventReader } from './posted';

/** WhatsApp's reason for a connection that ended because the phone was unlinked. */
const UNLINKED = '401';

const statusReport = (status: SessionStatus): EventFacts[] => [
	{ event: 'sessionStatus', chatId: null, timestamp: null, status, previous: null },
];

/** The server reports nothing while it reconnects by itself (2.3.7, read in its source). */
export const connection: EventReader = ({ data }) => {
	const state = textAt(data, 'state');
	if (state === null) return null;
	const status = statusOf(state, true);
	const isUnlinked = status === 'stopped' && textAt(data, 'statusReason') === UNLINKED;
	return statusReport(isUnlinked ? 'loggedOut' : status);
};

/** Either a QR code to scan, or the notice that it was shown too often. */
export const qrCode: EventReader = ({ data }) =>
	statusReport(isObject(objectAt(data).qrcode) ? 'waitingForQr' : 'failed');

export const loggedOut: EventReader = () => statusReport('loggedOut');
export const removed: EventReader = () => statusReport('stopped');

export const presence: EventReader = ({ data }) => presencesIn(data);

export const call: EventReader = ({ data }) =>
	eachOf(data).flatMap((one) => callIn(one, callersIn(one)));

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

/** The people are often hidden; what the server found out about them is in a field beside them. */
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
