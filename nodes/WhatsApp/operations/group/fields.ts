import { parseInvite } from '../../portable/invite';
import { asText, field } from '../field';
import { requiredText, toggle } from '../fields';

/** An invitation to a group. */
export const invite = field(
	{
		displayName: 'Invite Link',
		name: 'inviteLink',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
		description: 'The link to the group, or only the code at its end',
	},
	(raw) => parseInvite(asText(raw, 'Invite Link')),
);

export const subject = requiredText({
	displayName: 'Subject',
	name: 'subject',
	placeholder: 'e.g. Order 1234',
	description: 'The name of the group',
});

/** The text below the name of a group; an empty one removes it. */
export const description = field(
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		typeOptions: { rows: 3 },
		placeholder: 'e.g. All about the delivery on Friday',
		description: 'Leave empty to remove the description',
	},
	(raw) => asText(raw, 'Description'),
);

export const infoAdminOnly = toggle(
	{
		displayName: 'Only Admins Can Edit',
		name: 'infoAdminOnly',
		description: 'Whether only admins can change subject, description and picture',
	},
	true,
);

export const addAdminOnly = toggle(
	{
		displayName: 'Only Admins Can Add',
		name: 'addAdminOnly',
		description: 'Whether only admins can add people to the group',
	},
	true,
);

export const shareHistoryAdminOnly = toggle(
	{
		displayName: 'Only Admins Can Share History',
		name: 'shareHistoryAdminOnly',
		description: 'Whether only admins can show earlier messages to people who are new',
	},
	true,
);

export const joinApproval = toggle(
	{
		displayName: 'Admins Approve Joining',
		name: 'joinApproval',
		description: 'Whether people who join by link wait until an admin lets them in',
	},
	true,
);

export const messagesAdminOnly = toggle(
	{
		displayName: 'Only Admins Can Send',
		name: 'messagesAdminOnly',
		description: 'Whether only admins can send messages',
	},
	true,
);
