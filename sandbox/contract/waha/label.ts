import { waha as route } from '../route';
import { filled, int, list, obj, str } from '../schema';

const label = { name: filled.required, color: int, colorHex: str };
// The complete list: omitted labels are removed from the chat.
const labels = list(obj({ id: filled.required })).required;

export const labelRoutes = [
	route('GET', '/api/{session}/labels'),
	route('POST', '/api/{session}/labels', { body: label }),
	route('PUT', '/api/{session}/labels/{labelId}', { body: label }),
	route('DELETE', '/api/{session}/labels/{labelId}'),
	route('GET', '/api/{session}/labels/{labelId}/chats'),
	route('GET', '/api/{session}/labels/chats/{chatId}'),
	route('PUT', '/api/{session}/labels/chats/{chatId}', { body: { labels } }),
];
