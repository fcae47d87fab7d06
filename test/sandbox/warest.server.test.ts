import { refused, Warest, type WarestAnswer } from './warest.client';

let warest: Warest;
beforeEach(async () => {
	warest = await Warest.start();
});
afterEach(async () => await warest.harness.sandbox.close());

const ask = async (line: string, body?: object): Promise<WarestAnswer> =>
	await warest.ask(line, body, { admin: true });

test.each([
	['healthy', 200, true, 1000],
	['degraded', 207, true, 1004],
	['unhealthy', 503, false, 8001],
] as const)(
	'a server that is %s answers %d with a health report',
	async (health, status, ok, code) => {
		warest.harness.sandbox.warestServer.health = health;
		expect(await ask('GET /server/healthz')).toMatchObject({
			status,
			body: { status: ok, code, results: [{ status: health, services: { database: {} } }] },
		});
	},
);

test('a server that is not ready answers 503', async () => {
	expect(await ask('GET /server/ready')).toMatchObject({ body: { results: [{ ready: true }] } });
	warest.harness.sandbox.warestServer.ready = false;
	expect(await ask('GET /server/ready')).toMatchObject({
		status: 503,
		body: { code: 8001, results: [{ ready: false, dependencies: { messageQueue: true } }] },
	});
});

test.each([
	['', 200],
	['?period=7d&interval=1h', 200],
	['?period=2h', 400],
	['?interval=2m', 400],
])('cpu-history checks the query "%s"', async (query, status) => {
	const answer = await ask(`GET /server/cpu-history${query}`);
	expect(answer).toMatchObject(
		status === 200
			? { status, body: { results: [{ data: expect.any(Array), maxUsagePercent: 5 }] } }
			: refused(400, 2002),
	);
});

test.each([
	[undefined, 4_000],
	[0, 1_500],
	[10, 10_000],
	['99999', 1_800_000],
])(
	'a restart is planned after %p seconds, and a second request is ignored',
	async (delaySeconds, milliseconds) => {
		const { world, warestServer } = warest.harness.sandbox;
		world.clock.use(1_700_000_000_000);
		expect(await ask('POST /server/restart', { delaySeconds })).toMatchObject({
			status: 202,
			body: { code: 1003, results: [{ restartInitiated: true }] },
		});
		expect(warestServer.restartAt).toBe(1_700_000_000_000 + milliseconds);
		expect(await ask('POST /server/restart')).toMatchObject({
			status: 200,
			body: { code: 1005, results: [{ restartInitiated: false }] },
		});
	},
);

test('a daily restart is scheduled and canceled, and refused with an invalid time or time zone', async () => {
	warest.harness.sandbox.world.clock.use(Date.UTC(2026, 0, 1, 12, 0));
	const schedule = async (body: object) => await ask('POST /server/restart/scheduled', body);
	expect(await schedule({ schedule: '03:30', timezone: 'Europe/Berlin' })).toMatchObject({
		status: 202,
		body: {
			code: 1003,
			results: [{ scheduledRestart: '03:30', nextRestartAt: '2026-01-02T02:30:00.000Z' }],
		},
	});
	expect(await schedule({ schedule: '0' })).toMatchObject({
		status: 200,
		body: { status: true, code: 1005, results: [] },
	});
	expect(await schedule({ schedule: '25:00' })).toMatchObject(refused(400, 2002));
	expect(await schedule({ schedule: '03:30', timezone: 'Moon' })).toMatchObject(refused(400, 2002));
});
