import { waha as route } from '../route';
import { bool } from '../schema';

export const serverRoutes = [
	route('GET', '/ping'),
	route('GET', '/health'),
	route('GET', '/api/server/version'),
	route('GET', '/api/server/environment', { validated: true, query: { all: bool } }),
	route('GET', '/api/server/status'),
	route('POST', '/api/server/stop', { validated: true, body: { force: bool } }),
	route('GET', '/api/server/debug/heapsnapshot', { answer: 'binary' }),
];
