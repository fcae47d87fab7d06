import { waha as route } from '../route';
import { int } from '../schema';

/** Who is behind a hidden id. No operation needs these; whoever receives messages does. Documented by 2026.7.1. */
export const lidRoutes = [
	route('GET', '/api/{session}/lids', { query: { limit: int, offset: int } }),
	route('GET', '/api/{session}/lids/count'),
	route('GET', '/api/{session}/lids/{lid}'),
	route('GET', '/api/{session}/lids/pn/{phoneNumber}'),
];
