import type { WarestContext } from './context';
import { success } from './envelopes';
import type { WarestRouter } from './server';

/** Health of the server. `ping` asks for no key, everything else for an admin's. */
export function serverRoutes(route: WarestRouter, { world }: WarestContext): void {
	route(
		'GET',
		'/server/ping',
		() => {
			const now = new Date(world.clock.nowMs());
			return success({
				ping: 'pong',
				latencyMs: 0,
				serverTime: now.toISOString(),
				serverTimeISO: now.toISOString(),
				serverTimeUTC: now.toUTCString(),
				timezone: 'UTC',
				timezoneLocale: 'UTC',
				timestamp: now.getTime(),
			});
		},
		{ isPublic: true },
	);
	route(
		'GET',
		'/server/info',
		() =>
			success({
				host: { platform: process.platform, hostname: 'sandbox' },
				process: { node: process.version, uptime: process.uptime() },
				memory: { rss: process.memoryUsage().rss },
				sessions: {
					total: world.sessions().length,
					open: world.sessions().filter((session) => session.status === 'working').length,
				},
			}),
		{ adminOnly: true },
	);
}
