import { waha as route } from '../route';
import { bool, filled, str } from '../schema';
import { inSession, page } from './common';

const contact = { ...inSession, contactId: filled.required };

export const contactRoutes = [
	route('GET', '/api/contacts', { query: contact }),
	route('GET', '/api/contacts/all', { query: { ...inSession, ...page('id', 'name') } }),
	route('GET', '/api/contacts/check-exists', { query: { ...inSession, phone: filled.required } }),
	route('GET', '/api/contacts/about', { query: contact }),
	route('GET', '/api/contacts/profile-picture', { query: { ...contact, refresh: bool } }),
	route('PUT', '/api/{session}/contacts/{chatId}', {
		since: '2025.7.8',
		body: { firstName: filled.required, lastName: str.required },
	}),
	route('POST', '/api/contacts/block', { body: contact }),
	route('POST', '/api/contacts/unblock', { body: contact }),
];
