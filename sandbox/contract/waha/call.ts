import { waha as route } from '../route';
import { filled } from '../schema';
import { BY_2026 } from './common';

export const callRoutes = [
	route('POST', '/api/{session}/calls/reject', {
		since: BY_2026,
		body: { from: filled.required, id: filled.required },
		answer: 'empty',
	}),
];
