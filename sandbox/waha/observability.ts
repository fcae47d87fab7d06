import type { WahaContext } from './context';
import { plusOnly } from './errors';
import type { WahaRouter } from './server';

/** What /api/server/version and every 500 tell about the server. */
export function versionInfo({ version }: WahaContext): object {
	return { version: version.name, engine: 'NOWEB', tier: version.tier, browser: version.browser };
}

/** Is the server alive, and which one is it? */
export function observabilityRoutes(route: WahaRouter, waha: WahaContext): void {
	route('GET', '/ping', () => ({ message: 'pong' }));
	route('GET', '/health', () => {
		if (waha.version.isLimited) throw plusOnly();
		return { status: 'ok', info: {}, error: {}, details: {} };
	});
	route('GET', '/api/server/version', () => versionInfo(waha));
	route('GET', '/api/version', () => versionInfo(waha));
	route('GET', '/api/server/status', () => ({
		startTimestamp: waha.startedAt,
		uptime: waha.world.clock.nowMs() - waha.startedAt,
		worker: { id: '' },
	}));
}
