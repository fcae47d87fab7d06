import type { Group, Participant } from '../portable/shapes';
import {
	choice,
	download,
	fileOptions,
	groupId,
	limit,
	media,
	participants,
	refresh,
	session,
	sortOrder,
	toggle,
} from './fields';
import { optionsField } from './field';
import {
	addAdminOnly,
	description,
	infoAdminOnly,
	invite,
	joinApproval,
	messagesAdminOnly,
	shareHistoryAdminOnly,
	subject,
} from './groupFields';
import { command, many, one, operation, plainOne, resource } from './operation';

export type ActedOnGroup = { session: string; chatId: string };

/** Whom a change reached and whom not; if it reached nobody, it is an error instead. */
export type ParticipantsChange = ActedOnGroup & {
	done: string[];
	failed: Array<{ participantId: string; reason: string }>;
};

export type Invitation = ActedOnGroup & { inviteCode: string; inviteLink: string };

export type JoinRequest = ActedOnGroup & {
	participantId: string | null;
	phone: string | null;
	lid: string | null;
	/** How the person found the group, as WhatsApp's own value such as `invite_link`. */
	method: string | null;
	requestedAt: string | null;
};

const members = {
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

const settings = {
	setSubject: operation({
		name: 'Set Subject',
		action: 'Set the subject of a group',
		description: 'Change the name of a group',
		fields: { session, groupId, subject },
		returns: command<ActedOnGroup & { subject: string }>(),
	}),
	setDescription: operation({
		name: 'Set Description',
		action: 'Set the description of a group',
		description: 'Change or remove the text below the name of a group',
		fields: { session, groupId, description },
		returns: command<ActedOnGroup & { description: string }>(),
	}),
	getWhoCanEdit: operation({
		name: 'Get Who Can Edit',
		action: 'Get who can edit a group',
		description: 'Find out if only admins can change subject, description and picture',
		fields: { session, groupId },
		returns: one<ActedOnGroup & { infoAdminOnly: boolean | null }>(),
	}),
	setWhoCanEdit: operation({
		name: 'Set Who Can Edit',
		action: 'Set who can edit a group',
		description: 'Choose if only admins can change subject, description and picture',
		fields: { session, groupId, infoAdminOnly },
		returns: command<ActedOnGroup & { infoAdminOnly: boolean }>(),
	}),
	getWhoCanSend: operation({
		name: 'Get Who Can Send',
		action: 'Get who can send in a group',
		description: 'Find out if only admins can send messages',
		fields: { session, groupId },
		returns: one<ActedOnGroup & { messagesAdminOnly: boolean | null }>(),
	}),
	setWhoCanSend: operation({
		name: 'Set Who Can Send',
		action: 'Set who can send in a group',
		description: 'Choose if only admins can send messages',
		fields: { session, groupId, messagesAdminOnly },
		returns: command<ActedOnGroup & { messagesAdminOnly: boolean }>(),
	}),
	getWhoCanAdd: operation({
		name: 'Get Who Can Add',
		action: 'Get who can add people to a group',
		description: 'Find out if only admins can add people',
		fields: { session, groupId },
		returns: one<ActedOnGroup & { addAdminOnly: boolean | null }>(),
	}),
	setWhoCanAdd: operation({
		name: 'Set Who Can Add',
		action: 'Set who can add people to a group',
		description: 'Choose if only admins can add people',
		fields: { session, groupId, addAdminOnly },
		returns: command<ActedOnGroup & { addAdminOnly: boolean }>(),
	}),
	getWhoCanShareHistory: operation({
		name: 'Get Who Can Share History',
		action: 'Get who can share the history of a group',
		description: 'Find out if only admins can show earlier messages to people who are new',
		fields: { session, groupId },
		returns: one<ActedOnGroup & { shareHistoryAdminOnly: boolean | null }>(),
	}),
	setWhoCanShareHistory: operation({
		name: 'Set Who Can Share History',
		action: 'Set who can share the history of a group',
		description: 'Choose if only admins can show earlier messages to people who are new',
		fields: { session, groupId, shareHistoryAdminOnly },
		returns: command<ActedOnGroup & { shareHistoryAdminOnly: boolean }>(),
	}),
	getJoinApproval: operation({
		name: 'Get Join Approval',
		action: 'Get if joining a group needs approval',
		description: 'Find out if people who join by link wait for an admin',
		fields: { session, groupId },
		returns: one<ActedOnGroup & { joinApproval: boolean | null }>(),
	}),
	setJoinApproval: operation({
		name: 'Set Join Approval',
		action: 'Set if joining a group needs approval',
		description: 'Choose if people who join by link wait for an admin',
		fields: { session, groupId, joinApproval },
		returns: command<ActedOnGroup & { joinApproval: boolean }>(),
	}),
};

const pictures = {
	getPicture: operation({
		name: 'Get Picture',
		action: 'Get the picture of a group',
		description: 'Get the address of the picture of a group, and the picture itself if wanted',
		fields: { session, groupId, download, options: optionsField({ refresh }) },
		returns: one<ActedOnGroup & { url: string | null }>(),
	}),
	setPicture: operation({
		name: 'Set Picture',
		action: 'Set the picture of a group',
		description: 'Give a group a new picture. A JPEG is best.',
		fields: { session, groupId, file: media, options: optionsField(fileOptions) },
		returns: command<ActedOnGroup>(),
	}),
	deletePicture: operation({
		name: 'Delete Picture',
		action: 'Delete the picture of a group',
		description: 'Delete the picture of a group for all its members',
		fields: { session, groupId },
		returns: command<ActedOnGroup>(),
		destructive: true,
	}),
};

const invitations = {
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

const joinRequests = {
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
		...members,
		...settings,
		...pictures,
		...invitations,
		...joinRequests,
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
