import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';
import type { TestCredential } from '../support/engine';
import { byWaha, restarted, wahaMessage } from './bench';
import { firstOf, wahaHooks, warestHook } from './gateways';
import { Scene } from './watch.run';

const MINUTE = 60_000;

let scene: Scene;
let close: () => Promise<void>;
/** Another server of each gateway. */
let other: Sandbox;

const open = async (gateway: GatewayName): Promise<void> => {
	scene = await Scene.open(gateway);
	close = await scene.activate();
};
beforeEach(async () => {
	other = await startSandbox({
		apiKeys: { waha: 'other-waha-key', warest: 'other-warest-key' },
		warestLimits: { rateLimitMax: Infinity, quotaMax: Infinity },
	});
});
afterEach(async () => {
	await close();
	await scene.close();
	await other.close();
});

const credentialOf = (sandbox: Sandbox, gateway: GatewayName): TestCredential => ({
	gateway,
	baseUrl: sandbox[gateway].url,
	apiKey: sandbox[gateway].apiKey,
});

const addressesAt = async (credential: TestCredential): Promise<string[]> =>
	credential.gateway === 'waha'
		? (await wahaHooks(credential)).map(({ url }) => url)
		: [firstOf(await warestHook(credential))].filter((url) => url !== '');

const isAt = async (credential: TestCredential): Promise<boolean> =>
	(await addressesAt(credential)).includes(scene.bench.url);

const MOVES: ReadonlyArray<[GatewayName, GatewayName]> = [
	['waha', 'waha'],
	['waha', 'warest'],
	['warest', 'waha'],
	['warest', 'warest'],
];

describe.each(MOVES)('moving from %s to %s', (from, to) => {
	let [old, next]: TestCredential[] = [];
	beforeEach(async () => {
		await open(from);
		[old, next] = [credentialOf(scene.sandbox, from), credentialOf(other, to)];
	});
	afterEach(async () => {
		if (next === undefined) return;
		scene.bench.credential = next;
		await scene.bench.deactivate();
	});
	const places = (): [TestCredential, TestCredential] => {
		if (old === undefined || next === undefined) throw new Error('not open');
		return [old, next];
	};

	test('an edited credential moves the webhook, and leaves nothing behind', async () => {
		const [before, after] = places();
		scene.bench.credential = after;
		expect(await scene.clock.passUntil(async () => await isAt(after))).toBeLessThanOrEqual(
			10 * MINUTE,
		);
		expect(await scene.isHeard()).toBe(false);
		expect(JSON.stringify([scene.bench.saved, scene.bench.logged])).not.toMatch(
			new RegExp(`${before.apiKey}|${after.apiKey}`),
		);
	});

	test('a trigger that n8n removes with the new credential is removed where it was registered', async () => {
		const [before, after] = places();
		// As n8n 2.8 does when a workflow is changed through its public API.
		scene.bench.credential = after;
		await close();
		await scene.bench.deactivate();
		expect(await scene.isHeard()).toBe(false);
		await scene.bench.activate('update');
		expect(await isAt(after)).toBe(true);
		if (before.gateway === 'waha') expect(await isAt(before)).toBe(false);
		expect(scene.bench.logged).toEqual([]);
	});

	test('a move while n8n was stopped is logged, and the old gateway starts nothing', async () => {
		const [before, after] = places();
		await close();
		scene.bench.type = restarted();
		scene.bench.credential = after;
		const secret = before.gateway === 'waha' ? (await wahaHooks(before))[0]?.hmac?.key : null;
		expect(await scene.bench.activate('init')).toBe('registered');
		expect(await isAt(after)).toBe(true);
		expect(scene.bench.logged).toEqual([
			expect.stringContaining(`at ${before.baseUrl} could not be taken away`),
		]);
		if (secret === null || after.gateway !== 'waha') return;
		const posted = byWaha(wahaMessage({ text: 'from the old one' }), secret ?? '');
		expect(await scene.bench.deliver(posted)).toMatchObject({ status: 401, items: null });
	});
});

describe('on WAHA', () => {
	beforeEach(async () => await open('waha'));

	test('another address of the same server causes no restart of the session', async () => {
		const { starts, bench } = scene;
		const { port } = new URL(bench.credential.baseUrl);
		bench.credential = { ...bench.credential, baseUrl: `http://localhost:${port}` };
		await scene.clock.pass(20 * MINUTE);
		expect(scene.starts).toBe(starts);
		expect(await scene.stands()).toBe(true);
		expect(bench.logged).toEqual([]);
	});

	test('a corrected API key is used again', async () => {
		const { bench } = scene;
		const key = bench.credential.apiKey;
		bench.credential = { ...bench.credential, apiKey: 'wrong' };
		await scene.clock.pass(10 * MINUTE);
		expect(bench.logged).toEqual([expect.stringMatching(/API key/)]);
		bench.credential = { ...bench.credential, apiKey: key };
		await scene.set('');
		expect(await scene.clock.passUntil(scene.stands)).toBeLessThanOrEqual(1.5 * MINUTE);
	});

	test('an old gateway that is gone is logged, and the new one gets the webhook', async () => {
		await scene.sandbox.setDown('waha', true);
		scene.bench.credential = credentialOf(other, 'waha');
		await scene.clock.passUntil(async () => await isAt(scene.bench.credential));
		expect(scene.bench.logged).toContainEqual(
			expect.stringMatching(/could not be taken away.*cannot be reached/),
		);
		await scene.bench.deactivate();
		expect(await isAt(scene.bench.credential)).toBe(false);
	});

	test('deactivation removes the webhook even if the credential was deleted', async () => {
		await close();
		scene.bench.credential = { ...scene.bench.credential, gateway: 'none of them' };
		await scene.bench.deactivate();
		expect(await scene.isHeard()).toBe(false);
	});
});
