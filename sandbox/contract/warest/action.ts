import { warest, type Method, type WarestRoute } from '../route';
import { between, filled, type Fields } from '../schema';
import { flag, inChat } from './common';

// Sends and actions for one recipient share the pause; the session is in the body, even with DELETE.
const route = (method: Method, path: string, fields: Fields = {}): WarestRoute =>
	warest(method, `/messages/${path}`, { cost: 2, cooldown: true, body: { ...inChat, ...fields } });

export const actionRoutes = [
	route('DELETE', '{messageId}/action/delete', { withMedia: flag }),
	route('POST', '{messageId}/action/edit', { message: filled.required }),
	route('POST', '{messageId}/action/mark-as-read'),
	route('POST', '{messageId}/action/reaction', { emoji: filled.required }),
	route('POST', '{messageId}/action/unreaction'),
	route('POST', '{messageId}/action/revoke', { deleteForMe: flag }),
	route('POST', '{messageId}/action/star'),
	route('POST', '{messageId}/action/unstar'),
	route('POST', 'action/archive'),
	route('POST', 'action/unarchive'),
	// Minutes, up to thirty days.
	route('POST', 'action/mute', { duration: between(1, 43200) }),
	route('POST', 'action/unmute'),
	route('DELETE', 'action/clear-all'),
];
