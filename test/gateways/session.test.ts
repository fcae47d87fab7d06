import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

type Answer = ReturnType<typeof answer>;

const waha = async (
	operation: string,
	parameters: Parameters,
	...answers: Answer[]
): Promise<DryRun> => await dryRun('waha', ['session', operation], parameters, answers);
const warest = async (
	operation: string,
	parameters: Parameters,
	...answers: Answer[]
): Promise<DryRun> => await dryRun('warest', ['session', operation], parameters, answers);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const bodies = ({ requests }: DryRun): unknown[] => requests.map(({ body }) => body);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

const EMPTY: Answer = { ...answer(null), bytes: Buffer.alloc(0), contentType: '' };
const refused = (message: string, status = 422): Answer =>
	answer({ statusCode: status, message, error: 'Unprocessable Entity' }, status);

/** An answer in WARest's envelope for sessions. */
const enveloped = (result: JsonObject | null, code = 1000, status = 200, message = 'OK'): Answer =>
	answer({ status: status < 400, code, message, results: result === null ? [] : [result] }, status);
const listed = (...entries: JsonObject[]): Answer => enveloped({ items: entries });
const open = {
	id: 'default',
	status: 'open',
	me: { id: '491701112222:3@s.whatsapp.net', lid: '99:3@lid' },
};
const stopped = { id: 'default', status: 'stopped', me: null };
const stored = enveloped({
	sessionId: 'default',
	webhookUrl: 'http://n8n/hook',
	webhookSecret: 'secret-1',
});
const withoutWebhook = enveloped({ sessionId: 'default', webhookUrl: '', webhookSecret: '' });

const LIST = 'GET /api/v1/session/list';
const CONFIG = 'POST /api/v1/session/default/config';
const CREATE = 'GET /api/v1/session/create';

describe('create', () => {
	test('WAHA gets the name, whether to start, and only what was set', async () => {
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

	test('every setting has its place in the configuration of WAHA', async () => {
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
		// 2024.10 answers nothing for a session that it does not start.
		expect(items(done)).toEqual([expect.objectContaining({ session: 'sales', status: 'stopped' })]);
	});

	test('full history needs the store, and WAHA wants the rest of it', async () => {
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
	])('%j is refused', async (parameters, message) => {
		await expect(waha('create', { sessionName: 'sales', ...parameters })).rejects.toThrow(message);
	});

	test('a name that is taken is said to be on both', async () => {
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
	])('WARest is asked whether it is known, then makes it: %j', async (result, status) => {
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

describe('start, stop, restart, log out, delete', () => {
	test.each<[string, string, string | undefined, Answer, unknown]>([
		[
			'start',
			'POST /api/sessions/default/start',
			'repeatable',
			answer({ name: 'default', status: 'STARTING' }, 201),
			'starting',
		],
		[
			'start',
			'POST /api/sessions/default/start',
			'repeatable',
			refused("Session 'default' is already started."),
			null,
		],
		[
			'stop',
			'POST /api/sessions/default/stop',
			'repeatable',
			answer({ name: 'default', status: 'STOPPED' }, 201),
			'stopped',
		],
		[
			'restart',
			'POST /api/sessions/default/restart',
			undefined,
			answer({ name: 'default', status: 'STARTING' }, 201),
			'starting',
		],
		[
			'logout',
			'POST /api/sessions/default/logout',
			'repeatable',
			answer({ name: 'default', status: 'SCAN_QR_CODE' }, 201),
			'waitingForQr',
		],
	])('%s on WAHA', async (operation, line, effect, given, status) => {
		const done = await waha(operation, {}, given);
		expect(lines(done)).toEqual([line]);
		expect(done.requests[0]?.effect).toBe(effect);
		expect(done.requests[0]?.body).toBeUndefined();
		expect(items(done)).toEqual([{ success: true, session: 'default', status }]);
	});

	test('another refusal to start is an error', async () => {
		await expect(waha('start', {}, refused('Something else'))).rejects.toThrow('Something else');
	});

	test('WAHA can purge apps at a logout, WARest has none', async () => {
		const done = await waha(
			'logout',
			{ options: { purgeApps: true } },
			answer({ status: 'STOPPED' }, 201),
		);
		expect(bodies(done)).toEqual([{ apps: { purge: true } }]);
		await expect(warest('logout', { options: { purgeApps: true } })).rejects.toThrow('Purge Apps');
	});

	test('delete succeeds on both, also for a session that is gone', async () => {
		const there = await waha('delete', {}, EMPTY);
		expect(lines(there)).toEqual(['DELETE /api/sessions/default']);
		const gone = await warest('delete', {}, enveloped(null, 1101, 404, 'Session not found'));
		expect(lines(gone)).toEqual(['DELETE /api/v1/session/delete']);
		expect(gone.requests[0]?.query).toEqual({ sessionId: 'default' });
		for (const done of [there, gone]) {
			expect(done.requests[0]?.effect).toBe('repeatable');
			expect(items(done)).toEqual([{ success: true, session: 'default' }]);
		}
		await expect(warest('delete', {}, enveloped(null, 2201, 403, 'Forbidden'))).rejects.toThrow(
			'may not do this',
		);
	});

	test('WARest logs out with a GET that is no read', async () => {
		const done = await warest('logout', {}, enveloped({ steps: { runtime: true, creds: true } }));
		expect(lines(done)).toEqual(['GET /api/v1/session/logout']);
		expect(done.requests[0]?.effect).toBe('repeatable');
		expect(items(done)).toEqual([{ success: true, session: 'default', status: 'stopped' }]);
	});

	test.each([
		[1104, 200, 'working'],
		[1107, 202, 'waitingForQr'],
		[1000, 200, 'starting'],
	])('WARest starts a known session and puts its webhook back: %d', async (code, status, word) => {
		const done = await warest(
			'start',
			{},
			listed(stopped),
			stored,
			enveloped({ sessionId: 'default' }, code, status),
			stored,
		);
		expect(lines(done)).toEqual([LIST, CONFIG, CREATE, CONFIG]);
		expect(done.requests.map(({ effect }) => effect)).toEqual([
			'read',
			'read',
			'repeatable',
			'repeatable',
		]);
		expect(bodies(done)).toEqual([
			undefined,
			{},
			undefined,
			{ webhookUrl: 'http://n8n/hook', webhookSecret: 'secret-1' },
		]);
		expect(items(done)).toEqual([{ success: true, session: 'default', status: word }]);
	});

	test('WARest restarts a known session and puts its webhook back', async () => {
		const done = await warest(
			'restart',
			{},
			listed(open),
			stored,
			enveloped(null, 1109, 202),
			stored,
		);
		expect(lines(done)).toEqual([LIST, CONFIG, 'GET /api/v1/session/reconnect', CONFIG]);
		expect(done.requests[2]?.effect).toBe('once');
		expect(items(done)).toEqual([{ success: true, session: 'default', status: 'starting' }]);
	});

	test('a session without a webhook gets none', async () => {
		const done = await warest(
			'restart',
			{},
			listed(open),
			withoutWebhook,
			enveloped(null, 1109, 202),
		);
		expect(lines(done)).toEqual([LIST, CONFIG, 'GET /api/v1/session/reconnect']);
	});

	test.each(['start', 'restart', 'getPairingCode', 'getMe', 'getQrCode'])(
		'%s never makes a session on WARest',
		async (operation) => {
			await expect(
				warest(operation, { session: 'sles', phone: '491701112222' }, listed(open)),
			).rejects.toThrow('WARest has no session "sles"');
		},
	);
});

describe('getMe', () => {
	const nobody = { session: 'default', contactId: null, phone: null, lid: null, name: null };
	const anna = {
		session: 'default',
		contactId: '491701112222@c.us',
		phone: '491701112222',
		lid: '99123456@lid',
		name: 'Anna',
	};

	test.each<[string, Answer, unknown]>([
		[
			'the account',
			answer({
				id: '491701112222@c.us',
				pushName: 'Anna',
				lid: '99123456@lid',
				jid: '491701112222:3@s.whatsapp.net',
			}),
			anna,
		],
		['nobody', EMPTY, nobody],
	])('WAHA: %s', async (_, given, item) => {
		const done = await waha('getMe', {}, given);
		expect(lines(done)).toEqual(['GET /api/sessions/default/me']);
		expect(items(done)).toEqual([item]);
	});

	test.each<[string, Json, Json, unknown]>([
		[
			'the account',
			{ id: '491701112222:3@s.whatsapp.net', lid: '99123456:3@lid' },
			{ name: 'Anna', phone: '491701112222', device: 'android' },
			anna,
		],
		[
			'a phone that was linked once',
			null,
			{ name: 'Anna', phone: '491701112222', device: 'WARest' },
			nobody,
		],
		['nobody', null, { name: null, phone: null, device: 'WARest' }, nobody],
	])('WARest: %s', async (_, me, devices, item) => {
		const devicesAnswer = enveloped({ ...(devices as JsonObject) });
		const done = await warest(
			'getMe',
			{},
			listed({ id: 'default', status: 'open', me }),
			devicesAnswer,
		);
		expect(lines(done)).toEqual([LIST, 'GET /api/v1/session/devices']);
		expect(done.requests[1]?.query).toEqual({ sessionId: 'default', refresh: '1' });
		expect(items(done)).toEqual([item]);
	});
});

describe('getPairingCode', () => {
	const phone = '+49 170 1112222';
	const item = { session: 'default', phone: '491701112222', code: 'ABCD-1234' };
	const pending = enveloped({ sessionId: 'default', pairCode: '' }, 1110, 202);
	const ready = enveloped({ sessionId: 'default', pairCode: 'ABCD-1234' });

	test('WAHA', async () => {
		const done = await waha(
			'getPairingCode',
			{ phone, options: { method: 'voice' } },
			answer({ code: 'ABCD-1234' }, 201),
		);
		expect(lines(done)).toEqual(['POST /api/default/auth/request-code']);
		expect(bodies(done)).toEqual([{ phoneNumber: '491701112222', method: 'voice' }]);
		expect(items(done)).toEqual([item]);
	});

	test('WARest is asked again while the code is pending', async () => {
		const done = await warest(
			'getPairingCode',
			{ phone },
			listed({ ...stopped, status: 'connecting' }),
			pending,
			ready,
		);
		const ask = 'GET /api/v1/session/create/pair-code';
		expect(lines(done)).toEqual([LIST, ask, ask]);
		expect(done.requests[1]?.query).toEqual({ sessionId: 'default', phone: '491701112222' });
		expect(items(done)).toEqual([item]);
	});

	test('a stopped session keeps its webhook', async () => {
		const done = await warest('getPairingCode', { phone }, listed(stopped), stored, ready, stored);
		expect(lines(done)).toEqual([LIST, CONFIG, 'GET /api/v1/session/create/pair-code', CONFIG]);
	});

	test('WARest is not asked for ever', async () => {
		await expect(
			warest(
				'getPairingCode',
				{ phone },
				listed({ ...stopped, status: 'connecting' }),
				pending,
				pending,
				pending,
				pending,
			),
		).rejects.toThrow('WARest has no pairing code for the session "default" yet');
	});

	test.each<[string, Answer[]]>([
		['by the list', [listed(open)]],
		[
			'by the answer',
			[listed({ ...stopped, status: 'starting' }), enveloped({ status: 'open' }, 1104)],
		],
	])('a session that is linked has none: %s', async (_, answers) => {
		await expect(warest('getPairingCode', { phone }, ...answers)).rejects.toThrow(
			'is connected already, so there is no pairing code',
		);
	});

	test('what is no phone number is refused', async () => {
		await expect(waha('getPairingCode', { phone: '120363025246125486@g.us' })).rejects.toThrow(
			'is no phone number',
		);
		await expect(warest('getPairingCode', { phone, options: { method: 'sms' } })).rejects.toThrow(
			'Send Code By',
		);
	});
});

test.each([
	['image/png', 'screenshot-default.png'],
	['image/jpeg', 'screenshot-default.jpg'],
])('a screenshot of type %s is a file', async (contentType, fileName) => {
	const done = await waha(
		'getScreenshot',
		{},
		{ ...answer(null), bytes: Buffer.from('x'), contentType },
	);
	expect(lines(done)).toEqual(['GET /api/screenshot']);
	expect(done.requests[0]).toMatchObject({
		query: { session: 'default' },
		answer: 'binary',
		effect: 'read',
	});
	expect(items(done)).toEqual([
		{ session: 'default', fileName, mimeType: contentType, sizeBytes: 1 },
	]);
});

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
		['no proxy where there is none', { proxyServer: '' }],
		['the same apps', { apps: { app: [{ app: 'calls' }] } }],
	])('%s is not written', async (_, options) => {
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
	])('%j is written with all the rest', async (options, changes) => {
		const done = await waha('update', { options }, info, info);
		expect(lines(done)).toEqual([READ, 'PUT /api/sessions/default']);
		expect(done.requests[1]?.effect).toBe('repeatable');
		expect(done.requests[1]?.body).toEqual({ config: { ...config, ...changes } });
		expect(items(done)).toEqual([{ success: true, session: 'default', changed: true }]);
	});

	test('apps are read only when they are changed, and the configuration goes with them', async () => {
		const done = await waha('update', { options: { apps: {} } }, info, info);
		expect(done.requests[0]?.query).toEqual({ expand: 'apps' });
		expect(done.requests[1]?.body).toEqual({ config, apps: [] });
		const without = await waha('update', {}, info);
		expect(without.requests[0]?.query).toEqual({});
	});

	test('a proxy is removed, and keeps its server when only the password changes', async () => {
		const proxied = answer({ config: { proxy: { server: 'p:1', username: 'u', password: 'x' } } });
		const removed = await waha('update', { options: { proxyServer: '' } }, proxied, info);
		expect(removed.requests[1]?.body).toEqual({ config: {} });
		const changed = await waha('update', { options: { proxyPassword: 'y' } }, proxied, info);
		expect(changed.requests[1]?.body).toEqual({
			config: { proxy: { server: 'p:1', username: 'u', password: 'y' } },
		});
		await expect(
			waha('update', { options: { proxyServer: '', proxyPassword: 'y' } }, proxied),
		).rejects.toThrow('needs a proxy');
	});

	test.each(['webhookUrl', 'webhookSecret', 'preflight'])('%s is one of WARest', async (name) => {
		const value = name === 'preflight' ? true : 'http://n8n/hook';
		await expect(waha('update', { options: { [name]: value } })).rejects.toThrow(
			'WAHA does not have the option',
		);
	});
});

describe('update on WARest', () => {
	test.each<[string, Parameters]>([
		['nothing', {}],
		['the same', { webhookUrl: 'http://n8n/hook', webhookSecret: ' secret-1 ' }],
	])('%s is not written', async (_, options) => {
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
	])('%j goes with the other half', async (options, body, changed) => {
		const done = await warest('update', { options }, stored, stored);
		expect(bodies(done)).toEqual([{}, body]);
		expect(items(done)).toEqual([{ success: true, session: 'default', changed }]);
		expect(JSON.stringify(done.outputs)).not.toContain('secret-');
	});

	test('a first webhook needs its secret', async () => {
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
	])('%j is refused', async (options, message) => {
		await expect(warest('update', { options }, stored)).rejects.toThrow(message);
	});

	test('a test that fails says that nothing was saved', async () => {
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

test('apps are named when asked for', async () => {
	const one = await waha('get', { options: { includeApps: true } }, answer({ name: 'default' }));
	const many = await waha('getMany', { options: { includeApps: true } }, answer([]));
	expect([one.requests[0]?.query, many.requests[0]?.query]).toEqual([
		{ expand: 'apps' },
		{ all: true, expand: 'apps' },
	]);
	await expect(warest('get', { options: { includeApps: true } })).rejects.toThrow('Include Apps');
});

test('no secret leaves with Simplify off', async () => {
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
