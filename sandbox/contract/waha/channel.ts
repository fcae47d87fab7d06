import { waha as route } from '../route';
import { bool, filled, int, list, oneOfValues, str } from '../schema';
import { file } from './common';

// Omitted fields have defaults (server source): no category, 50 channels, the first page.
const search = { categories: list(str), limit: int, startCursor: str };

export const channelRoutes = [
	route('GET', '/api/{session}/channels', {
		query: { role: oneOfValues('OWNER', 'ADMIN', 'SUBSCRIBER') },
	}),
	route('POST', '/api/{session}/channels', {
		body: { name: filled.required, description: str, picture: file },
	}),
	route('GET', '/api/{session}/channels/{id}'),
	route('DELETE', '/api/{session}/channels/{id}'),
	route('GET', '/api/{session}/channels/{id}/messages/preview', {
		query: { downloadMedia: bool.required, limit: int.required },
	}),
	route('POST', '/api/{session}/channels/{id}/follow', { answer: 'empty' }),
	route('POST', '/api/{session}/channels/{id}/unfollow', { answer: 'empty' }),
	route('POST', '/api/{session}/channels/{id}/mute', { answer: 'empty' }),
	route('POST', '/api/{session}/channels/{id}/unmute', { answer: 'empty' }),
	route('POST', '/api/{session}/channels/search/by-view', {
		validated: true,
		body: { view: filled, countries: list(str, 1), ...search },
	}),
	route('POST', '/api/{session}/channels/search/by-text', {
		validated: true,
		body: { text: filled.required, ...search },
	}),
	route('GET', '/api/{session}/channels/search/views'),
	route('GET', '/api/{session}/channels/search/countries'),
	route('GET', '/api/{session}/channels/search/categories'),
];
