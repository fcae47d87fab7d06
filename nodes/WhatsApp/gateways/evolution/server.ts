import { booleanAt, numberAt } from '../../portable/json';
import { missing, type DialectOf } from '../gateway';
import { setupCheck } from '../setup';
import { instanceList } from './instances';
import { evolutionSurveyor } from './setup';
import { versionIn, welcome } from './version';

const CONTAINER = 'Evolution API has no such route. Do it where its container runs.';

export const evolutionServer: DialectOf<'server'> = {
	checkSetup: setupCheck(evolutionSurveyor),
	getCpuHistory: missing('Evolution API keeps no CPU history. Watch its container with a tool.'),
	getEnvironment: missing('Evolution API does not tell its settings. They stand in its .env file.'),
	getHealth: {
		build: () => welcome,
		// The server reports only its own health; every list of sessions queries its database.
		read: (raw) => {
			const healthy = numberAt(raw, 'status') === 200;
			return { healthy, status: healthy ? 'healthy' : 'unhealthy', details: {} };
		},
	},
	getHeapSnapshot: missing(CONTAINER),
	getReadiness: missing('Use Server > Check Setup, which asks for the sessions, too.'),
	getUptime: missing('Evolution API does not tell it. Watch its container with a tool.'),
	getVersion: {
		build: () => welcome,
		read: (raw) => ({
			gateway: 'Evolution API',
			version: versionIn(raw),
			engine: null,
			tier: null,
			browser: null,
			platform: null,
		}),
	},
	ping: {
		*build() {
			yield welcome;
			const { status } = yield { ...instanceList, anonymous: true, tolerate: () => true };
			return { apiKeyRequired: status === 401 || status === 403 };
		},
		read: (raw) => ({
			gateway: 'Evolution API',
			apiKeyRequired: booleanAt(raw, 'apiKeyRequired') === true,
		}),
	},
	restart: missing(CONTAINER),
	scheduleRestart: missing(CONTAINER),
	stop: missing(CONTAINER),
};
