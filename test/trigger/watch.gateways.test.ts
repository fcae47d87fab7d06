import axios from 'axios';
import { byId } from '../support/sandbox';
import { restarted } from './bench';
import { setWahaConfig, wahaConfig, wahaHooks } from './gateways';
import { Scene, THEIRS } from './watch.run';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let scene: Scene;
let close: () => Promise<void>;
async function open(...options: Parameters<typeof Scene.open>): Promise<void> {
	scene = await Scene.open(...options);
	close = await scene.activate();
}
afterEach(async () => {
	await close();
	await scene.close();
});

describe('WARest', () => {
	beforeEach(async () => await open('warest'));

	test('a webhook forgotten at a reconnect works again within a minute, although WARest shows it', async () => {
		const { url, apiKey } = scene.sandbox.warest;
		await axios.get(`${url}/api/v1/session/reconnect`, {
			params: { sessionId: 'default' },
			headers: { 'X-WAREST-API-KEY': apiKey },
		});
		await scene.clock.pass(5_500);
		expect(await scene.stands()).toBe(true);
		expect(await scene.isHeard()).toBe(false);
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		expect(scene.bench.logged).toEqual([]);
	});

	test.each([404, 410, 500])(
		'a webhook lost by a response of %i is restored within a minute',
		async (status) => {
			scene.receiver.answers = [status, status, status, status];
			await scene.isHeard();
			// Up to four attempts.
			await scene.clock.pass(5_000);
			expect(await scene.address()).toBeUndefined();
			expect(await scene.clock.passUntil(scene.stands)).toBeLessThanOrEqual(MINUTE);
			expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		},
	);

	test("somebody else's webhook is logged once, and stays", async () => {
		await scene.set(THEIRS);
		const theirs = await scene.config();
		await scene.clock.pass(20 * MINUTE);
		expect(await scene.config()).toEqual(theirs);
		expect(scene.bench.logged).toEqual([
			expect.stringMatching(/sends its events to another address now \(127\.0\.0\.1:9\)/),
		]);
		expect(String(scene.bench.logged)).not.toContain('key=1');
		// WARest forgets an address that does not answer.
		await scene.isHeard();
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		expect(scene.bench.logged).toHaveLength(2);
	});

	test("somebody else's webhook stays even with Replace Existing Webhook", async () => {
		scene.bench.parameters = { options: { replaceWebhook: true } };
		await scene.bench.activate('update');
		await scene.set(THEIRS);
		const theirs = await scene.config();
		await scene.clock.pass(20 * MINUTE);
		expect(await scene.config()).toEqual(theirs);
	});

	test('listening in the editor for ten minutes does not affect the active webhook', async () => {
		const stood = await scene.config();
		await scene.bench.listen();
		await scene.clock.pass(10 * MINUTE);
		expect(JSON.stringify(await scene.config())).toContain('/webhook-test/');
		expect(await scene.stands()).toBe(true);
		await scene.bench.stopListening();
		expect(await scene.config()).toEqual(stood);
		await scene.clock.pass(2 * MINUTE);
		expect(scene.bench.logged).toEqual([]);
	});

	test('a test that was not ended is removed from the webhook after more than ten minutes', async () => {
		const stood = await scene.config();
		await scene.bench.listen();
		const isCleared = async (): Promise<boolean> =>
			JSON.stringify(await scene.config()) === JSON.stringify(stood);
		expect(await scene.clock.passUntil(isCleared, MINUTE / 6)).toBeGreaterThan(10 * MINUTE);
		expect(await scene.isHeard()).toBe(true);
	});

	test("a replaced webhook is put back even if the trigger's own was lost and restored", async () => {
		await scene.bench.deactivate();
		await scene.set(THEIRS);
		const theirs = await scene.config();
		scene.bench.parameters = { options: { replaceWebhook: true } };
		await scene.bench.activate();
		await scene.set('');
		await scene.clock.passUntil(scene.stands);
		await scene.bench.deactivate();
		expect(await scene.config()).toEqual(theirs);
	});

	test('forty triggers use at most a quarter of the rate limit', async () => {
		const { world } = scene.sandbox;
		const { credential } = scene.bench;
		const ends = [];
		for (let i = 0; i < 40; i += 1) {
			world.addSession(`shop${i}`).scanQr({ phone: `4917000${1000 + i}`, lid: `9${i}`, name: 'S' });
			const parameters = { session: byId(`shop${i}`) };
			ends.push(await Scene.another(scene, { credential, parameters, webhookId: `shop ${i}` }));
		}
		await scene.clock.pass(2 * MINUTE);
		const before = scene.sandbox.requests.length;
		await scene.clock.pass(10 * MINUTE);
		expect((scene.sandbox.requests.length - before) / 10).toBeLessThanOrEqual(120 / 4);
		for (const end of ends) await end();
	});
});

describe('WAHA', () => {
	beforeEach(async () => await open('waha'));

	const others = { webhooks: [{ url: 'https://a.example/', events: ['message'] }], debug: true };

	test('a recreated container gets its webhook back, with a single restart of the session', async () => {
		const stood = await wahaConfig(scene.bench.credential);
		const { starts } = scene;
		await scene.sandbox.renewWaha();
		expect(await scene.stands()).toBe(false);
		expect(await scene.clock.passUntil(scene.stands)).toBeLessThanOrEqual(MINUTE);
		await scene.clock.pass(10 * MINUTE);
		expect(await wahaConfig(scene.bench.credential)).toEqual(stood);
		expect(scene.starts).toBe(starts + 1);
		expect(await scene.isHeard()).toBe(true);
	});

	test('the rest of the configuration stays', async () => {
		await setWahaConfig(scene.bench.credential, others);
		await scene.clock.passUntil(scene.stands);
		expect(await wahaConfig(scene.bench.credential)).toMatchObject({
			debug: true,
			webhooks: [others.webhooks[0], { url: scene.bench.url }],
		});
	});

	test.each([
		['another key', { hmac: { key: 'another' } }],
		['no events', { events: [] }],
	])("the trigger's webhook with %s is repaired", async (_, change) => {
		const { credential } = scene.bench;
		const [hook] = await wahaHooks(credential);
		await setWahaConfig(credential, { webhooks: [{ ...hook, ...change }] });
		await scene.clock.pass(MINUTE);
		expect(await wahaHooks(credential)).toEqual([hook]);
	});

	test('changes by a person are kept, without a restart of the session', async () => {
		const { credential } = scene.bench;
		const [hook] = await wahaHooks(credential);
		const tuned = { ...hook, retries: { policy: 'constant', delaySeconds: 1, attempts: 2 } };
		await setWahaConfig(credential, { webhooks: [tuned] });
		const { starts } = scene;
		await scene.clock.pass(10 * MINUTE);
		expect(await wahaHooks(credential)).toEqual([tuned]);
		expect(scene.starts).toBe(starts);
	});

	test('a webhook that is removed again and again is restored less and less often', async () => {
		const { starts } = scene;
		for (let minutes = 0; minutes < 6 * 60; minutes += 2) {
			if (await scene.stands()) await scene.sandbox.renewWaha();
			await scene.clock.pass(2 * MINUTE);
		}
		expect(scene.starts - starts).toBeLessThanOrEqual(13);
		expect(scene.bench.logged.filter((line) => line.includes('again and again'))).not.toEqual([]);
		await scene.clock.pass(2 * HOUR);
		expect(await scene.stands()).toBe(true);
	});
});

describe.each(['waha', 'warest'] as const)('after a start of n8n, on %s', (gateway) => {
	beforeEach(async () => await open(gateway));

	/** n8n stops and starts again. */
	async function restart(): Promise<void> {
		await close();
		scene.bench.type = restarted();
		await scene.bench.activate('init');
		close = await scene.bench.watch();
	}

	test('the webhook is checked as before', async () => {
		const { starts } = scene;
		await restart();
		await scene.clock.pass(5 * MINUTE);
		expect(scene.starts).toBe(starts);
		await scene.set('');
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		await scene.bench.deactivate();
		await scene.clock.pass(5 * MINUTE);
		expect(await scene.isHeard()).toBe(false);
	});

	test('a gateway that is away does not block the start, and gets its webhook later', async () => {
		await scene.set('');
		await scene.sandbox.setDown(gateway, true);
		await restart();
		expect(scene.bench.logged).toEqual([expect.stringMatching(/cannot be reached/)]);
		await scene.clock.pass(10 * MINUTE);
		expect(scene.bench.logged.length).toBeLessThanOrEqual(2);
		await scene.sandbox.setDown(gateway, false);
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		expect(await scene.isHeard()).toBe(true);
	});
});
