import { waha as route } from '../route';
import { filled, oneOfValues } from '../schema';
import { toChat } from './common';

const presence = oneOfValues('offline', 'online', 'typing', 'recording', 'paused').required;

export const presenceRoutes = [
	route('GET', '/api/{session}/presence'),
	// Online and offline belong to the session, the others need the chat (2024.10, observed: 400 with `detail`).
	route('POST', '/api/{session}/presence', { body: { presence, chatId: filled } }),
	route('GET', '/api/{session}/presence/{chatId}'),
	route('POST', '/api/{session}/presence/{chatId}/subscribe', { answer: 'empty' }),
	route('POST', '/api/startTyping', { body: toChat, answer: 'empty' }),
	route('POST', '/api/stopTyping', { body: toChat, answer: 'empty' }),
];
