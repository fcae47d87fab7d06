import { waha as route } from '../route';
import { filled } from '../schema';

export const callRoutes = [
	route('POST', '/api/{session}/calls/reject', {
		since: '2025.12.1',
		body: { from: filled.required, id: filled.required },
		answer: 'empty',
	}),
];
