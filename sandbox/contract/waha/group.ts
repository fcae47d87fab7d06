import { waha as route } from '../route';
import { bool, filled, list, obj, oneOfValues, str } from '../schema';
import { BY_2026, file, page } from './common';

const participants = list(obj({ id: filled.required }), 1).required;
const adminsOnly = bool.required;
const security = '/api/{session}/groups/{id}/settings/security';
const joinRequests = '/api/{session}/groups/{id}/participants/join-requests';
const ADD_MODE = '2026.7.2';
const JOIN_REQUESTS = '2026.8.2';
const HISTORY_MODE = '2026.9';
const exclude = list(oneOfValues('participants')).since(BY_2026);

export const groupRoutes = [
	route('GET', '/api/{session}/groups', { query: { ...page('id', 'subject'), exclude } }),
	route('POST', '/api/{session}/groups', { body: { name: filled.required, participants } }),
	route('POST', '/api/{session}/groups/refresh'),
	route('GET', '/api/{session}/groups/join-info', { query: { code: filled.required } }),
	route('POST', '/api/{session}/groups/join', { body: { code: filled.required } }),
	route('GET', '/api/{session}/groups/count', { since: BY_2026 }),
	route('GET', '/api/{session}/groups/{id}'),
	route('DELETE', '/api/{session}/groups/{id}'),
	route('POST', '/api/{session}/groups/{id}/leave'),
	route('GET', '/api/{session}/groups/{id}/picture', { query: { refresh: bool } }),
	route('PUT', '/api/{session}/groups/{id}/picture', { body: { file: file.required } }),
	route('DELETE', '/api/{session}/groups/{id}/picture'),
	// An empty text removes the description; an empty subject is refused since 2026.9.
	route('PUT', '/api/{session}/groups/{id}/description', { body: { description: str.required } }),
	route('PUT', '/api/{session}/groups/{id}/subject', { body: { subject: filled.required } }),
	route('GET', `${security}/info-admin-only`),
	route('PUT', `${security}/info-admin-only`, { body: { adminsOnly } }),
	route('GET', `${security}/messages-admin-only`),
	route('PUT', `${security}/messages-admin-only`, { body: { adminsOnly } }),
	// From release notes of 2026.7.2, 2026.8.2 and 2026.9; not yet in any document.
	route('GET', `${security}/member-add-mode`, { since: ADD_MODE }),
	route('PUT', `${security}/member-add-mode`, {
		since: ADD_MODE,
		body: { membersCanAddNewMember: bool.required },
	}),
	route('GET', `${security}/member-share-history-mode`, { since: HISTORY_MODE }),
	route('PUT', `${security}/member-share-history-mode`, {
		since: HISTORY_MODE,
		body: { membersCanShareHistory: bool.required },
	}),
	route('GET', `${security}/membership-approval`, { since: JOIN_REQUESTS }),
	route('PUT', `${security}/membership-approval`, {
		since: JOIN_REQUESTS,
		body: { newMembersApprovalRequired: bool.required },
	}),
	route('GET', joinRequests, { since: JOIN_REQUESTS }),
	route('POST', `${joinRequests}/approve`, { since: JOIN_REQUESTS, body: { participants } }),
	route('POST', `${joinRequests}/reject`, { since: JOIN_REQUESTS, body: { participants } }),
	route('GET', '/api/{session}/groups/{id}/invite-code'),
	route('POST', '/api/{session}/groups/{id}/invite-code/revoke'),
	route('GET', '/api/{session}/groups/{id}/participants'),
	route('GET', '/api/{session}/groups/{id}/participants/v2', { since: '2025.11.1' }),
	route('POST', '/api/{session}/groups/{id}/participants/add', { body: { participants } }),
	route('POST', '/api/{session}/groups/{id}/participants/remove', { body: { participants } }),
	route('POST', '/api/{session}/groups/{id}/admin/promote', { body: { participants } }),
	route('POST', '/api/{session}/groups/{id}/admin/demote', { body: { participants } }),
];
