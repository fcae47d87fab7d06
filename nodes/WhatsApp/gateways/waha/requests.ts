import { formatChatId, type ChatId } from '../../portable/ids';
import type { JsonObject } from '../../portable/json';
import type { GatewayRequest } from '../../transport/request';

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

/** What leaves for one chat leaves in order. */
export const inChat = (to: ToChat, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session: to.session, chat: formatChatId(to.chatId) },
});

/** The same state whether it arrives once or twice. */
export const repeatable = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'repeatable',
});
