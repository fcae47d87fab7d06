import type { Dependency, Health, HealthStatus, Readiness } from '../../operations/server';
import {
	at,
	booleanAt,
	defined,
	listAt,
	numberAt,
	objectAt,
	textAt,
	type Json,
} from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import { timeAt } from '../../portable/time';
import type { GatewayRequest } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { setupCheck } from '../setup';
import { post, read, repeatable, sessionList } from './requests';
import { versionOf, warestSurveyor } from './setup';

/**
 * A server in bad health, or not ready, answers 503 with its report (0.3.44, observed); a proxy's 503 has no report.
 */
const withReport = (request: GatewayRequest, member: string): GatewayRequest => ({
	...request,
	tolerate: ({ status, body }) => status === 503 && at(body, 'results', 0, member) !== undefined,
});

const HEALTH: Readonly<Record<string, HealthStatus>> = {
	healthy: 'healthy',
	degraded: 'degraded',
};

function readHealth(raw: Json): Health {
	const status = HEALTH[textAt(raw, 'status') ?? ''] ?? 'unhealthy';
	const details = Object.entries(objectAt(raw, 'services')).map(
		([name, value]): [string, Dependency] => [
			name,
			// Some services report just the word, others an object around it.
			{
				healthy: (textAt(value, 'status') ?? textAt(value)) === 'ok',
				message: textAt(value, 'error'),
			},
		],
	);
	return { healthy: status === 'healthy', status, details: Object.fromEntries(details) };
}

const readReadiness = (raw: Json): Readiness => ({
	ready: booleanAt(raw, 'ready') === true,
	details: Object.fromEntries(
		Object.entries(objectAt(raw, 'dependencies')).map(([name, value]): [string, Dependency] => [
			name,
			{ healthy: value === true, message: null },
		]),
	),
});

export const warestServer: DialectOf<'server'> = {
	checkSetup: setupCheck(warestSurveyor),
	getCpuHistory: {
		build: ({ options }) => read('/api/v1/server/cpu-history', { ...options }),
		read: (raw) => ({
			period: textAt(raw, 'period'),
			interval: textAt(raw, 'interval'),
			averagePercent: numberAt(raw, 'averageUsagePercent'),
			maxPercent: numberAt(raw, 'maxUsagePercent'),
			samples: listAt(raw, 'data').map((sample) => ({
				timestamp: timeAt(sample, 'timestamp'),
				usagePercent: numberAt(sample, 'usagePercent'),
			})),
		}),
	},
	getEnvironment: missing('WARest does not show its settings. Look into its .env file.'),
	getHealth: {
		build: () => withReport(read('/api/v1/server/healthz'), 'status'),
		read: readHealth,
	},
	getHeapSnapshot: missing('WARest gives no heap snapshot. Server > Get Version tells its memory.'),
	getReadiness: {
		build: () => withReport(read('/api/v1/server/ready'), 'ready'),
		read: readReadiness,
	},
	getUptime: missing('Use Server > Get Health, or Server > Get Version with Simplify off.'),
	getVersion: {
		build: () => read('/api/v1/server/info'),
		read: (raw) => ({
			gateway: 'WARest',
			version: versionOf(raw),
			engine: null,
			tier: null,
			browser: null,
			platform: textAt(raw, 'system', 'platform') ?? textAt(raw, 'host', 'platform'),
		}),
	},
	ping: {
		// The ping itself needs no key and so does not prove that the key is right; the list of sessions does.
		*build() {
			yield { ...read('/api/v1/server/ping'), cost: 0 };
			yield sessionList;
			return {};
		},
		read: () => ({ gateway: 'WARest', apiKeyRequired: true }),
	},
	restart: {
		build: ({ options }) => post('/api/v1/server/restart', defined({ ...options })),
		// A second restart while one is pending succeeds without effect (0.3.44, observed).
		read: (raw) => ({
			scheduledAt: textAt(raw, 'scheduledAt'),
			alreadyPending: booleanAt(raw, 'restartInitiated') === false,
		}),
	},
	scheduleRestart: {
		build: ({ restartTime, options }) => {
			if (restartTime === null && options.timezone !== undefined)
				throw new Refusal(
					'A schedule that is cancelled has no timezone',
					'Remove the option Timezone.',
				);
			return repeatable(
				post(
					'/api/v1/server/restart/scheduled',
					defined({ schedule: restartTime ?? '0', timezone: options.timezone }),
				),
			);
		},
		read: (raw, { restartTime }) => ({
			scheduled: restartTime !== null,
			time: textAt(raw, 'scheduledRestart') ?? restartTime,
			timezone: textAt(raw, 'timezone'),
			nextRestartAt: textAt(raw, 'nextRestartAt'),
		}),
	},
	stop: missing('WARest cannot be stopped from here. Server > Restart restarts it.'),
};
