import type { EventFacts } from '../../../../portable/events';
import { isGroupId, portableId } from '../../../../portable/ids';
import { inviteCodeIn, inviteLink } from '../../../../portable/invite';
import { objectAt, textAt } from '../../../../portable/json';
import { timeAt } from '../../../../portable/time';
import { groupChanges } from '../../../../engines/groupChanges';
import { readGroup } from '../../../../engines/groups';
import { personOf, personsIn } from '../../../shared/received';
import type { EventReader, Posted } from './posted';

/**
 * Fields that every event of a group begins with. NOWEB and GOWS report the time in milliseconds, contrary to the
 * documentation.
 */
function groupIn({ payload }: Posted): { chatId: string; timestamp: string | null } | null {
	const chatId = portableId(textAt(payload, 'group', 'id'));
	return chatId !== null && isGroupId(chatId)
		? { chatId, timestamp: timeAt(payload, 'timestamp') }
		: null;
}

/** WAHA itself describes little of a group; `_data` of NOWEB and GOWS is the whole group. */
export const groupJoined: EventReader = (posted) => {
	const base = groupIn(posted);
	if (base === null) return null;
	const { session, payload } = posted;
	const { chatId } = base;
	const brief = readGroup(objectAt(payload, 'group'), session, { chatId });
	const whole = readGroup(objectAt(payload, '_data'), session, { chatId });
	const code = inviteCodeIn(textAt(payload, 'group', 'invite') ?? '');
	const { participants } = brief.participants.length > 0 ? brief : whole;
	return [
		{
			event: 'groupJoined',
			...whole,
			subject: brief.subject ?? whole.subject,
			description: brief.description ?? whole.description,
			participantsCount: participants.length > 0 ? participants.length : whole.participantsCount,
			inviteLink: code === null ? whole.inviteLink : inviteLink(code),
			participants,
			...base,
		},
	];
};

export const groupLeft: EventReader = (posted) => {
	const base = groupIn(posted);
	return base && [{ event: 'groupLeft', ...base, canReply: false }];
};

export const groupUpdated: EventReader = (posted) => {
	const base = groupIn(posted);
	const { payload } = posted;
	const update = { ...objectAt(payload, 'group'), ...objectAt(payload, '_data') };
	return base && [{ event: 'groupUpdated', ...base, changes: groupChanges(update) }];
};

type Participants = Extract<EventFacts, { event: 'groupParticipants' }>;

const ACTIONS = new Map<string | null, Participants['action']>([
	['join', 'added'],
	['leave', 'removed'],
	['promote', 'promoted'],
	['demote', 'demoted'],
]);

export const groupParticipants: EventReader = (posted) => {
	const base = groupIn(posted);
	const action = ACTIONS.get(textAt(posted.payload, 'type'));
	if (base === null || action === undefined) return null;
	const participants = personsIn(posted.payload, 'participants');
	return [{ event: 'groupParticipants', ...base, participants, action }];
};

export const groupJoinRequest: EventReader = (posted) => {
	const base = groupIn(posted);
	const { payload } = posted;
	const action = (['created', 'rejected', 'revoked'] as const).find(
		(known) => known === textAt(payload, 'action'),
	);
	if (base === null || action === undefined) return null;
	const person = personOf([textAt(payload, 'requesterId'), textAt(payload, 'requesterPn')]);
	const method = textAt(payload, 'requestMethod');
	return [{ event: 'groupJoinRequest', ...base, ...person, action, method }];
};
