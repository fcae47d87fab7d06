import type { WahaEngine } from './context';

/**
 * What an engine lacks among the contract's routes (the documentation's matrix of July 2026, checked against the
 * server source for NOWEB). A screenshot is no entry: NOWEB has the route and refuses it in its own words.
 */
const LACKING: Record<Exclude<WahaEngine, 'ANY'>, ReadonlySet<string>> = {
	NOWEB: new Set([
		'GET /api/contacts/about',
		'POST /api/contacts/block',
		'POST /api/contacts/unblock',
		'DELETE /api/{session}/groups/{id}',
		'DELETE /api/{session}/chats/{chatId}',
		'DELETE /api/{session}/chats/{chatId}/messages',
	]),
	WEBJS: new Set([
		'GET /api/{session}/new-message-id',
		'GET /api/{session}/presence',
		'POST /api/{session}/channels',
		'POST /api/{session}/status/delete',
	]),
};

/** Whether the engine played lacks a route such as `DELETE /api/{session}/groups/{id}`. */
export function engineLacks(engine: WahaEngine, route: string): boolean {
	return engine !== 'ANY' && LACKING[engine].has(route);
}
