import { waha as route } from '../route';
import { filled, str } from '../schema';
import { file } from './common';

export const profileRoutes = [
	route('GET', '/api/{session}/profile'),
	route('PUT', '/api/{session}/profile/name', { body: { name: filled.required } }),
	route('PUT', '/api/{session}/profile/status', { body: { status: str.required } }),
	route('PUT', '/api/{session}/profile/picture', { body: { file: file.required } }),
	route('DELETE', '/api/{session}/profile/picture'),
];
