import { asString } from '../http/json';
import type { Presence, PresenceState, Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { notImplemented, WahaError } from './errors';
import { type SessionHandler, sessionRouter } from './guard';
import { fromChatId, toChatId } from './ids';
import type { WahaRouter } from './router';

/** Showing that the account is online or typing, and seeing it of others. */
export function presenceRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const presence = '/api/:session/presence';
	const pathId = (call: WahaCall): string => fromChatId(call.params.chatId, waha.version.is2024);
	guarded('POST', presence, show(waha), { unchecked: true });
	guarded('GET', presence, (_call, session) =>
		session.presences.watchedChats().map((chatId) => presencesOf(chatId, session)),
	);
	// Requesting a person's presence subscribes to it (server source).
	guarded('GET', `${presence}/:chatId`, (call, session) => {
		session.presences.watch(pathId(call));
		return presencesOf(pathId(call), session);
	});
	guarded('POST', `${presence}/:chatId/subscribe`, (call, session) => {
		session.presences.watch(pathId(call));
		return null;
	});
	guarded('POST', '/api/startTyping', showInChat('typing', waha));
	guarded('POST', '/api/stopTyping', showInChat('paused', waha));
}

function presencesOf(chatId: string, session: Session): object {
	return {
		id: toChatId(chatId),
		presences: session.presences.of(chatId).map(wahaPresence),
	};
}

export function wahaPresence({ personId, state, lastSeen }: Presence): object {
	return { participant: toChatId(personId), lastKnownPresence: state, lastSeen };
}

function showInChat(state: PresenceState, { version }: WahaContext): SessionHandler {
	return (call, session) => {
		session.presences.showIn(fromChatId(call.body.chatId, version.is2024), state);
		return null;
	};
}

/** The route checks its body itself, and its refusals have only a `detail` (2024.10.8, observed). */
function show(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { presence, chatId } = call.body;
		const said = String(presence);
		if (presence === 'online' || presence === 'offline') {
			if (chatId)
				throw detail(
					`'${said}' presence works on the global scope and doesn't require 'chatId' field.`,
				);
			session.presences.own = presence;
			return null;
		}
		if (!chatId) throw detail(`'${said}' presence requires 'chatId' field.`);
		const state = IN_CHAT.find((known) => known === asString(presence));
		if (!state) throw notImplemented(waha.engineName, waha.version.lackStatus);
		session.presences.showIn(fromChatId(chatId, waha.version.is2024), state);
		return null;
	};
}

const IN_CHAT: readonly PresenceState[] = ['typing', 'recording', 'paused'];

function detail(text: string): WahaError {
	return new WahaError(400, { detail: text });
}
