import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { parseJson, type Json } from '../portable/json';
import type { GatewayAnswer } from './request';

/** Reads an answer as n8n's helper gives it, with its bytes as body. */
export function readAnswer({
	statusCode,
	headers,
	body,
}: Pick<IN8nHttpFullResponse, 'statusCode' | 'headers' | 'body'>): GatewayAnswer {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
	const lowered = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	const contentType = (lowered['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	return {
		status: statusCode,
		headers: lowered,
		body: readBody(bytes, contentType),
		bytes,
		contentType,
	};
}

/** JSON is recognised by its content type or its first character: proxies and old servers mislabel it. */
function readBody(bytes: Buffer, contentType: string): Json {
	const looksLikeJson =
		contentType.includes('json') ||
		((contentType === '' || contentType.startsWith('text/')) &&
			/^\s*[[{]/.test(bytes.toString('utf8', 0, 64)));
	if (!looksLikeJson || bytes.length === 0) return null;
	try {
		return parseJson(bytes.toString('utf8'));
	} catch {
		return null;
	}
}
