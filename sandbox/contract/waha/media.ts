import { waha as route } from '../route';
import { filled } from '../schema';

const converted = { since: '2025.6.2', body: { url: filled, data: filled } };

/**
 * Either address or base64 is required, although the documents require neither. The answer is JSON if only JSON is
 * accepted.
 */
export const mediaRoutes = [
	route('POST', '/api/{session}/media/convert/voice', converted),
	route('POST', '/api/{session}/media/convert/video', converted),
];
