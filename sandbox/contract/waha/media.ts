import { waha as route } from '../route';
import { filled } from '../schema';

const converted = { since: '2025.6.2', body: { url: filled, data: filled } };

/** One of address and base64 has to be there; the documents demand neither. Answers JSON where JSON is accepted alone. */
export const mediaRoutes = [
	route('POST', '/api/{session}/media/convert/voice', converted),
	route('POST', '/api/{session}/media/convert/video', converted),
];
