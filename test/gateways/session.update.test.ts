import { answer, type Parameters } from '../support/dryRun';
import {
	waha,
	warest,
	lines,
	bodies,
	items,
	enveloped,
	stored,
	withoutWebhook,
	CONFIG,
} from './session.run';

describe('update on WAHA', () => {
	const config = {
		metadata: { a: '1' },
		proxy: null,
		debug: false,
		noweb: { markOnline: true, store: { enabled: true, fullSync: false } },
		webhooks: [{ url: 'http://n8n/a', events: ['message'], hmac: null }],
	};
	const info = answer({
		name: 'default',
		status: 'WORKING',
		config,
		apps: [{ id: 'calls_default', session: 'default', app: 'calls', config: {} }],
	});
	const READ = 'GET /api/sessions/default';

	test.each<[string, Parameters]>([
		['nothing', {}],
		[
			'what is there already',
			{ debug: false, nowebStore: true, metadata: { entry: [{ name: 'a', value: '1' }] } },
		],
		['the same webhook', { webhooks: { webhook: [{ url: 'http://n8n/a', events: ['message'] }] } }],
		['no proxy where there is none', { proxyServer: 'none' }],
		['the same apps', { apps: { app: [{ app: 'calls' }] } }],
	])('sends no update for %s', async (_, options) => {
		const done = await waha('update', { options }, info);
		expect(lines(done)).toEqual([READ]);
		expect(items(done)).toEqual([{ success: true, session: 'default', changed: false }]);
	});

	test.each<[Parameters, object]>([
		[{ debug: true }, { debug: true }],
		[{ metadata: { entry: [] } }, { metadata: {} }],
		[
			{ nowebFullSync: true },
			{ noweb: { markOnline: true, store: { enabled: true, fullSync: true } } },
		],
		[
			{ nowebMarkOnline: false },
			{ noweb: { markOnline: false, store: { enabled: true, fullSync: false } } },
		],
		[{ proxyServer: 'p:1' }, { proxy: { server: 'p:1' } }],
		[{ ignoreGroups: true }, { ignore: { groups: true } }],
		[{ webhooks: {} }, { webhooks: [] }],
	])('sends %j together with the rest of the configuration', async (options, changes) => {
		const done = await waha('update', { options }, info, info);
		expect(lines(done)).toEqual([READ, 'PUT /api/sessions/default']);
		expect(done.requests[1]?.effect).toBe('repeatable');
		expect(done.requests[1]?.body).toEqual({ config: { ...config, ...changes } });
		expect(items(done)).toEqual([{ success: true, session: 'default', changed: true }]);
	});

	test('reads apps only to change them, and sends them together with the configuration', async () => {
		const done = await waha('update', { options: { apps: {} } }, info, info);
		expect(done.requests[0]?.query).toEqual({ expand: 'apps' });
		expect(done.requests[1]?.body).toEqual({ config, apps: [] });
		const without = await waha('update', {}, info);
		expect(without.requests[0]?.query).toEqual({});
	});

	test('removes a proxy, and keeps server and user name if only the password changes', async () => {
		const proxied = answer({ config: { proxy: { server: 'p:1', username: 'u', password: 'x' } } });
		const removed = await waha('update', { options: { proxyServer: 'none' } }, proxied, info);
		expect(removed.requests[1]?.body).toEqual({ config: {} });
		const changed = await waha('update', { options: { proxyPassword: 'y' } }, proxied, info);
		expect(changed.requests[1]?.body).toEqual({
			config: { proxy: { server: 'p:1', username: 'u', password: 'y' } },
		});
		await expect(
			waha('update', { options: { proxyServer: 'none', proxyPassword: 'y' } }, proxied),
		).rejects.toThrow('needs a proxy');
	});

	test.each(['webhookUrl', 'webhookSecret', 'preflight'])(
		'refuses the option %s, which only WARest has',
		async (name) => {
			const value = name === 'preflight' ? true : 'http://n8n/hook';
			await expect(waha('update', { options: { [name]: value } })).rejects.toThrow(
				'WAHA does not have the option',
			);
		},
	);
});

describe('update on WARest', () => {
	test.each<[string, Parameters]>([
		['nothing', {}],
		['the same', { webhookUrl: 'http://n8n/hook', webhookSecret: ' secret-1 ' }],
	])('sends no update for %s', async (_, options) => {
		const done = await warest('update', { options }, stored);
		expect(lines(done)).toEqual([CONFIG]);
		expect(bodies(done)).toEqual([{}]);
		expect(items(done)).toEqual([{ success: true, session: 'default', changed: false }]);
	});

	test.each<[Parameters, object, boolean]>([
		[
			{ webhookUrl: 'http://n8n/new' },
			{ webhookUrl: 'http://n8n/new', webhookSecret: 'secret-1' },
			true,
		],
		[
			{ webhookSecret: 'secret-2' },
			{ webhookUrl: 'http://n8n/hook', webhookSecret: 'secret-2' },
			true,
		],
		[
			{ webhookUrl: 'http://n8n/hook', preflight: true },
			{ webhookUrl: 'http://n8n/hook', webhookSecret: 'secret-1', preflight: true },
			false,
		],
	])('%j is completed with the stored webhook URL or secret', async (options, body, changed) => {
		const done = await warest('update', { options }, stored, stored);
		expect(bodies(done)).toEqual([{}, body]);
		expect(items(done)).toEqual([{ success: true, session: 'default', changed }]);
		expect(JSON.stringify(done.outputs)).not.toContain('secret-');
	});

	test('a first webhook URL needs a secret', async () => {
		await expect(
			warest('update', { options: { webhookUrl: 'http://n8n/a' } }, withoutWebhook),
		).rejects.toThrow('has no webhook secret yet');
		const done = await warest(
			'update',
			{ options: { webhookSecret: 'secret-2' } },
			withoutWebhook,
			stored,
		);
		expect(bodies(done)).toEqual([{}, { webhookSecret: 'secret-2' }]);
	});

	test.each<[Parameters, string]>([
		[{ webhookSecret: '12345' }, 'too short'],
		[{ webhookUrl: 'not a url' }, 'is no web address'],
		[{ preflight: true }, 'needs a webhook to test'],
		[{ debug: true }, 'WARest does not have the option "Debug"'],
	])('refuses %j', async (options, message) => {
		await expect(warest('update', { options }, stored)).rejects.toThrow(message);
	});

	test('the error of a failed webhook test says that nothing was saved', async () => {
		const failed = enveloped({ results: [{ ok: false }] }, 2000, 400, 'Webhook preflight failed');
		await expect(
			warest(
				'update',
				{ options: { webhookUrl: 'http://n8n/a', preflight: true } },
				stored,
				failed,
			),
		).rejects.toMatchObject({
			message: 'The webhook did not take the test event of WARest',
			hint: expect.stringContaining('Nothing was saved'),
		});
	});
});
