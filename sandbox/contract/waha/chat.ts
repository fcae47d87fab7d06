import { waha as route } from '../route';
import { bool, filled, int, list, obj, oneOfValues, str } from '../schema';
import { BY_2026, page } from './common';

const merge = bool.since(BY_2026);
const refresh = bool;

const messages = {
	limit: int.required,
	offset: int,
	sortBy: oneOfValues('timestamp', 'messageTimestamp').since(BY_2026),
	sortOrder: oneOfValues('asc', 'desc').since(BY_2026),
	downloadMedia: bool,
	merge,
	// Sent flat: the dots are part of the names.
	'filter.timestamp.gte': int,
	'filter.timestamp.lte': int,
	'filter.fromMe': bool,
	'filter.ack': oneOfValues('ERROR', 'PENDING', 'SERVER', 'DEVICE', 'READ', 'PLAYED').since(
		BY_2026,
	),
};
const edit = {
	text: filled.required,
	// Not in any API document; the server reads it as for a text (NOWEB).
	mentions: list(filled),
	linkPreview: bool.since(BY_2026),
	linkPreviewHighQuality: bool.since(BY_2026),
};
// A day, a week or thirty days: the only durations in WhatsApp.
const pin = { duration: oneOfValues(86400, 604800, 2592000).required };

export const chatRoutes = [
	route('GET', '/api/{session}/chats', {
		validated: true,
		query: { ...page('conversationTimestamp', 'id', 'name'), merge },
	}),
	route('GET', '/api/{session}/chats/overview', {
		validated: true,
		query: { limit: int, offset: int, ids: list(str).since(BY_2026), merge },
	}),
	route('POST', '/api/{session}/chats/overview', {
		since: BY_2026,
		validated: true,
		body: {
			pagination: obj({ limit: int, offset: int, merge: bool }).required,
			filter: obj({ ids: list(str) }),
		},
	}),
	route('DELETE', '/api/{session}/chats/{chatId}'),
	route('GET', '/api/{session}/chats/{chatId}/picture', { query: { refresh } }),
	route('POST', '/api/{session}/chats/{chatId}/archive'),
	route('POST', '/api/{session}/chats/{chatId}/unarchive'),
	route('POST', '/api/{session}/chats/{chatId}/unread'),
	route('GET', '/api/{session}/chats/{chatId}/messages', { validated: true, query: messages }),
	route('DELETE', '/api/{session}/chats/{chatId}/messages'),
	route('GET', '/api/{session}/chats/{chatId}/messages/{messageId}', {
		query: { downloadMedia: bool, merge },
	}),
	route('PUT', '/api/{session}/chats/{chatId}/messages/{messageId}', { body: edit }),
	route('DELETE', '/api/{session}/chats/{chatId}/messages/{messageId}'),
	route('POST', '/api/{session}/chats/{chatId}/messages/{messageId}/pin', { body: pin }),
	route('POST', '/api/{session}/chats/{chatId}/messages/{messageId}/unpin'),
];
