import type { WarestCall, WarestContext } from './context';
import { failure, success, type WarestAnswer } from './envelopes';
import { restartRoutes } from './serverRestart';
import type { Health } from './serverState';
import type { WarestRouter } from './router';

/** The simulated release. */
const VERSION = '0.3.44';

/** Health of the server. `ping` needs no key, everything else an admin's. */
export function serverRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/server/ping', () => ping(warest));
	route('GET', '/server/info', () => info(warest));
	route('GET', '/server/healthz', () => health(warest));
	route('GET', '/server/ready', () => ready(warest));
	route('GET', '/server/cpu-history', (call) => cpuHistory(call, warest));
	restartRoutes(route, warest);
}

function ping({ world }: WarestContext): WarestAnswer {
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
}

function info({ world }: WarestContext): WarestAnswer {
	return success({
		serverName: 'WARest sandbox',
		serverVersion: VERSION,
		host: { platform: process.platform, hostname: 'sandbox' },
		process: { node: process.version, uptime: process.uptime() },
		cpu: { cores: 2, usagePercent: 5 },
		memory: { rss: process.memoryUsage().rss },
		disk: [],
		sessions: {
			total: world.sessions().length,
			open: world.sessions().filter((session) => session.status === 'working').length,
		},
	});
}

const HEALTH_ANSWERS: Record<Health, (report: object) => WarestAnswer> = {
	healthy: (report) => success(report),
	degraded: (report) => success(report, 'Some services are degraded', 1004, 207),
	unhealthy: (report) => failure('general', 503, 8001, 'Service unavailable', [report]).answer,
};

/** The report is in the body at any status (v0.3.44). */
function health({ state, world }: WarestContext): WarestAnswer {
	const ok = { status: 'ok' };
	const database = { status: state.health === 'unhealthy' ? 'error' : 'ok' };
	const ffmpeg = { status: state.health === 'healthy' ? 'ok' : 'missing' };
	const services = { database, cache: ok, storage: ok, messageQueue: ok, ffmpeg, sharp: ok };
	const timestamp = world.clock.now();
	return HEALTH_ANSWERS[state.health]({ status: state.health, services, timestamp });
}

function ready({ state }: WarestContext): WarestAnswer {
	const dependencies = {
		database: state.ready,
		cache: true,
		storage: true,
		// Always true, whatever the queue does (v0.3.44).
		messageQueue: true,
		fileSystem: true,
		ffmpeg: true,
		sharp: true,
	};
	const report = { ready: state.ready, dependencies };
	if (!state.ready) throw failure('general', 503, 8001, 'Server is not ready', [report]);
	return success(report);
}

const PERIODS: Record<string, number> = {
	'1h': 60,
	'6h': 360,
	'12h': 720,
	'24h': 1440,
	'7d': 10_080,
	'30d': 43_200,
};
const INTERVALS: Record<string, number> = { '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60 };

/** One sample per interval since the process started, because samples are kept only in memory. */
function cpuHistory({ query }: WarestCall, { world }: WarestContext): WarestAnswer {
	const period = String(query.period ?? '1h');
	const interval = String(query.interval ?? '5m');
	const span = PERIODS[period];
	const step = INTERVALS[interval];
	if (span === undefined) throw failure('general', 400, 2002, 'Invalid period');
	if (step === undefined) throw failure('general', 400, 2002, 'Invalid interval');
	const minutesUp = Math.floor(process.uptime() / 60);
	const count = Math.floor(Math.min(span, minutesUp) / step) + 1;
	const now = world.clock.now();
	const data = Array.from({ length: count }, (_, index) => ({
		timestamp: now - (count - 1 - index) * step * 60,
		usagePercent: 5,
	}));
	return success({ period, interval, data, averageUsagePercent: 5, maxUsagePercent: 5 });
}
