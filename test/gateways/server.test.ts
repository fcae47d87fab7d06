import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

type Answer = ReturnType<typeof answer>;

const waha = async (operation: string, given: Answer, options: Parameters = {}): Promise<DryRun> =>
	await dryRun('waha', ['server', operation], { options }, [given]);
const warest = async (
	operation: string,
	given: Answer,
	parameters: Parameters = {},
): Promise<DryRun> => await dryRun('warest', ['server', operation], parameters, [given]);

const line = ({ requests }: DryRun): string => `${requests[0]?.method} ${requests[0]?.path}`;
const item = ({ outputs }: DryRun): unknown => outputs[0]?.json;

/** An answer in WARest's envelope. */
const enveloped = (result: JsonObject | null, status = 200, code = 1000): Answer =>
	answer(
		{ status: status < 400, code, message: 'OK', results: result === null ? [] : [result] },
		status,
	);

describe('getHealth', () => {
	const up = { status: 'up' };
	const down = { status: 'down', message: 'Could not connect' };
	const yes = { healthy: true, message: null };
	const no = { healthy: false, message: 'Could not connect' };

	test.each<[number, Json, unknown]>([
		[
			200,
			{ status: 'ok', info: { db: up }, error: {}, details: { db: up } },
			{ healthy: true, status: 'healthy', details: { db: yes } },
		],
		[
			503,
			{ status: 'error', error: { db: down }, details: { db: down, files: up } },
			{ healthy: false, status: 'unhealthy', details: { db: no, files: yes } },
		],
	])('WAHA: reads the report with status code %d', async (status, body, report) => {
		const done = await waha('getHealth', answer(body, status));
		expect(line(done)).toBe('GET /health');
		expect(item(done)).toEqual(report);
	});

	test.each([
		[200, 'healthy', true],
		[207, 'degraded', false],
		[503, 'unhealthy', false],
	])('WARest: reads the report with status code %d', async (status, word, healthy) => {
		const services = {
			database: { status: 'error', error: 'Could not connect' },
			cache: { status: 'ok' },
			messageQueue: 'ok',
		};
		const done = await warest('getHealth', enveloped({ status: word, services }, status));
		expect(line(done)).toBe('GET /api/v1/server/healthz');
		expect(item(done)).toEqual({
			healthy,
			status: word,
			details: { database: no, cache: yes, messageQueue: yes },
		});
	});

	test('a response without a report is an error', async () => {
		const old = { statusCode: 422, message: 'The feature is available only in Plus version' };
		await expect(waha('getHealth', answer(old, 422))).rejects.toThrow('without a Plus licence');
		await expect(waha('getHealth', answer({ message: 'no upstream' }, 503))).rejects.toThrow(
			'WAHA is not available',
		);
		await expect(warest('getHealth', answer({ error: 'no upstream' }, 503))).rejects.toThrow(
			'WARest is not available',
		);
		await expect(warest('getHealth', enveloped(null, 503))).rejects.toThrow('not available');
		await expect(warest('getHealth', answer({ error: 'Admin only' }, 403))).rejects.toThrow(
			'This needs an admin key of WARest',
		);
	});
});

test.each([
	[200, true],
	[503, false],
])(
	'getReadiness on WARest reads the status code %d, and fails without a report',
	async (status, ready) => {
		const dependencies = { database: ready, cache: true };
		const done = await warest('getReadiness', enveloped({ ready, dependencies }, status));
		expect(line(done)).toBe('GET /api/v1/server/ready');
		expect(item(done)).toEqual({
			ready,
			details: {
				database: { healthy: ready, message: null },
				cache: { healthy: true, message: null },
			},
		});
		await expect(warest('getReadiness', answer({ error: 'x' }, 503))).rejects.toThrow(
			'not available',
		);
	},
);

describe('getVersion', () => {
	const unknown = { engine: null, tier: null, browser: null, platform: null };

	test("reads WAHA's version", async () => {
		const about = { version: '2026.7.1', engine: 'GOWS', tier: 'CORE', browser: null };
		const done = await waha('getVersion', answer({ ...about, platform: 'linux/x86' }));
		expect(line(done)).toBe('GET /api/server/version');
		expect(item(done)).toEqual({ gateway: 'WAHA', ...about, platform: 'linux/x86' });
	});

	test.each<[JsonObject]>([
		[{ serviceVersion: '0.3.44', system: { platform: 'linux' } }],
		[{ serverVersion: '0.3.44', host: { platform: 'linux' } }],
		[
			{
				runtime: [
					{ name: 'Node.js', version: '20' },
					{ name: 'WareST API', version: '0.3.44' },
				],
				host: { platform: 'linux' },
			},
		],
	])('WARest: reads the version from %j', async (info) => {
		const done = await warest('getVersion', enveloped(info));
		expect(line(done)).toBe('GET /api/v1/server/info');
		expect(item(done)).toEqual({
			...unknown,
			gateway: 'WARest',
			version: '0.3.44',
			platform: 'linux',
		});
	});

	test("the error for a key without admin rights has a hint to use an administrator's key", async () => {
		await expect(warest('getVersion', answer({ error: 'Admin only' }, 403))).rejects.toMatchObject({
			hint: expect.stringContaining('administrator'),
		});
	});
});

describe('getEnvironment', () => {
	const variables = {
		WHATSAPP_API_KEY: 'k-secret',
		WHATSAPP_HOOK_HMAC_KEY: 'h-secret',
		WAHA_DASHBOARD_PASSWORD: 'p-secret',
		WHATSAPP_HOOK_CUSTOM_HEADERS: 'Authorization:h-secret',
		WAHA_AUTH: 'a-secret',
		SOME_TOKEN: 't-secret',
		WHATSAPP_SESSIONS_MONGO_URL: 'mongodb://waha:m-secret@mongo:27017/waha',
		WHATSAPP_HOOK_URL: 'https://n8n.example.com/hook?token=q-secret&x=1',
		WHATSAPP_DEFAULT_ENGINE: 'GOWS',
		EMPTY_KEY: '',
		PORT: 3000,
	};
	const shown = {
		WHATSAPP_API_KEY: '***',
		WHATSAPP_HOOK_HMAC_KEY: '***',
		WAHA_DASHBOARD_PASSWORD: '***',
		WHATSAPP_HOOK_CUSTOM_HEADERS: '***',
		WAHA_AUTH: '***',
		SOME_TOKEN: '***',
		WHATSAPP_SESSIONS_MONGO_URL: 'mongodb://***@mongo:27017/waha',
		WHATSAPP_HOOK_URL: 'https://n8n.example.com/hook?token=***&x=1',
		WHATSAPP_DEFAULT_ENGINE: 'GOWS',
		EMPTY_KEY: null,
		PORT: '3000',
	};

	test.each([true, false])('hides all secrets, with Simplify %s', async (simplify) => {
		const done = await dryRun(
			'waha',
			['server', 'getEnvironment'],
			{ options: { all: true } },
			[answer(variables)],
			simplify,
		);
		expect(line(done)).toBe('GET /api/server/environment');
		expect(done.requests[0]?.query).toEqual({ all: true });
		expect(item(done)).toEqual(shown);
	});

	test('leaves out the query all if the option is not set', async () => {
		const done = await waha('getEnvironment', answer({}));
		expect(done.requests[0]?.query).toEqual({ all: undefined });
	});
});

test('getUptime of WAHA reads start time and uptime in seconds', async () => {
	const body = { startTimestamp: 1_795_306_451_755, uptime: 19_779, worker: { id: '' } };
	const done = await waha('getUptime', answer(body));
	expect(line(done)).toBe('GET /api/server/status');
	expect(item(done)).toEqual({
		startedAt: '2026-11-22T00:14:11.755Z',
		uptimeSeconds: 20,
		workerId: null,
	});
});

test('getHeapSnapshot returns a file', async () => {
	const given = { ...answer(null), bytes: Buffer.from('{"snapshot":{}}') };
	const done = await waha('getHeapSnapshot', given);
	expect(line(done)).toBe('GET /api/server/debug/heapsnapshot');
	expect(done.requests[0]?.answer).toBe('stream');
	expect(item(done)).toEqual({
		fileName: 'waha.heapsnapshot',
		mimeType: 'application/octet-stream',
		sizeBytes: 15,
	});
});

test('getCpuHistory of WARest sends its options and reads the samples', async () => {
	const history = {
		period: '6h',
		interval: '1m',
		data: [{ timestamp: 1_714_551_900, usagePercent: 24.5 }],
		averageUsagePercent: 24.5,
		maxUsagePercent: 42.3,
	};
	const options = { period: '6h', interval: '1m' };
	const done = await warest('getCpuHistory', enveloped(history), { options });
	expect(line(done)).toBe('GET /api/v1/server/cpu-history');
	expect(done.requests[0]?.query).toEqual(options);
	expect(item(done)).toEqual({
		...options,
		averagePercent: 24.5,
		maxPercent: 42.3,
		samples: [{ timestamp: '2024-05-01T08:25:00.000Z', usagePercent: 24.5 }],
	});
});

describe('stop, restart and scheduleRestart', () => {
	test.each<[Parameters, unknown]>([
		[{}, {}],
		[{ force: true }, { force: true }],
	])('WAHA stops, and the request is never repeated: %j', async (options, body) => {
		const done = await waha('stop', answer({ stopping: true }, 201), options);
		expect(line(done)).toBe('POST /api/server/stop');
		expect([done.requests[0]?.body, done.requests[0]?.effect]).toEqual([body, undefined]);
		expect(item(done)).toEqual({ success: true, stopping: true });
	});

	test.each<[Parameters, number, boolean]>([
		[{}, 202, false],
		[{ delaySeconds: 60, reason: 'weekly' }, 200, true],
	])(
		'WARest restarts, and the request is never repeated: %j',
		async (options, status, alreadyPending) => {
			const scheduledAt = '2026-05-01T08:30:05.000Z';
			const result = { restartInitiated: !alreadyPending, scheduledAt };
			const done = await warest('restart', enveloped(result, status), { options });
			expect(line(done)).toBe('POST /api/v1/server/restart');
			expect([done.requests[0]?.body, done.requests[0]?.effect]).toEqual([options, undefined]);
			expect(item(done)).toEqual({ success: true, scheduledAt, alreadyPending });
		},
	);

	test.each<[Parameters, JsonObject, JsonObject | null, JsonObject]>([
		[
			{ restartTime: '3:30', options: { timezone: 'Europe/Berlin' } },
			{ schedule: '03:30', timezone: 'Europe/Berlin' },
			{
				scheduledRestart: '03:30',
				timezone: 'Europe/Berlin',
				nextRestartAt: '2026-05-02T01:30:00.000Z',
			},
			{
				scheduled: true,
				time: '03:30',
				timezone: 'Europe/Berlin',
				nextRestartAt: '2026-05-02T01:30:00.000Z',
			},
		],
		[
			{ restartSchedule: 'never' },
			{ schedule: '0' },
			null,
			{ scheduled: false, time: null, timezone: null, nextRestartAt: null },
		],
	])('WARest sets or removes a daily restart: %j', async (parameters, body, result, shown) => {
		const done = await warest('scheduleRestart', enveloped(result), parameters);
		expect(line(done)).toBe('POST /api/v1/server/restart/scheduled');
		expect([done.requests[0]?.body, done.requests[0]?.effect]).toEqual([body, 'repeatable']);
		expect(item(done)).toEqual({ success: true, ...shown });
	});

	test.each<[string, Parameters, string]>([
		['scheduleRestart', { restartTime: '24:00' }, 'no time of day'],
		['scheduleRestart', { restartTime: '' }, 'Time is empty'],
		[
			'scheduleRestart',
			{ restartSchedule: 'never', options: { timezone: 'UTC' } },
			'has no timezone',
		],
		[
			'restart',
			{ options: { delaySeconds: 1 } },
			'Delay (Seconds) must be a whole number from 2 to 1800',
		],
	])('%s refuses %j', async (operation, parameters, message) => {
		await expect(warest(operation, enveloped({}), parameters)).rejects.toThrow(message);
	});
});

test.each(['getCpuHistory', 'getReadiness', 'restart', 'scheduleRestart'])(
	'WAHA does not have %s',
	async (operation) => {
		await expect(waha(operation, answer({}))).rejects.toThrow('WAHA does not have the operation');
	},
);

test.each(['getEnvironment', 'getHeapSnapshot', 'getUptime', 'stop'])(
	'WARest does not have %s',
	async (operation) => {
		await expect(warest(operation, answer({}))).rejects.toThrow('does not have the operation');
	},
);
