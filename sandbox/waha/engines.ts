import type { WahaEngine } from './context';

/**
 * The contract's routes that an engine lacks (the documentation's table of July 2026, checked against the server source
 * for NOWEB). A screenshot is not listed, because NOWEB has the route and refuses it in its own words.
 */
const LACKING: Record<Exclude<WahaEngine, 'ANY'>, ReadonlySet<string>> = {
	NOWEB: new Set([
		'POST /api/sendPollVote',
		'POST /api/send/buttons/reply',
		'POST /api/{session}/events',
		'GET /api/contacts/about',
		'POST /api/contacts/block',
		'POST /api/contacts/unblock',
		'DELETE /api/{session}/groups/{id}',
		'DELETE /api/{session}/chats/{chatId}',
		'DELETE /api/{session}/chats/{chatId}/messages',
	]),
	WEBJS: new Set([
		'GET /api/{session}/new-message-id',
		'POST /api/sendList',
		'POST /api/send/link-custom-preview',
		'POST /api/{session}/events',
		'GET /api/{session}/presence',
		'POST /api/{session}/channels',
		'POST /api/{session}/status/delete',
	]),
};

/** Webhook events that an engine never sends (from the same table). */
const SILENT: Record<Exclude<WahaEngine, 'ANY'>, ReadonlySet<string>> = {
	NOWEB: new Set(['message.waiting', 'chat.archive']),
	WEBJS: new Set([
		'call.accepted',
		'label.upsert',
		'label.deleted',
		'label.chat.added',
		'label.chat.deleted',
	]),
};

export function engineSends(engine: WahaEngine, event: string): boolean {
	return engine === 'ANY' || !SILENT[engine].has(event);
}

/** Whether the simulated engine lacks a route such as `DELETE /api/{session}/groups/{id}`. */
export function engineLacks(engine: WahaEngine, route: string): boolean {
	return engine !== 'ANY' && LACKING[engine].has(route);
}
