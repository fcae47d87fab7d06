import type { WahaCall, WahaContext } from './context';
import { sessionRouter } from './guard';
import { fromChatId } from './ids';
import { pictureUrl } from './media';
import type { WahaRouter } from './router';

/** Deleting and clearing chats, and their pictures. WEBJS, which has the first two, answers a plain `true`. */
export function chatActionRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const chat = '/api/:session/chats/:chatId';
	const idIn = (call: WahaCall): string => fromChatId(call.params.chatId, waha.version.is2024);
	guarded('DELETE', chat, (call, session) => {
		session.chats.remove(idIn(call));
		return true;
	});
	guarded('DELETE', `${chat}/messages`, (call, session) => {
		session.chats.clear(idIn(call));
		return true;
	});
	guarded('GET', `${chat}/picture`, (call, session) => ({
		url: pictureUrl(idIn(call), session.name, call, waha),
	}));
}
