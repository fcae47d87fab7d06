import { formatChatId, type ChatId } from '../../portable/ids';
import { type JsonObject, type Json, defined } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { entriesOf } from './shapes';
import type { MediaInput } from '../../portable/media';

export const get = (path: string, query?: GatewayRequest['query']): GatewayRequest => ({
	method: 'GET',
	path,
	effect: 'read',
	...(query === undefined ? {} : { query }),
});

export const post = (path: string, body?: JsonObject): GatewayRequest => ({
	method: 'POST',
	path,
	...(body === undefined ? {} : { body }),
});

interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

/** Requests for one chat stay in order. */
export const inChat = (to: ToChat, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session: to.session, chat: formatChatId(to.chatId) },
});

/** The result is the same whether it arrives once or twice. */
export const repeatable = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'repeatable',
});

interface Sorting<By extends string> {
	readonly sortBy?: By;
	readonly sortOrder?: 'asc' | 'desc';
}

/** In lists of contacts and groups, an order without a sort field has no effect (2026.2.1, observed). */
export const sorting = <By extends string>({
	sortBy,
	sortOrder,
}: Sorting<By>): { sortBy: By | 'id' | undefined; sortOrder: 'asc' | 'desc' | undefined } => ({
	sortBy: sortBy ?? (sortOrder === undefined ? undefined : 'id'),
	sortOrder,
});

/** The first entries of a list that WAHA always returns whole. */
export function* firstOf(request: GatewayRequest, limit: number): Plan<Json> {
	return entriesOf((yield request).body).slice(0, limit);
}

/**
 * Puts a file into the body as WAHA expects it: an address that WAHA downloads, or base64 without a data URI prefix.
 * The server decides how large it may be, so no size is refused here on a guess.
 * @param standardType the MIME type of an address whose type is not known; WAHA requires one
 */
export function withFile(
	request: GatewayRequest,
	file: MediaInput,
	standardType: string,
	name = 'file',
): GatewayRequest {
	const about = defined({
		mimetype: file.mimeType ?? standardType,
		filename: file.fileName ?? undefined,
	});
	if (file.kind === 'url')
		return { ...request, body: { ...request.body, [name]: { ...about, url: file.url } } };
	return {
		...request,
		body: { ...request.body, [name]: about },
		upload: { as: 'base64', file, into: [name, 'data'] },
	};
}
