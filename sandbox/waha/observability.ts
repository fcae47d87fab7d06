import { Binary } from '../http/answers';
import { firstString } from '../http/json';
import { queryBoolean, type WahaCall, type WahaContext } from './context';
import { plusOnly } from './errors';
import { validated } from './guard';
import type { WahaRouter } from './router';

/** What /api/server/version and every 500 say about the server. */
export function versionInfo({ version, engineName }: WahaContext): object {
	const newer = { platform: 'linux/x64', worker: { id: '' } };
	return {
		version: version.name,
		engine: engineName,
		tier: version.tier,
		browser: version.browser,
		...(version.is2026 ? newer : {}),
	};
}

/** Whether the server is alive, and which one it is. */
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
	route('GET', '/api/server/environment', (call) => environment(call, waha));
	route('POST', '/api/server/stop', (call) => stop(call, waha));
	route('GET', '/api/server/debug/heapsnapshot', () => heapSnapshot(waha));
}

/** WAHA's own variables, with `all` also those of the machine; the API key is in clear text (2024.10.8, observed). */
function environment(call: WahaCall, waha: WahaContext): object {
	validated('GET', '/api/server/environment', call);
	const { apiKey, engine } = waha.settings;
	const own = {
		WAHA_DEBUG_MODE: 'True',
		...(apiKey === null ? {} : { WHATSAPP_API_KEY: apiKey }),
		WHATSAPP_DEFAULT_ENGINE: engine === 'WEBJS' ? 'WEBJS' : 'NOWEB',
	};
	// Made up, so that nothing is revealed about the machine that runs the sandbox.
	const machine = { HOME: '/root', NODE_VERSION: '22.0.0', PATH: '/usr/bin:/bin', TZ: 'UTC' };
	const shown = queryBoolean(firstString(call.query.all)) ? { ...own, ...machine } : own;
	return Object.fromEntries(Object.entries(shown).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Docker would start the server again; here it does not stop. */
function stop(call: WahaCall, { world }: WahaContext): object {
	validated('POST', '/api/server/stop', call);
	world.stops.push({ gateway: 'waha', force: call.body.force === true });
	return { stopping: true };
}

/** A few bytes instead of some hundred megabytes, and with the required debug mode on. */
function heapSnapshot({ world }: WahaContext): Binary {
	const snapshot = JSON.stringify({ snapshot: { meta: {}, node_count: 0, edge_count: 0 } });
	const fileName = `${world.clock.nowMs()}.heapsnapshot`;
	return new Binary('application/octet-stream', Buffer.from(snapshot), fileName);
}
