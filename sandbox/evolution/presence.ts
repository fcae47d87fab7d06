import { asString } from '../http/json';
import type { PresenceState } from '../world';
import type { EvolutionContext } from './context';
import type { EvolutionRouter } from './router';

const STATES: Readonly<Record<string, PresenceState>> = {
	composing: 'typing',
	recording: 'recording',
	paused: 'paused',
	available: 'online',
	unavailable: 'offline',
};

/** Showing that the account is online or typing. */
export function presenceRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/instance/setPresence/{instance}', ({ body }, session) => {
		evolution.requireOpen(session);
		session.presences.own = body.presence === 'unavailable' ? 'offline' : 'online';
		return { presence: body.presence };
	});
	// It also subscribes to the presence of the recipient, and ends by itself.
	route.instance('POST', '/chat/sendPresence/{instance}', async ({ body }, session) => {
		evolution.requireOpen(session);
		const chatId = evolution.lookups.recipient(asString(body.number) ?? '', session);
		session.presences.watch(chatId);
		session.presences.showIn(chatId, STATES[asString(body.presence) ?? ''] ?? 'paused');
		await evolution.waits.pause(Number(body.delay));
		session.presences.showIn(chatId, 'paused');
		return { presence: body.presence };
	});
}
