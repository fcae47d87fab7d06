import { waha as route } from '../route';
import { int } from '../schema';

/** Release notes. */
const since = '2025.5.4';

/** Look-ups of the person behind a hidden id. */
export const lidRoutes = [
	route('GET', '/api/{session}/lids', { since, query: { limit: int, offset: int } }),
	route('GET', '/api/{session}/lids/count', { since }),
	route('GET', '/api/{session}/lids/{lid}', { since }),
	route('GET', '/api/{session}/lids/pn/{phoneNumber}', { since }),
];
