import type { Participant } from '../../portable/shapes';
import { groupId, limit, participants, session } from '../fields';
import { command, many, operation } from '../operation';
import type { ParticipantsChange } from './answers';

export const memberOperations = {
	getParticipants: operation({
		name: 'Get Participants',
		action: 'Get participants of a group',
		description: 'List the members of a group and who of them is an admin',
		fields: { session, groupId, limit },
		returns: many<Participant>(),
	}),
	addParticipants: operation({
		name: 'Add Participants',
		action: 'Add participants to a group',
		description: 'Add people to a group; "failed" names those who were not added',
		fields: { session, groupId, participants },
		returns: command<ParticipantsChange>(),
	}),
	removeParticipants: operation({
		name: 'Remove Participants',
		action: 'Remove participants from a group',
		description: 'Remove people from a group; "failed" names those who were not removed',
		fields: { session, groupId, participants },
		returns: command<ParticipantsChange>(),
		destructive: true,
	}),
	promoteParticipants: operation({
		name: 'Promote Participants',
		action: 'Promote participants of a group',
		description: 'Make members of a group its admins',
		fields: { session, groupId, participants },
		returns: command<ParticipantsChange>(),
	}),
	demoteParticipants: operation({
		name: 'Demote Participants',
		action: 'Demote admins of a group',
		description: 'Make admins of a group ordinary members again',
		fields: { session, groupId, participants },
		returns: command<ParticipantsChange>(),
	}),
};
