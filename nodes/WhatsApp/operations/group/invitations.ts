import type { Group } from '../../portable/shapes';
import { groupId, session } from '../fields';
import { command, one, operation } from '../operation';
import type { ActedOnGroup } from './answers';
import { invite } from './fields';

export type Invitation = ActedOnGroup & { inviteCode: string; inviteLink: string };

export const invitationOperations = {
	getInviteLink: operation({
		name: 'Get Invite Link',
		action: 'Get the invite link of a group',
		description: 'Get the link with which people can join a group; only admins can',
		fields: { session, groupId },
		returns: one<Invitation>(),
	}),
	resetInviteLink: operation({
		name: 'Reset Invite Link',
		action: 'Reset the invite link of a group',
		description: 'Make the invite link of a group useless and get a new one',
		fields: { session, groupId },
		returns: command<Invitation>(),
		destructive: true,
	}),
	getInviteInfo: operation({
		name: 'Get Invite Info',
		action: 'Get the group behind an invite link',
		description: 'Look at a group before joining it',
		fields: { session, invite },
		returns: one<Group>(),
	}),
	join: operation({
		name: 'Join',
		action: 'Join a group',
		description: 'Join a group with its invite link',
		fields: { session, invite },
		returns: command<{ session: string; chatId: string | null; pending: boolean | null }>(),
	}),
};
