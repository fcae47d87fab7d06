import { groupId, limit, participants, session } from '../fields';
import { command, many, operation } from '../operation';
import type { ActedOnGroup, ParticipantsChange } from './answers';

export type JoinRequest = ActedOnGroup & {
	participantId: string | null;
	phone: string | null;
	lid: string | null;
	/** How the person found the group, as WhatsApp's own value such as `invite_link`. */
	method: string | null;
	requestedAt: string | null;
};

export const joinRequestOperations = {
	getJoinRequests: operation({
		name: 'Get Join Requests',
		action: 'Get requests to join a group',
		description: 'List the people who wait to be let into a group',
		fields: { session, groupId, limit },
		returns: many<JoinRequest>(),
	}),
	approveJoinRequests: operation({
		name: 'Approve Join Requests',
		action: 'Approve requests to join a group',
		description: 'Let people into a group who asked to join it',
		fields: { session, groupId, participants },
		returns: command<ParticipantsChange>(),
	}),
	rejectJoinRequests: operation({
		name: 'Reject Join Requests',
		action: 'Reject requests to join a group',
		description: 'Turn down people who asked to join a group',
		fields: { session, groupId, participants },
		returns: command<ParticipantsChange>(),
	}),
};
