import { warest as route } from '../route';
import { filled, str } from '../schema';
import { flag, groupId, groupSession, participants, picture } from './common';

const group = { ...groupSession, groupId };
const members = { ...group, participants: participants.required };
const link = { ...groupSession, inviteLink: filled.alias('link', 'code').required };
const groupName = filled.alias('name', 'subject').required;

export const groupRoutes = [
	route('GET', '/groups', { query: groupSession }),
	route('GET', '/group/info', { query: group }),
	route('GET', '/group/invite', { query: group }),
	route('POST', '/group/invite/revoke', { body: group }),
	route('POST', '/group/join-via-link', { body: link }),
	route('GET', '/group/join-via-link', { query: link }),
	route('POST', '/group/create', { body: { ...groupSession, groupName, participants } }),
	route('POST', '/group/leave', { body: group }),
	route('DELETE', '/group/delete', { body: group, merges: true }),
	route('POST', '/group/name', { body: { ...group, groupName } }),
	// A missing or empty description clears it.
	route('POST', '/group/description', {
		body: { ...group, groupDescription: str.alias('description', 'desc') },
	}),
	// If missing, the setting is switched off.
	route('POST', '/group/announcement', { body: { ...group, announcement: flag } }),
	route('POST', '/group/locked', { body: { ...group, locked: flag } }),
	route('GET', '/group/participants', { query: group }),
	route('POST', '/group/participants/add', { body: members }),
	route('DELETE', '/group/participants/remove', { body: members }),
	route('POST', '/group/participants/promote', { body: members }),
	route('POST', '/group/participants/demote', { body: members }),
	route('POST', '/group/participants/request/approve', { body: members }),
	route('POST', '/group/participants/request/reject', { body: members }),
	route('GET', '/group/participants/requests', { query: group }),
	route('GET', '/group/picture', { query: group }),
	route('POST', '/group/picture', { body: { ...group, picture } }),
	route('DELETE', '/group/picture', { body: group }),
];
