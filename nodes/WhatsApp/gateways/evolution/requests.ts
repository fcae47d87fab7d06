import { formatChatId, type ChatId } from '../../portable/ids';
import { defined, type Json, type JsonObject } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import type { GatewayRequest, Plan } from '../../transport/request';
import { path } from '../shared/path';

/*
 * On the server, values in the query override those in the path and the body: with `instanceName` in the query, another
 * instance answers a request (2.3.7, observed). So instanceName, instanceId, number and token never go into a query.
 * The one exception is the pairing code, whose route reads its number only there.
 */

/** A route of one instance, such as `message/sendText`. */
export const ofInstance = (route: string, session: string): string =>
	`/${route}${path`/${session}`}`;

export const get = (
	route: string,
	session: string,
	query?: GatewayRequest['query'],
): GatewayRequest => ({
	method: 'GET',
	path: ofInstance(route, session),
	effect: 'read',
	...(query === undefined ? {} : { query }),
});

export const post = (route: string, session: string, body: JsonObject): GatewayRequest => ({
	method: 'POST',
	path: ofInstance(route, session),
	body: defined(body),
});

/** A read that is sent as a POST. */
export const ask = (route: string, session: string, body: JsonObject): GatewayRequest => ({
	...post(route, session, body),
	effect: 'read',
});

/** The result is the same whether it arrives once or twice. */
export const repeatable = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'repeatable',
});

export interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

/** Requests for one chat stay in order, because the server processes simultaneous requests in any order. */
export const inChat = (to: ToChat, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session: to.session, chat: formatChatId(to.chatId) },
});

export function* bodyOf(request: GatewayRequest): Plan<Json> {
	return (yield request).body;
}

/** What a multipart form can contain: the server's schemas refuse numbers and booleans that come as text (2.3.7). */
const fitsForm = (body: JsonObject): boolean =>
	Object.values(body).every((value) => typeof value === 'string');

/**
 * Puts a file into a request: an address that the server downloads, a part of a form if everything else fits into one,
 * or base64 inside the JSON (without a data URI prefix, which the server refuses).
 * @param name the member of the JSON for the address or base64
 * @param form false for a route that accepts no form
 */
export function withFile(
	request: GatewayRequest,
	name: string,
	file: MediaInput,
	form = true,
): GatewayRequest {
	const { body = {} } = request;
	if (file.kind === 'url') return { ...request, body: { ...body, [name]: file.url } };
	if (form && fitsForm(body))
		return { ...request, upload: { as: 'multipart', file, field: 'file' } };
	return { ...request, upload: { as: 'base64', file, into: [name] } };
}
