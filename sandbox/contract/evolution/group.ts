import { evolution as route } from '../route';
import { bool, filled, oneOfValues, str, text } from '../schema';
import { inGroup, participants, source } from './common';

/** The code of a link, not the link. */
const inviteCode = text({ pattern: /^[a-zA-Z0-9]{22}$/, called: 'an invite code' });

export const groupRoutes = [
	route('POST', '/group/create/{instance}', {
		success: 201,
		body: {
			subject: filled.required,
			participants: participants.required,
			description: str,
			promoteParticipants: bool,
		},
	}),
	route('GET', '/group/findGroupInfos/{instance}', { query: inGroup }),
	route('GET', '/group/fetchAllGroups/{instance}', {
		query: { getParticipants: oneOfValues('true', 'false').required },
	}),
	route('GET', '/group/participants/{instance}', { query: inGroup }),
	route('GET', '/group/inviteCode/{instance}', { query: inGroup }),
	route('POST', '/group/revokeInviteCode/{instance}', { success: 201, query: inGroup }),
	route('GET', '/group/inviteInfo/{instance}', { query: { inviteCode: inviteCode.required } }),
	// A GET with an effect.
	route('GET', '/group/acceptInviteCode/{instance}', {
		query: { inviteCode: inviteCode.required },
	}),
	route('POST', '/group/updateGroupSubject/{instance}', {
		success: 201,
		query: inGroup,
		body: { subject: filled.required },
	}),
	route('POST', '/group/updateGroupDescription/{instance}', {
		success: 201,
		query: inGroup,
		body: { description: filled.required },
	}),
	route('POST', '/group/updateGroupPicture/{instance}', {
		success: 201,
		query: inGroup,
		body: { image: source.required },
	}),
	route('POST', '/group/updateSetting/{instance}', {
		success: 201,
		query: inGroup,
		body: {
			action: oneOfValues('announcement', 'not_announcement', 'locked', 'unlocked').required,
		},
	}),
	route('POST', '/group/updateParticipant/{instance}', {
		success: 201,
		query: inGroup,
		body: {
			action: oneOfValues('add', 'remove', 'promote', 'demote').required,
			participants: participants.required,
		},
	}),
	route('DELETE', '/group/leaveGroup/{instance}', { query: inGroup }),
];
