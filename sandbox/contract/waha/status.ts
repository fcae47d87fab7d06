import { waha as route } from '../route';
import { bool, filled, int, str } from '../schema';
import { BY_2026, contacts, file, newMessageId as id } from './common';

const backgroundColor = str.required;
const convert = bool.since(BY_2026);
const preview = { linkPreview: bool.since(BY_2026), linkPreviewHighQuality: bool.since(BY_2026) };

export const statusRoutes = [
	route('POST', '/api/{session}/status/text', {
		body: { text: filled.required, backgroundColor, font: int.required, contacts, id, ...preview },
	}),
	route('POST', '/api/{session}/status/image', {
		body: { file: file.required, caption: str, contacts, id },
	}),
	route('POST', '/api/{session}/status/voice', {
		body: { file: file.required, backgroundColor, convert, contacts, id },
	}),
	route('POST', '/api/{session}/status/video', {
		body: { file: file.required, caption: str, convert, contacts, id },
	}),
	route('POST', '/api/{session}/status/delete', { body: { id: filled.required, contacts } }),
];
