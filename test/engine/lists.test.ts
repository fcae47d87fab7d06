import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { askList } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox();

describe.each(GATEWAYS)('lists of %s', (gateway) => {
	const { name } = catalogue[gateway];

	test('lists sessions by name, working ones first', async () => {
		const { results } = await askList(box.credential(gateway), 'searchSessions');
		expect(results[0]).toEqual({ name: 'default', value: 'default' });
		expect(results).toEqual(
			expect.arrayContaining([
				{ name: 'support', value: 'support' },
				{ name: 'spare', value: 'spare' },
			]),
		);
	});

	test('searches sessions by name, ignoring case', async () => {
		const { results } = await askList(box.credential(gateway), 'searchSessions', {}, 'SPA');
		expect(results.map(({ value }) => value)).toEqual(['spare']);
	});

	test('lists chats with their names', async () => {
		const { results } = await askList(
			box.credential(gateway),
			'searchChats',
			{
				session: byId('default'),
			},
			'anna',
		);
		expect(results).toContainEqual({
			// Evolution API knows people by the names that they gave themselves.
			name: `Anna${gateway === 'evolution' ? '' : ' Lindt'} (491701112222@c.us)`,
			value: '491701112222@c.us',
		});
	});

	test.each([
		['an expression', byId("={{ $json.session ?? 'default' }}")],
		['an empty choice', { __rl: true, mode: 'list', value: '' }],
	])('%s as session means the default session while editing', async (_, session) => {
		const { results } = await askList(box.credential(gateway), 'searchChats', { session }, 'anna');
		expect(results.map(({ value }) => value)).toEqual(['491701112222@c.us']);
	});

	test('splits long lists into pages', async () => {
		const session = box.sandbox.world.session('default');
		for (let i = 0; i < 150; i++)
			session.send({ chatId: `49160${1_000_000 + i}@s.whatsapp.net`, text: 'x' });
		const first = await askList(box.credential(gateway), 'searchChats', {
			session: byId('default'),
		});
		const second = await askList(
			box.credential(gateway),
			'searchChats',
			{ session: byId('default') },
			undefined,
			String(first.paginationToken),
		);
		const values = [...first.results, ...second.results].map(({ value }) => value);
		expect(first.results).toHaveLength(100);
		expect(new Set(values).size).toBe(values.length);
		expect(values.length).toBeGreaterThan(150);
	});

	// Evolution API answers from its database, whatever the state of the session.
	const testReady = gateway === 'evolution' ? test.skip : test;
	testReady('reports a session that is not ready', async () => {
		await expect(
			askList(box.credential(gateway), 'searchChats', { session: byId('support') }),
		).rejects.toThrow(`The session "support" on ${name} is not ready`);
	});

	test('changes nothing', async () => {
		const before = box.sandbox.requests.length;
		await askList(box.credential(gateway), 'searchSessions');
		await expect(
			askList(box.credential(gateway), 'searchChats', { session: byId('nosuch') }),
		).rejects.toThrow('session');
		for (const { method, url } of box.sandbox.requests.slice(before)) {
			expect(gateway === 'evolution' && /\/find/.test(url) ? 'GET' : method).toBe('GET');
			expect(url).not.toMatch(/create|logout|reconnect|send/);
		}
	});
});

describe('a WAHA without a message store', () => {
	const bare = useSandbox({ wahaStore: false });

	test('says why there are no chats', async () => {
		await expect(
			askList(bare.credential('waha'), 'searchChats', { session: byId('default') }),
		).rejects.toThrow(/keeps no chats/);
	});
});
