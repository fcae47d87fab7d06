import { formatChatId, type ChatId } from '../../portable/ids';
import { defined, type Json, type JsonObject } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import type { GatewayRequest, Plan } from '../../transport/request';
import { path } from '../shared/path';

/*
 * The server lays what stands in a query over what stands in the path and the body: with `instanceName` there a request for
 * one instance is answered by another one (2.3.7, observed). So nothing that is named instanceName, instanceId, number or
 * token ever goes into a query, with the one exception of the pairing code, whose route takes its number nowhere else.
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

/** A question that is asked by POST. */
export const ask = (route: string, session: string, body: JsonObject): GatewayRequest => ({
	...post(route, session, body),
	effect: 'read',
});

/** The same state whether it arrives once or twice. */
export const repeatable = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'repeatable',
});

export interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

/** What leaves for one chat leaves in order: of requests that are under way together the server sends any first. */
export const inChat = (to: ToChat, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session: to.session, chat: formatChatId(to.chatId) },
});

export function* bodyOf(request: GatewayRequest): Plan<Json> {
	return (yield request).body;
}

/** What a multipart form can carry: the server's schemas refuse a number or a switch that comes as text (2.3.7). */
const fitsForm = (body: JsonObject): boolean =>
	Object.values(body).every((value) => typeof value === 'string');

/**
 * Puts a file into a request: an address that the server fetches, a part of a form where everything else fits into one, or
 * base64 inside the JSON (without a data URI prefix, which the server refuses).
 * @param name the member of the JSON that takes address or base64
 * @param form false for a route that takes no form
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
