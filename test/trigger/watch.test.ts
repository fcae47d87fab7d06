import type { GatewayName } from '../../sandbox';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { Scene } from './watch.run';

const MINUTE = 60_000;
const BOTH: readonly GatewayName[] = ['waha', 'warest'];

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

describe.each(BOTH)('%s', (gateway) => {
	beforeEach(async () => await open(gateway));

	test('a lost webhook is restored unchanged within about a minute', async () => {
		const stood = await scene.config();
		await scene.set('');
		expect(await scene.isHeard()).toBe(false);
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		expect(await scene.config()).toEqual(stood);
		// WARest shows an emptied webhook again after some seconds.
		if (gateway === 'waha')
			expect(scene.bench.logged).toEqual([
				expect.stringMatching(/had lost its webhook of the session "default"/),
			]);
	});

	test('nothing is changed or logged while nothing is lost', async () => {
		const { starts, bench } = scene;
		const stood = await scene.config();
		await scene.clock.pass(30 * MINUTE);
		expect(await scene.config()).toEqual(stood);
		expect(scene.starts).toBe(starts);
		expect(bench.logged).toEqual([]);
		if (gateway === 'waha') expect(scene.writes).toHaveLength(1);
	});

	test('a gateway that is away is logged once, and gets the webhook when it is back', async () => {
		await scene.set('');
		await scene.sandbox.setDown(gateway, true);
		await scene.clock.pass(10 * MINUTE);
		expect(scene.bench.logged).toEqual([expect.stringMatching(/cannot be reached/)]);
		await scene.sandbox.setDown(gateway, false);
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		expect(scene.bench.logged).toHaveLength(gateway === 'waha' ? 2 : 1);
	});

	test('a removed session is logged once, and gets the webhook when it exists again', async () => {
		const { world } = scene.sandbox;
		const account = world.session('default').account;
		world.removeSession('default');
		await scene.clock.pass(5 * MINUTE);
		expect(scene.bench.logged).toEqual([expect.stringMatching(/"default" on .* is gone/)]);
		if (account !== null) world.addSession('default').scanQr(account);
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
	});

	test('deactivation leaves no webhook, even during a check', async () => {
		await scene.set('');
		const before = scene.sandbox.requests.length;
		// The check that finds it gone; afterwards it checks again, and then registers.
		await scene.clock.passUntil(() => scene.sandbox.requests.length > before);
		await Promise.all([scene.bench.deactivate(), close()]);
		await scene.clock.pass(5 * MINUTE);
		expect(await scene.isHeard()).toBe(false);
	});

	test.each([
		['before', async () => [await scene.bench.deactivate(), await close()]],
		['after', async () => [await close(), await scene.bench.deactivate()]],
		['while', async () => await Promise.all([scene.bench.deactivate(), close()])],
	])('no webhook is left if n8n removes it %s it closes the trigger', async (_, takeBack) => {
		await takeBack();
		await scene.clock.pass(10 * MINUTE);
		expect(await scene.isHeard()).toBe(false);
	});

	test('stopping n8n leaves the webhook in place', async () => {
		await close();
		await scene.clock.pass(10 * MINUTE);
		expect(await scene.isHeard()).toBe(true);
	});

	test('a trigger that n8n starts twice is checked once', async () => {
		const again = await scene.bench.watch();
		const before = scene.sandbox.requests.length;
		await scene.clock.pass(10 * MINUTE);
		const perLook = gateway === 'waha' ? 1 : 2;
		expect(scene.sandbox.requests.length - before).toBeLessThanOrEqual(15 * perLook);
		await scene.set('');
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
		await again();
	});

	test('an error in the code is logged once with its stack, and the checks continue', async () => {
		const look = jest.spyOn(gateways[gateway].webhooks, 'look').mockImplementation(() => {
			throw new TypeError('nothing is not a function');
		});
		await scene.clock.pass(5 * MINUTE);
		expect(look.mock.calls.length).toBeGreaterThan(3);
		look.mockRestore();
		expect(scene.bench.logged).toEqual([
			expect.stringMatching(/TypeError: nothing is not a function\n +at /),
		]);
		await scene.set('');
		expect(await scene.clock.passUntil(scene.isHeard)).toBeLessThanOrEqual(MINUTE);
	});
});
