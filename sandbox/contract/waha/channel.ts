import { waha as route } from '../route';
import { bool, filled, int, list, oneOfValues, str } from '../schema';
import { file } from './common';

// The body is not validated and no default is known to be filled in; the first page has an empty cursor.
const search = { categories: list(str).required, limit: int.required, startCursor: str.required };

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
		body: { view: filled.required, countries: list(str).required, ...search },
	}),
	route('POST', '/api/{session}/channels/search/by-text', {
		body: { text: filled.required, ...search },
	}),
	route('GET', '/api/{session}/channels/search/views'),
	route('GET', '/api/{session}/channels/search/countries'),
	route('GET', '/api/{session}/channels/search/categories'),
];
