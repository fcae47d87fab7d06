import { byId } from '../support/sandbox';
import { byWarest, warestMessage } from './bench';
import { House, NARROW } from './several.run';

const MINUTE = 60_000;
const THEIRS = { webhookUrl: 'http://127.0.0.1:9/x?key=1', webhookSecret: 'their secret' };

let house: House;
beforeEach(async () => {
	house = await House.open();
});
afterEach(async () => await house.close());

async function activate(...ids: string[]): Promise<void> {
	for (const id of ids) await house.activate(id);
}

const ORDERS = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'];

const EVERY_ORDER = NARROW.flatMap((gateway) =>
	ORDERS.flatMap((come) => ORDERS.map((go) => [gateway, come, go] as const)),
);

test.each(EVERY_ORDER)(
	'three workflows on %s that come as %s and go as %s hear all while they are there',
	async (gateway, come, go) => {
		await house.close();
		house = await House.open(gateway);
		for (const id of come) {
			await house.activate(id);
			expect(await house.heardBy()).toEqual(house.served);
		}
		for (const id of go) {
			await house.deactivate(id);
			expect(await house.heardBy()).toEqual(house.served);
		}
		expect(await house.posts()).toBe(false);
		expect(house.logged).toEqual([]);
	},
);

test.each(NARROW)(
	'a new one on %s, just after the webhook was lost, takes all along',
	async (gateway) => {
		await house.close();
		house = await House.open(gateway);
		await activate('a', 'b');
		await house.lose();
		await house.activate('c');
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
		await house.clock.pass(2 * MINUTE);
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
		expect(house.logged.filter((line) => !/registered again/.test(line))).toEqual([]);
	},
);

describe('what WARest has', () => {
	test('is the address of the first one, which names the others, and its secret', async () => {
		await activate('a', 'b', 'c');
		const { webhookUrl, webhookSecret } = await house.hook();
		const { searchParams } = new URL(webhookUrl);
		expect(webhookUrl.split('?')[0]).toBe(house.bench('a').url);
		expect(searchParams.get('also')).toBe('/webhook/b /webhook/c');
		expect(webhookUrl).not.toContain(webhookSecret);
		for (const id of ['a', 'b', 'c'])
			expect(JSON.stringify(house.bench(id).saved)).toContain(webhookSecret);
	});

	test('stays with the first one when another one is published again', async () => {
		await activate('a', 'b');
		const stood = await house.hook();
		for (const id of ['a', 'b']) await house.bench(id).activate('update');
		expect(await house.hook()).toEqual(stood);
	});

	test('goes to one that is left, with the same secret', async () => {
		await activate('a', 'b', 'c');
		const { webhookSecret } = await house.hook();
		await house.deactivate('a');
		expect(await house.first()).toBe(house.bench('b').url);
		expect((await house.hook()).webhookSecret).toBe(webhookSecret);
	});

	test('is taken over by another workflow, though WARest still shows one that was taken away', async () => {
		await activate('a');
		await house.deactivate('a');
		await house.clock.pass(10_000);
		expect(await house.first()).toBe(house.bench('a').url);
		await activate('b');
		expect(await house.first()).toBe(house.bench('b').url);
		expect((await house.hook()).webhookUrl).not.toContain('also=');
		expect(await house.heardBy()).toEqual(['b']);
	});
});

describe('somebody else’s webhook', () => {
	test('is refused to every workflow', async () => {
		await house.hook(THEIRS);
		for (const id of ['a', 'b'])
			await expect(house.activate(id)).rejects.toThrow(/to another address already \(127/);
		expect(await house.hook()).toEqual(THEIRS);
	});

	test('of another n8n is somebody else’s, too, although it is sealed', async () => {
		await activate('a', 'b');
		const { webhookUrl, webhookSecret } = await house.hook();
		const away = webhookUrl.replace('127.0.0.1', 'localhost');
		await house.deactivate('a');
		await house.deactivate('b');
		await house.hook({ webhookUrl: away, webhookSecret });
		await expect(house.activate('c')).rejects.toThrow(/to another address already/);
	});

	test('that took the place of all stays, and each of them tells it once', async () => {
		await activate('a', 'b');
		await house.hook(THEIRS);
		await house.clock.pass(10 * MINUTE);
		expect(await house.hook()).toEqual(THEIRS);
		expect(house.logged).toHaveLength(2);
		expect(new Set(house.logged.map((line) => /now \((.*?)\)/.exec(line)?.[1]))).toEqual(
			new Set(['127.0.0.1:9']),
		);
	});

	test.each(ORDERS)('that was replaced comes back when the last one goes (%s)', async (go) => {
		await house.hook(THEIRS);
		house.bench('a', { parameters: { options: { replaceWebhook: true } } });
		await activate('a', 'b', 'c');
		const ids = await house.die();
		await house.start(ids);
		for (const id of go) await house.deactivate(id);
		expect(await house.hook()).toEqual(THEIRS);
	});
});

describe('listening in the editor', () => {
	test.each([
		['one that shares', 'b'],
		['the first one', 'a'],
		['one that is not active', 'c'],
	])('at %s hears all, and so do the active ones', async (_, id) => {
		await activate('a', 'b');
		const stood = await house.hook();
		await house.listen(id);
		expect(await house.heardBy()).toEqual(['a', 'b', `test:${id}`]);
		expect(await house.first()).toBe(house.bench('a').url);
		await house.stopListening(id);
		expect(await house.hook()).toEqual(stood);
		expect(await house.heardBy()).toEqual(['a', 'b']);
	});

	test('by two people at once, with nobody active', async () => {
		await house.listen('a');
		await house.listen('b');
		expect(await house.heardBy()).toEqual(['test:a', 'test:b']);
		await house.stopListening('a');
		expect(await house.heardBy()).toEqual(['test:b']);
		await house.stopListening('b');
		expect(house.written).toBe('');
	});

	test('makes room for a workflow that is activated meanwhile', async () => {
		await house.listen('a');
		await activate('b');
		expect(await house.first()).toBe(house.bench('b').url);
		expect(await house.heardBy()).toEqual(['b', 'test:a']);
		await house.stopListening('a');
		expect(await house.heardBy()).toEqual(['b']);
	});

	test('that ended with n8n is forgotten in a quarter of an hour, and harms nobody until then', async () => {
		await activate('a', 'b');
		await house.listen('c');
		await house.start(await house.die());
		expect((await house.hook()).webhookUrl).toContain('/webhook-test/c');
		expect(await house.heardBy()).toEqual(['a', 'b']);
		await house.clock.pass(15 * MINUTE);
		expect((await house.hook()).webhookUrl).not.toContain('/webhook-test/c');
		expect(await house.heardBy()).toEqual(['a', 'b']);
		expect(house.logged).toEqual([]);
	});
});

describe('a workflow that is deactivated at the moment at which listening ends', () => {
	test.each([
		[
			'before',
			async (): Promise<unknown> => [await house.deactivate('a'), await house.stopListening('a')],
		],
		[
			'after',
			async (): Promise<unknown> => [await house.stopListening('a'), await house.deactivate('a')],
		],
		[
			'while',
			async (): Promise<unknown> =>
				await Promise.all([house.stopListening('a'), house.deactivate('a')]),
		],
		[
			'while, first,',
			async (): Promise<unknown> =>
				await Promise.all([house.deactivate('a'), house.stopListening('a')]),
		],
	])('leaves nothing at WARest (%s)', async (_, end) => {
		await activate('a');
		await house.listen('a');
		await end();
		await house.clock.pass(2 * MINUTE);
		expect(house.written).toBe('');
		expect(await house.heardBy()).toEqual([]);
	});

	test('leaves the webhook to another one', async () => {
		await activate('a', 'b');
		await house.listen('a');
		await Promise.all([house.stopListening('a'), house.deactivate('a')]);
		expect((await house.hook()).webhookUrl).not.toContain('also=');
		expect(await house.heardBy()).toEqual(['b']);
	});
});

describe('a webhook that was lost', () => {
	test.each([
		[
			'taken away',
			async (): Promise<unknown> => await house.hook({ webhookUrl: '', webhookSecret: 'x' }),
		],
		[
			'changed by hand',
			async (): Promise<unknown> =>
				await house.hook({ webhookUrl: house.bench('b').url, webhookSecret: 'another' }),
		],
	])('because it was %s serves all again in about a minute', async (_, lose) => {
		await activate('a', 'b', 'c');
		await lose();
		const all = async (): Promise<boolean> => (await house.heardBy()).length === 3;
		expect(await house.clock.passUntil(all)).toBeLessThanOrEqual(2 * MINUTE);
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	});

	test('because n8n ended and its first workflow with it goes to one that is left', async () => {
		await activate('a', 'b', 'c');
		await house.die();
		await house.start(['c', 'b']);
		expect(await house.heardBy()).toEqual(['b', 'c']);
		await house.clock.pass(15 * MINUTE);
		expect((await house.hook()).webhookUrl).not.toContain('/webhook/a');
	});

	test.each(ORDERS)('does not come of a start of n8n, in any order (%s)', async (order) => {
		await activate('a', 'b', 'c');
		await house.die();
		for (const id of order) {
			await house.start([id]);
			expect(await house.heardBy()).toContain(id);
		}
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
		expect(house.logged).toEqual([]);
	});

	test('comes along when n8n moves to another address', async () => {
		await activate('a', 'b', 'c');
		const ids = await house.die();
		house.move();
		await house.start([...ids].reverse());
		expect((await house.hook()).webhookUrl).not.toContain('127.0.0.1');
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	});

	test('because the gateway was away when a workflow ended is no longer passed on to it', async () => {
		await activate('a', 'b');
		await house.sandbox.setDown('warest', true);
		await expect(house.deactivate('a')).rejects.toThrow(/cannot be reached/);
		await house.closeTrigger('a');
		await house.sandbox.setDown('warest', false);
		await house.clock.pass(2 * MINUTE);
		expect(await house.first()).toBe(house.bench('b').url);
		expect(await house.heardBy()).toEqual(['b']);
	});
});

describe('secrets', () => {
	test('of a workflow that joins give way, and the log tells it', async () => {
		house.bench('b', { parameters: { options: { secret: 'a secret of b' } } });
		await activate('a', 'b');
		expect(await house.heardBy()).toEqual(['a', 'b']);
		expect(house.logged).toEqual([expect.stringMatching(/takes their secret/)]);
		await house.deactivate('a');
		expect(await house.heardBy()).toEqual(['b']);
		await house.deactivate('b');
		await activate('b');
		expect((await house.hook()).webhookSecret).toBe('a secret of b');
		expect(await house.heardBy()).toEqual(['b']);
	});

	test('that a person changes count when the workflow has the webhook for itself', async () => {
		await activate('a');
		house.bench('a').parameters = {
			session: byId('default'),
			options: { secret: 'a secret of a' },
		};
		await house.bench('a').activate('update');
		expect((await house.hook()).webhookSecret).toBe('a secret of a');
		expect(await house.heardBy()).toEqual(['a']);
	});
});

test('credentials with different addresses of the gateway meet at one webhook', async () => {
	const { baseUrl, ...credential } = house.bench('a').credential;
	house.bench('b', {
		credential: { ...credential, baseUrl: baseUrl.replace('127.0.0.1', 'localhost') },
	});
	await Promise.all([house.activate('a'), house.activate('b'), house.activate('c')]);
	expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	await house.deactivate('a');
	expect(await house.heardBy()).toEqual(['b', 'c']);
});

describe('one that cannot take what comes', () => {
	test('has the gateway repeat, which starts the others once', async () => {
		await activate('a', 'b', 'c');
		let failures = 0;
		house.bench('b').onStore = async () => {
			await Promise.resolve();
			if (++failures === 1) throw new Error('the database is away');
		};
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
		expect(failures).toBe(2);
		expect(await house.first()).toBe(house.bench('a').url);
	});

	test('for good costs the others nothing, and its loss is in the log', async () => {
		await activate('a', 'b', 'c');
		house.broken.set('/webhook/b/webhook', 500);
		for (let i = 0; i < 10; i += 1) expect(await house.heardBy()).toEqual(['a', 'c']);
		expect(house.logged).toHaveLength(10);
		expect(house.logged[0]).toMatch(
			/pass on to \/webhook\/b\/webhook is lost there.*message default/,
		);
		house.broken.clear();
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	});

	test('because its settings are broken, although it has the webhook, costs the others nothing', async () => {
		await activate('a', 'b');
		house.bench('a').parameters = { session: byId('default'), filters: { textPattern: '(' } };
		expect(await house.heardBy()).toEqual(['b']);
		expect(house.logged).toContainEqual(expect.stringMatching(/not set up/));
		expect((await house.hook()).webhookUrl).toContain('/webhook/b');
	});
});

describe('a delivery that names others', () => {
	const post = async (query: string, secret: string): Promise<number> => {
		const before = house.came.length;
		const { headers, rawBody } = byWarest(warestMessage(), secret);
		await house.post(`/webhook/a/webhook?${query}`, headers, String(rawBody));
		return house.came.length - before - 1;
	};

	test('is passed on once, without the others', async () => {
		await activate('a', 'b', 'c');
		const { webhookUrl, webhookSecret } = await house.hook();
		expect(await post(webhookUrl.split('?')[1] ?? '', webhookSecret)).toBe(2);
		expect(
			house.receiver.received
				.slice(-2)
				.map(({ path }) => path)
				.sort(),
		).toEqual(['/webhook/b/webhook', '/webhook/c/webhook']);
	});

	test('of which the list is not sealed by us starts only the one it came to', async () => {
		await activate('a', 'b');
		const { webhookUrl, webhookSecret } = await house.hook();
		const seal = new URL(webhookUrl).searchParams.get('seal') ?? '';
		for (const query of [
			'also=/webhook/b',
			`also=/webhook/b&seal=${seal.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
			`also=/webhook/b+/webhook/c&seal=${seal}`,
			`also=//other.example/b&seal=${seal}`,
			`also=/webhook/b&also=/webhook/c&seal=${seal}`,
		])
			expect([query, await post(query, webhookSecret)]).toEqual([query, 0]);
	});

	test('and is not the gateway’s goes to nobody', async () => {
		await activate('a', 'b');
		const { webhookUrl } = await house.hook();
		expect(await post(webhookUrl.split('?')[1] ?? '', 'another secret')).toBe(0);
		expect(house.came.at(-1)?.taken.items).toBeNull();
	});

	test('reads no credential', async () => {
		await activate('a', 'b', 'c');
		const reads = (): number[] => ['a', 'b', 'c'].map((id) => house.bench(id).credentialReads);
		const before = reads();
		await house.heardBy();
		await house.heardBy();
		expect(reads()).toEqual(before);
	});
});
