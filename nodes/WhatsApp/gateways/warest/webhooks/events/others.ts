import type { EventFacts } from '../../../../portable/events';
import { isGroupId, portableId } from '../../../../portable/ids';
import { listAt, objectAt, textAt } from '../../../../portable/json';
import type { SessionStatus } from '../../../../portable/shapes';
import { groupChanges } from '../../../../engines/groupChanges';
import { callersIn, callIn, presencesIn } from '../../../shared/baileysEvents';
import { personsIn } from '../../../shared/received';
import { readSession } from '../../shapes';
import { realIds } from './people';
import type { EventReader } from './posted';

/** States that WARest reports as tags instead of statuses, and `connecting`, which it reports without the account. */
const TAGS = new Map<string, SessionStatus>([
	['create', 'starting'],
	['connecting', 'starting'],
	['qr', 'waitingForQr'],
	['close', 'stopped'],
]);

export const sessionStatus: EventReader = ({ data }) => {
	const status = textAt(data, 'status') ?? textAt(data, 'tags');
	if (status === null) return null;
	return [
		{
			event: 'sessionStatus',
			chatId: null,
			timestamp: null,
			status: TAGS.get(status) ?? readSession({ status }).status,
			previous: null,
		},
	];
};

type Participants = Extract<EventFacts, { event: 'groupParticipants' }>;

const ACTIONS = new Map<string | null, Participants['action']>([
	['add', 'added'],
	['remove', 'removed'],
	['promote', 'promoted'],
	['demote', 'demoted'],
]);

/** Added people are reported again as group_join, and removed ones as group_leave, with the same data (0.3.44). */
export const groupParticipants: EventReader = ({ data }) => {
	const chatId = portableId(textAt(data, 'groupId'));
	const action = ACTIONS.get(textAt(data, 'action'));
	if (!isGroupId(chatId) || action === undefined) return null;
	const participants = personsIn(data, 'participants');
	return [{ event: 'groupParticipants', chatId, timestamp: null, participants, action }];
};

export const groupUpdated: EventReader = ({ data }) => {
	const update = objectAt(data, 'update');
	const chatId = portableId(textAt(update, 'id'));
	if (!isGroupId(chatId)) return null;
	return [{ event: 'groupUpdated', chatId, timestamp: null, changes: groupChanges(update) }];
};

export const presence: EventReader = ({ data }) => presencesIn(objectAt(data, 'presence'));

/** One event for each call. */
export const calls: EventReader = ({ data }) =>
	listAt(data, 'calls').flatMap((call) => callIn(call, realIds(callersIn(call))));
