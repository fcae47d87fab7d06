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
	'three workflows on %s, activated as %s and deactivated as %s, get all messages while active',
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
	'a workflow activated on %s after the webhook was lost restores it for all workflows',
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

describe('the webhook at WARest', () => {
	test('has the address of the first workflow, a list of the others, and the shared secret', async () => {
		await activate('a', 'b', 'c');
		const { webhookUrl, webhookSecret } = await house.hook();
		const { searchParams } = new URL(webhookUrl);
		expect(webhookUrl.split('?')[0]).toBe(house.bench('a').url);
		expect(searchParams.get('also')).toBe('/webhook/b /webhook/c');
		expect(webhookUrl).not.toContain(webhookSecret);
		for (const id of ['a', 'b', 'c'])
			expect(JSON.stringify(house.bench(id).saved)).toContain(webhookSecret);
	});

	test('stays with the first workflow when workflows are published again', async () => {
		await activate('a', 'b');
		const stood = await house.hook();
		for (const id of ['a', 'b']) await house.bench(id).activate('update');
		expect(await house.hook()).toEqual(stood);
	});

	test('moves to a remaining workflow, with the same secret', async () => {
		await activate('a', 'b', 'c');
		const { webhookSecret } = await house.hook();
		await house.deactivate('a');
		expect(await house.first()).toBe(house.bench('b').url);
		expect((await house.hook()).webhookSecret).toBe(webhookSecret);
	});

	test('is taken over by another workflow, even if WARest still shows a removed one', async () => {
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
	test('is an error for every workflow', async () => {
		await house.hook(THEIRS);
		for (const id of ['a', 'b'])
			await expect(house.activate(id)).rejects.toThrow(/to another address already \(127/);
		expect(await house.hook()).toEqual(THEIRS);
	});

	test('includes the webhook of another n8n, even with a seal', async () => {
		await activate('a', 'b');
		const { webhookUrl, webhookSecret } = await house.hook();
		const away = webhookUrl.replace('127.0.0.1', 'localhost');
		await house.deactivate('a');
		await house.deactivate('b');
		await house.hook({ webhookUrl: away, webhookSecret });
		await expect(house.activate('c')).rejects.toThrow(/to another address already/);
	});

	test('stays if it replaced the shared one, and each workflow logs it once', async () => {
		await activate('a', 'b');
		await house.hook(THEIRS);
		await house.clock.pass(10 * MINUTE);
		expect(await house.hook()).toEqual(THEIRS);
		expect(house.logged).toHaveLength(2);
		expect(new Set(house.logged.map((line) => /now \((.*?)\)/.exec(line)?.[1]))).toEqual(
			new Set(['127.0.0.1:9']),
		);
	});

	test.each(ORDERS)('is put back when the last workflow is deactivated (%s)', async (go) => {
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
	])('gets all messages in %s, and so do the active workflows', async (_, id) => {
		await activate('a', 'b');
		const stood = await house.hook();
		await house.listen(id);
		expect(await house.heardBy()).toEqual(['a', 'b', `test:${id}`]);
		expect(await house.first()).toBe(house.bench('a').url);
		await house.stopListening(id);
		expect(await house.hook()).toEqual(stood);
		expect(await house.heardBy()).toEqual(['a', 'b']);
	});

	test('works for two people at once without an active workflow', async () => {
		await house.listen('a');
		await house.listen('b');
		expect(await house.heardBy()).toEqual(['test:a', 'test:b']);
		await house.stopListening('a');
		expect(await house.heardBy()).toEqual(['test:b']);
		await house.stopListening('b');
		expect(house.written).toBe('');
	});

	test('hands the webhook over to a workflow that is activated meanwhile', async () => {
		await house.listen('a');
		await activate('b');
		expect(await house.first()).toBe(house.bench('b').url);
		expect(await house.heardBy()).toEqual(['b', 'test:a']);
		await house.stopListening('a');
		expect(await house.heardBy()).toEqual(['b']);
	});

	test('is forgotten a quarter of an hour after n8n ended, and does no harm until then', async () => {
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

describe('deactivating a workflow at the moment when listening ends', () => {
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
	])('leaves no webhook at WARest (%s)', async (_, end) => {
		await activate('a');
		await house.listen('a');
		await end();
		await house.clock.pass(2 * MINUTE);
		expect(house.written).toBe('');
		expect(await house.heardBy()).toEqual([]);
	});

	test('leaves the webhook to another workflow', async () => {
		await activate('a', 'b');
		await house.listen('a');
		await Promise.all([house.stopListening('a'), house.deactivate('a')]);
		expect((await house.hook()).webhookUrl).not.toContain('also=');
		expect(await house.heardBy()).toEqual(['b']);
	});
});

describe('a lost webhook', () => {
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
	])('that was %s serves all workflows again within two minutes', async (_, lose) => {
		await activate('a', 'b', 'c');
		await lose();
		const all = async (): Promise<boolean> => (await house.heardBy()).length === 3;
		expect(await house.clock.passUntil(all)).toBeLessThanOrEqual(2 * MINUTE);
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	});

	test('of a workflow that ended with n8n goes to a remaining one', async () => {
		await activate('a', 'b', 'c');
		await house.die();
		await house.start(['c', 'b']);
		expect(await house.heardBy()).toEqual(['b', 'c']);
		await house.clock.pass(15 * MINUTE);
		expect((await house.hook()).webhookUrl).not.toContain('/webhook/a');
	});

	test.each(ORDERS)(
		'does not occur when n8n starts, in any order of workflows (%s)',
		async (order) => {
			await activate('a', 'b', 'c');
			await house.die();
			for (const id of order) {
				await house.start([id]);
				expect(await house.heardBy()).toContain(id);
			}
			expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
			expect(house.logged).toEqual([]);
		},
	);

	test('is replaced when n8n has a new address', async () => {
		await activate('a', 'b', 'c');
		const ids = await house.die();
		house.move();
		await house.start([...ids].reverse());
		expect((await house.hook()).webhookUrl).not.toContain('127.0.0.1');
		expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	});

	test('is left to the others if a workflow was deactivated while the gateway was away', async () => {
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

describe('the secret', () => {
	test('of a workflow that joins is replaced by the shared one, and the log says so', async () => {
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

	test('changes if the only workflow of the webhook gets another one', async () => {
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

test('credentials with different addresses of one gateway share one webhook', async () => {
	const { baseUrl, ...credential } = house.bench('a').credential;
	house.bench('b', {
		credential: { ...credential, baseUrl: baseUrl.replace('127.0.0.1', 'localhost') },
	});
	await Promise.all([house.activate('a'), house.activate('b'), house.activate('c')]);
	expect(await house.heardBy()).toEqual(['a', 'b', 'c']);
	await house.deactivate('a');
	expect(await house.heardBy()).toEqual(['b', 'c']);
});

describe('a workflow that cannot accept a delivery', () => {
	test('makes the gateway repeat it, which starts the others only once', async () => {
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

	test('does not affect the others if it fails for good, and its lost events are logged', async () => {
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

	test('does not affect the others if its settings are invalid, even if it has the webhook', async () => {
		await activate('a', 'b');
		house.bench('a').parameters = { session: byId('default'), filters: { textPattern: '(' } };
		expect(await house.heardBy()).toEqual(['b']);
		expect(house.logged).toContainEqual(expect.stringMatching(/not set up/));
		expect((await house.hook()).webhookUrl).toContain('/webhook/b');
	});
});

describe('a delivery that lists other workflows', () => {
	const post = async (query: string, secret: string): Promise<number> => {
		const before = house.came.length;
		const { headers, rawBody } = byWarest(warestMessage(), secret);
		await house.post(`/webhook/a/webhook?${query}`, headers, String(rawBody));
		return house.came.length - before - 1;
	};

	test('is passed on to each of them once, without the list', async () => {
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

	test('starts only the addressed workflow if the seal of the list is wrong', async () => {
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

	test('is not passed on if its signature is wrong', async () => {
		await activate('a', 'b');
		const { webhookUrl } = await house.hook();
		expect(await post(webhookUrl.split('?')[1] ?? '', 'another secret')).toBe(0);
		expect(house.came.at(-1)?.taken.items).toBeNull();
	});

	test('is passed on without reading a credential', async () => {
		await activate('a', 'b', 'c');
		const reads = (): number[] => ['a', 'b', 'c'].map((id) => house.bench(id).credentialReads);
		const before = reads();
		await house.heardBy();
		await house.heardBy();
		expect(reads()).toEqual(before);
	});
});
