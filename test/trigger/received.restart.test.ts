import { textAt } from '../../nodes/WhatsApp/portable/json';
import { Bench, byWaha, type Taken } from './bench';
import { VERSIONS } from './received.run';
import { Stage } from './stage';

const STATUS = { events: ['sessionStatus'] };

describe.each(VERSIONS)('a trigger on Session Status (WAHA %s)', (version) => {
	const waha = { ...STATUS, options: { acceptUnsigned: version === '2024.10.8' } };
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.start({
			wahaVersion: version,
			parameters: { waha, warest: STATUS },
			isStill: true,
		});
	});
	afterEach(async () => await stage.close());

	/** Does something that restarts the session, and returns the statuses that the workflow got meanwhile. */
	async function toldOf(change: () => Promise<unknown>): Promise<unknown[]> {
		await stage.begin();
		const { starts } = stage.session;
		await change();
		await stage.works();
		expect(stage.session.starts).toBe(starts + 1);
		const statuses = stage.waha.delivered.filter(({ rawBody }) =>
			String(rawBody).includes('session.status'),
		);
		expect(statuses.length).toBeGreaterThan(1);
		return stage.waha.delivered.flatMap(({ items }) => items ?? []).map(({ json }) => json.status);
	}

	test('is not started by the restart that its own registration causes', async () => {
		const { bench } = stage.waha;
		expect(
			await toldOf(async () => {
				bench.parameters = { ...bench.parameters, events: ['sessionStatus', 'message'] };
				await bench.activate('update');
			}),
		).toEqual([]);
	});

	test('is not started when another workflow adds or removes its webhook', async () => {
		const { credential, baseUrl } = stage.waha.bench;
		const other = new Bench({ credential, parameters: waha, webhookId: 'another' });
		other.baseUrl = baseUrl;
		expect(await toldOf(async () => await other.activate())).toEqual([]);
		expect(await toldOf(async () => await other.deactivate())).toEqual([]);
	});

	test('reports in the editor only changes that it did not cause itself', async () => {
		const { bench } = stage.waha;
		expect(await toldOf(async () => await bench.listen())).toEqual([]);
		stage.letTimePass();
		await stage.act('session', { do: 'unlink' });
		await stage.settled();
		const told = stage.waha.items.map((item) => textAt(item, 'status'));
		// Once from the active workflow and once from the editor, after the stop.
		expect(told.filter((status) => status === 'waitingForQr')).toHaveLength(2);
		expect(told.indexOf('stopped')).toBeLessThan(told.indexOf('waitingForQr'));
		await bench.stopListening();
	});

	test('responds to a stop only when its meaning is clear, so WAHA repeats what n8n forgot', async () => {
		await stage.begin();
		stage.session.stop();
		const under = stage.sandbox.deliveries.filter(({ gateway }) => gateway === 'waha');
		expect(under.at(-1)).toMatchObject({ event: 'session.status', status: null });
		stage.session.start();
		await stage.works();
		expect(under.at(-1)?.status).toBe(200);
	});
});

test('a connection that breaks in the second in which the session started to work is reported', async () => {
	const secret = 'a secret of mine';
	const trigger = new Bench({
		credential: { gateway: 'waha', baseUrl: 'http://127.0.0.1:9', apiKey: 'key' },
		parameters: { ...STATUS, registration: 'manual', options: { secret } },
	});
	const second = Math.floor(Date.now() / 1000) * 1000;
	const report = async (status: string, at: number): Promise<Taken> =>
		await trigger.deliver(
			byWaha(
				{
					id: `evt_${at}`,
					timestamp: second + at,
					event: 'session.status',
					session: 'default',
					payload: { name: 'default', status },
				},
				secret,
			),
		);
	expect((await report('WORKING', 100)).items).toHaveLength(1);
	expect((await report('STARTING', 50)).items).toBeNull();
	expect((await report('STARTING', 300)).items).toHaveLength(1);
	expect((await report('WORKING', 1_900)).items).toHaveLength(1);
});

test('a restriction by WhatsApp is reported even if the session status is the same', async () => {
	const secret = 'a secret of mine';
	const trigger = new Bench({
		credential: { gateway: 'waha', baseUrl: 'http://127.0.0.1:9', apiKey: 'key' },
		parameters: { ...STATUS, registration: 'manual', options: { secret } },
	});
	const now = Date.now();
	const report = async (at: number, data: object | null): Promise<Taken> =>
		await trigger.deliver(
			byWaha(
				{
					id: `evt_${at}`,
					timestamp: now + at,
					event: 'session.status',
					session: 'default',
					payload: {
						name: 'default',
						status: 'WORKING',
						statuses: [{ status: 'WORKING', timestamp: now }],
						data,
					},
				},
				secret,
			),
		);
	const lock = { reachoutTimelock: { isActive: true, timeEnforcementEnds: null } };
	expect((await report(0, null)).items).toHaveLength(1);
	expect((await report(500, lock)).items).toMatchObject([
		{ json: { status: 'working', restrictions: { canStartChats: false } } },
	]);
	expect((await report(500, lock)).items).toBeNull();
});
