import { warest, type Method, type WarestOptions, type WarestRoute } from '../route';
import { between, bool, oneOfValues, str, text } from '../schema';
import { chatSession, flag } from './common';

const route = (method: Method, path: string, options: WarestOptions): WarestRoute =>
	warest(method, `/chats${path}`, { cost: 2, ...options });

const page = { limit: between(1, 500), offset: between(0, 1000000), search: str };
const chats = {
	...page,
	hasMedia: bool,
	sortBy: oneOfValues('lastMessage', 'name', 'id'),
	sortOrder: oneOfValues('asc', 'desc'),
};
// Observed: seconds since 1970, as documented, find nothing in a query.
const isoTime = text({ pattern: /^\d{4}-\d{2}-\d{2}(T.+)?$/, called: 'an ISO 8601 time' });
const messages = { ...page, startTime: isoTime, endTime: isoTime, mediaOnly: bool };
const pin = { ...chatSession, pin: flag.required };

export const chatRoutes = [
	route('GET', '', { query: { ...chatSession, ...chats } }),
	// Observed: read only as a real boolean, which a query cannot carry but the body of a GET can.
	route('GET', '/{chatId}/messages', {
		query: { ...chatSession, ...messages },
		body: { isFromMe: bool },
		ignored: ['query.isFromMe'],
	}),
	route('POST', '/{chatId}/pin', { body: pin }),
	route('POST', '/{chatId}/messages/{messageId}/pin', { body: pin }),
	route('POST', '/{chatId}/read', {
		body: { ...chatSession, messages: between(0, 500), days: between(0, 365) },
	}),
];
