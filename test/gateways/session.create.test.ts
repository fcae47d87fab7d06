import { answer, dryRun, type Parameters } from '../support/dryRun';
import {
	waha,
	warest,
	lines,
	bodies,
	items,
	EMPTY,
	refused,
	enveloped,
	listed,
	open,
	stopped,
	LIST,
	CREATE,
} from './session.run';

describe('create', () => {
	test('sends WAHA the name, whether to start, and only the options that were set', async () => {
		const done = await waha(
			'create',
			{ sessionName: 'sales' },
			answer({ name: 'sales', status: 'STARTING' }, 201),
		);
		expect(bodies(done)).toEqual([{ name: 'sales', start: true }]);
		expect(done.requests[0]?.effect).toBeUndefined();
		expect(items(done)).toEqual([
			{ session: 'sales', status: 'starting', phone: null, name: null, engine: null },
		]);
	});

	test('every option has its place in the configuration of WAHA', async () => {
		const options = {
			apps: { app: [{ app: 'calls', config: '{"dm":{"reject":true}}', enabled: true, id: '' }] },
			browserName: 'Firefox',
			debug: true,
			deviceName: 'macOS',
			gowsChats: true,
			gowsGroups: false,
			gowsLabels: true,
			gowsMessages: false,
			ignoreBroadcast: true,
			ignoreChannels: false,
			ignoreGroups: true,
			ignoreStatus: false,
			metadata: { entry: [{ name: 'user.id', value: '7' }] },
			nowebFullSync: true,
			nowebMarkOnline: false,
			nowebStore: true,
			proxyPassword: 'p',
			proxyServer: 'proxy:3128',
			proxyUsername: 'u',
			webhooks: {
				webhook: [
					{
						url: 'http://n8n:5678/x',
						events: ['message', 'session.status'],
						hmacKey: 'key',
						retryPolicy: 'linear',
						retryDelaySeconds: 3,
						retryAttempts: 4,
						headers: { header: [{ name: 'X-A', value: 'b' }] },
					},
					{ url: 'http://n8n:5678/y', events: ['message.any'] },
				],
			},
			webjsTagEvents: true,
		};
		const done = await waha('create', { sessionName: 'sales', start: false, options }, EMPTY);
		expect(bodies(done)).toEqual([
			{
				name: 'sales',
				start: false,
				apps: [
					{
						id: 'calls_sales',
						session: 'sales',
						app: 'calls',
						enabled: true,
						config: { dm: { reject: true } },
					},
				],
				config: {
					metadata: { 'user.id': '7' },
					proxy: { server: 'proxy:3128', username: 'u', password: 'p' },
					debug: true,
					noweb: { markOnline: false, store: { enabled: true, fullSync: true } },
					gows: { storage: { messages: false, groups: false, chats: true, labels: true } },
					webjs: { tagsEventsOn: true },
					ignore: { status: false, groups: true, channels: false, broadcast: true },
					client: { deviceName: 'macOS', browserName: 'Firefox' },
					webhooks: [
						{
							url: 'http://n8n:5678/x',
							events: ['message', 'session.status'],
							hmac: { key: 'key' },
							retries: { policy: 'linear', delaySeconds: 3, attempts: 4 },
							customHeaders: [{ name: 'X-A', value: 'b' }],
						},
						{ url: 'http://n8n:5678/y', events: ['message.any'] },
					],
				},
			},
		]);
		// 2024.10 answers with an empty body if it does not start the session.
		expect(items(done)).toEqual([expect.objectContaining({ session: 'sales', status: 'stopped' })]);
	});

	test('NOWEB: Full History also turns the store on', async () => {
		const done = await waha(
			'create',
			{ sessionName: 'sales', options: { nowebFullSync: true } },
			answer({ name: 'sales', status: 'STARTING' }, 201),
		);
		expect(bodies(done)).toEqual([
			{
				name: 'sales',
				start: true,
				config: { noweb: { markOnline: true, store: { enabled: true, fullSync: true } } },
			},
		]);
	});

	test.each<[Parameters, string]>([
		[{ sessionName: '' }, 'Session Name is empty'],
		[{ sessionName: 'a b' }, 'is no session name'],
		[{ options: { proxyUsername: 'u' } }, 'needs a proxy'],
		[{ options: { webhooks: { webhook: [{ url: 'n8n:5678' }] } } }, 'is no web address'],
		[{ options: { webhooks: { webhook: [{ url: 'http://n8n', events: [] }] } } }, 'has no events'],
		[{ options: { apps: { app: [{ app: 'calls', config: '[1]' }] } } }, 'must be a JSON object'],
		[{ options: { metadata: { entry: [{ name: '', value: 'x' }] } } }, 'is empty'],
	])('refuses %j', async (parameters, message) => {
		await expect(waha('create', { sessionName: 'sales', ...parameters })).rejects.toThrow(message);
	});

	test('a name that is taken is refused on both gateways', async () => {
		const taken = refused("Session 'default' already exists. Use PUT to update it.");
		await expect(waha('create', { sessionName: 'default' }, taken)).rejects.toThrow(
			'WAHA has a session "default" already',
		);
		await expect(warest('create', { sessionName: 'default' }, listed(stopped))).rejects.toThrow(
			'WARest has a session "default" already',
		);
	});

	test.each([
		[{ qr: 'data:image/png;base64,AAAA' }, 'waitingForQr'],
		[{}, 'starting'],
	])('WARest lists its sessions, then creates the new one: %j', async (result, status) => {
		const done = await warest(
			'create',
			{ sessionName: 'sales' },
			listed(open),
			enveloped({ sessionId: 'sales', ...result }, 1107, 202),
		);
		expect(lines(done)).toEqual([LIST, CREATE]);
		expect(done.requests[1]?.query).toEqual({ sessionId: 'sales' });
		expect(items(done)).toEqual([
			{ session: 'sales', status, phone: null, name: null, engine: null },
		]);
	});

	test.each<[Parameters, string]>([
		[{ start: false }, 'WARest starts every session'],
		[{ options: { debug: true } }, 'WARest does not have the option "Debug"'],
		[{ options: { webhooks: {} } }, 'WARest does not have the option "Webhooks"'],
	])('WARest refuses %j', async (parameters, message) => {
		await expect(warest('create', { sessionName: 'sales', ...parameters })).rejects.toThrow(
			message,
		);
	});
});

test('get and getMany request apps only with Include Apps, which WARest refuses', async () => {
	const one = await waha('get', { options: { includeApps: true } }, answer({ name: 'default' }));
	const many = await waha('getMany', { options: { includeApps: true } }, answer([]));
	expect([one.requests[0]?.query, many.requests[0]?.query]).toEqual([
		{ expand: 'apps' },
		{ all: true, expand: 'apps' },
	]);
	await expect(warest('get', { options: { includeApps: true } })).rejects.toThrow('Include Apps');
});

test('the output contains no secret, even with Simplify off', async () => {
	const config = {
		proxy: { server: 'p:1', password: 'secret-1' },
		webhooks: [
			{
				url: 'http://n8n',
				hmac: { key: 'secret-2' },
				customHeaders: [{ name: 'Authorization', value: 'secret-3' }],
			},
		],
	};
	const one = await dryRun(
		'waha',
		['session', 'get'],
		{},
		[answer({ name: 'default', config })],
		false,
	);
	const many = await dryRun(
		'waha',
		['session', 'getMany'],
		{},
		[answer([{ name: 'default', config }])],
		false,
	);
	const made = await dryRun(
		'warest',
		['session', 'create'],
		{ sessionName: 'sales' },
		[
			listed(),
			enveloped({ sessionId: 'sales', webhookUrl: 'http://n8n', webhookSecret: 'secret-4' }),
		],
		false,
	);
	for (const done of [one, many, made])
		expect(JSON.stringify(done.outputs)).not.toContain('secret-');
	expect(items(made)).toEqual([
		{ sessionId: 'sales', webhookUrl: 'http://n8n', webhookSecret: '***' },
	]);
});
