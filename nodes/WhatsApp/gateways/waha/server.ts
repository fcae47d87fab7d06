import type { Dependency, Health } from '../../operations/server';
import {
	booleanAt,
	defined,
	isObject,
	numberAt,
	objectAt,
	textAt,
	type Json,
} from '../../portable/json';
import { withoutSecretSettings } from '../../portable/secrets';
import { exactTimeAt } from '../../portable/time';
import type { GatewayAnswer } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { setupCheck } from '../setup';
import { get, post } from './requests';
import { asksForKey, CLOSE_IT, wahaSurveyor } from './setup';

/** A server in bad health sends its report with a 503. A proxy's "not available" is a 503 without a report. */
const isIllReport = ({ status, body }: GatewayAnswer): boolean =>
	status === 503 && textAt(body, 'status') !== null && isObject(objectAt(body).details);

function readHealth(raw: Json): Health {
	const healthy = textAt(raw, 'status') === 'ok';
	const details = Object.entries(objectAt(raw, 'details')).map(
		([name, value]): [string, Dependency] => [
			name,
			{ healthy: textAt(value, 'status') === 'up', message: textAt(value, 'message') },
		],
	);
	return {
		healthy,
		status: healthy ? 'healthy' : 'unhealthy',
		details: Object.fromEntries(details),
	};
}

export const wahaServer: DialectOf<'server'> = {
	checkSetup: setupCheck(wahaSurveyor),
	getCpuHistory: missing('WAHA keeps no CPU history. Watch the container with a tool for that.'),
	getEnvironment: {
		build: ({ options }) => get('/api/server/environment', { all: options.all }),
		// It contains the API key in clear text, even without `all` (2024.10, observed).
		read: (raw) =>
			Object.fromEntries(
				Object.entries(withoutSecretSettings(objectAt(raw))).map(([name, value]) => [
					name,
					textAt(value),
				]),
			),
	},
	getHealth: {
		needs: { since: '2026.6.1' },
		// Before 2026.6.1 the route needs a Plus licence: without one it answers 422, which is an error.
		build: () => ({ ...get('/health'), tolerate: isIllReport }),
		read: readHealth,
	},
	getHeapSnapshot: {
		build: () => ({ ...get('/api/server/debug/heapsnapshot'), answer: 'stream' }),
		file: ({ bytes, stream }) => ({
			data: stream ?? bytes,
			fileName: 'waha.heapsnapshot',
			mimeType: 'application/octet-stream',
			about: {},
		}),
	},
	getReadiness: missing('Use Server > Get Health.'),
	getUptime: {
		build: () => get('/api/server/status'),
		read: (raw) => {
			const uptimeMs = numberAt(raw, 'uptime');
			return {
				startedAt: exactTimeAt(raw, 'startTimestamp'),
				uptimeSeconds: uptimeMs === null ? null : Math.round(uptimeMs / 1000),
				workerId: textAt(raw, 'worker', 'id'),
			};
		},
	},
	getVersion: {
		build: () => get('/api/server/version'),
		read: (raw) => ({
			gateway: 'WAHA',
			version: textAt(raw, 'version'),
			engine: textAt(raw, 'engine'),
			tier: textAt(raw, 'tier'),
			browser: textAt(raw, 'browser'),
			platform: textAt(raw, 'platform'),
		}),
	},
	ping: {
		*build() {
			yield get('/ping');
			return { apiKeyRequired: yield* asksForKey() };
		},
		read: (raw) => ({ gateway: 'WAHA', apiKeyRequired: booleanAt(raw, 'apiKeyRequired') === true }),
		hint: (raw) =>
			booleanAt(raw, 'apiKeyRequired') === true
				? null
				: `This WAHA answers without an API key: whoever reaches it can read and send messages. ${CLOSE_IT}`,
	},
	restart: missing(
		'Use Server > Stop: a WAHA that Docker restarts by itself comes back. Session > Restart restarts one session.',
	),
	scheduleRestart: missing(
		'Put Server > Stop behind a Schedule Trigger: a WAHA that Docker restarts by itself comes back.',
	),
	stop: {
		build: ({ options }) => post('/api/server/stop', defined({ force: options.force })),
		read: (raw) => ({ stopping: booleanAt(raw, 'stopping') !== false }),
	},
};
