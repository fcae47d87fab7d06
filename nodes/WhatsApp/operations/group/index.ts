import type { Group } from '../../portable/shapes';
import { optionsField } from '../field';
import { choice, groupId, limit, participants, session, sortOrder, toggle } from '../fields';
import { command, many, one, operation, plainOne, resource } from '../operation';
import type { ActedOnGroup } from './answers';
import { subject } from './fields';
import { invitationOperations } from './invitations';
import { joinRequestOperations } from './joinRequests';
import { memberOperations } from './members';
import { pictureOperations } from './pictures';
import { settingOperations } from './settings';

export const groupResource = resource({
	name: 'Group',
	preset: 'getMany',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many groups',
			description: 'List the groups that the session is a member of',
			fields: {
				session,
				limit,
				options: optionsField({
					excludeParticipants: toggle({
						displayName: 'Exclude Participants',
						name: 'excludeParticipants',
						description: 'Whether to leave out the members, which makes a long list faster',
					}),
					sortBy: choice({ displayName: 'Sort By', name: 'sortBy' }, [
						{ name: 'ID', value: 'id' },
						{ name: 'Subject', value: 'subject' },
					]),
					sortOrder,
				}),
			},
			returns: many<Group>(),
		}),
		count: operation({
			name: 'Count',
			action: 'Count the groups',
			description: 'Find out in how many groups the session is',
			fields: { session },
			returns: plainOne<{ session: string; count: number | null }>(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get a group',
			description: 'Get subject, description and settings of a group',
			fields: { session, groupId },
			returns: one<Group>(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create a group',
			description:
				'Open a group with people in it. WARest leaves out those who are not on WhatsApp without a word.',
			fields: { session, subject, participants },
			returns: one<Group>(),
		}),
		...memberOperations,
		...settingOperations,
		...pictureOperations,
		...invitationOperations,
		...joinRequestOperations,
		leave: operation({
			name: 'Leave',
			action: 'Leave a group',
			description: 'Leave a group',
			fields: { session, groupId },
			returns: command<ActedOnGroup>(),
			destructive: true,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete a group',
			description: 'Delete a group for good. WARest removes every member, then leaves it.',
			fields: { session, groupId },
			returns: command<ActedOnGroup>(),
			destructive: true,
		}),
		refresh: operation({
			name: 'Refresh',
			action: 'Refresh the list of groups',
			description:
				'Have the gateway read all groups from WhatsApp again. WhatsApp slows down those who do so often.',
			fields: { session },
			returns: command<{ session: string }>(),
		}),
	},
});
