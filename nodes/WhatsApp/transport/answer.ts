import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { parseJson, type Json } from '../portable/json';
import type { GatewayAnswer } from './request';

type Head = Pick<GatewayAnswer, 'status' | 'headers' | 'contentType'>;

/** The status line and headers of an answer. */
export function readHead({
	statusCode,
	headers,
}: Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'>): Head {
	const lowered = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	const contentType = (lowered['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	return { status: statusCode, headers: lowered, contentType };
}

/** The whole answer, with its body parsed if it is JSON. */
export const readAnswer = (head: Head, bytes: Buffer): GatewayAnswer => ({
	...head,
	body: readBody(bytes, head.contentType),
	bytes,
});

/** Recognises JSON by its content type or its first character, because proxies and old servers mislabel it. */
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
