import { groupId, session } from '../fields';
import { command, one, operation } from '../operation';
import type { ActedOnGroup } from './answers';
import {
	addAdminOnly,
	description,
	infoAdminOnly,
	joinApproval,
	messagesAdminOnly,
	shareHistoryAdminOnly,
	subject,
} from './fields';

export const settingOperations = {
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
