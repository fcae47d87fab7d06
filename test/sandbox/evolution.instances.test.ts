import { Evolution, invalid, present, refused } from './evolution.client';
import { at } from './receiver';
import { until } from '../support/until';

let evolution: Evolution;
beforeEach(async () => {
	evolution = await Evolution.start();
});
afterEach(async () => await evolution.close());

const create = async (body: object) =>
	await evolution.ask('POST /instance/create', { integration: 'WHATSAPP-BAILEYS', ...body });
const worldOf = () => evolution.harness.sandbox.world;
const tokenOf = (name: string) => evolution.harness.sandbox.evolution.tokenOf(name);
const UNAUTHORIZED = refused(401, 'Unauthorized', 'Unauthorized');
const FAILED = { status: 200, body: { error: true, message: '[object Object]' } };

describe('authentication', () => {
	const state = async (name: string, key: string | null, query = '') =>
		await evolution.ask(`GET /instance/connectionState/${name}${query}`, undefined, key);

	test('accepts the server’s API key and the token of the instance', async () => {
		const open = { status: 200, body: { instance: { instanceName: 'default', state: 'open' } } };
		expect(await state('default', evolution.key)).toEqual(open);
		expect(await state('default', tokenOf('default'))).toEqual(open);
	});

	test.each([
		['nobody without a key', () => null],
		['nobody with another', () => 'wrong'],
		['no other instance', () => tokenOf('spare')],
	])('admits %s', async (_name, key) => {
		expect(await state('default', key())).toEqual(UNAUTHORIZED);
	});

	test('an unknown instance is answered with 404 before the key is checked', async () => {
		const unknown = refused(404, ['The "nobody" instance does not exist'], 'Not Found');
		expect(await state('nobody', null)).toEqual(unknown);
		expect(await state('nobody', evolution.key)).toEqual(unknown);
	});

	test('instanceName in the query overrides the path, and is not checked against the token', async () => {
		expect(await state('default', tokenOf('default'), '?instanceName=support')).toMatchObject({
			body: { instance: { instanceName: 'support', state: 'connecting' } },
		});
	});

	test('routes of the server refuse the token of an instance', async () => {
		const verify = async (key: string | null) => await evolution.ask('POST /verify-creds', {}, key);
		expect(await verify(evolution.key)).toMatchObject({ status: 200 });
		expect(await verify(tokenOf('default'))).toEqual(UNAUTHORIZED);
		const answer = await evolution.ask(
			'POST /instance/create',
			{ instanceName: 'x', integration: 'WHATSAPP-BAILEYS' },
			tokenOf('default'),
		);
		expect(answer).toEqual(UNAUTHORIZED);
	});

	test('returns the version without a key', async () => {
		expect(await evolution.ask('GET /', undefined, null)).toMatchObject({
			status: 200,
			body: { status: 200, version: '2.3.7' },
		});
	});
});

describe('unknown routes', () => {
	test.each([
		'PUT /instance/restart/default',
		'GET /nowhere?a=1',
		'POST /chat/getPollVote/default',
	])('answers %s with 404', async (line) => {
		expect(await evolution.ask(line, undefined, null)).toEqual(
			refused(404, [`Cannot ${line}`], 'Not Found'),
		);
	});
});

test('refuses broken JSON before the key is checked', async () => {
	expect(await evolution.ask('POST /message/sendText/default', '{"a":', null)).toEqual(
		refused(400, expect.stringMatching(/JSON/), 'Internal Server Error'),
	);
});

describe('creating an instance', () => {
	test('returns its token as hash, its settings and no QR code', async () => {
		const { status, body } = await create({ instanceName: 'shop', groupsIgnore: true });
		expect({ status, body }).toMatchObject({
			status: 201,
			body: {
				instance: { instanceName: 'shop', status: 'close' },
				hash: tokenOf('shop'),
				settings: { groupsIgnore: true, rejectCall: false },
			},
		});
		expect(body).not.toHaveProperty('qrcode');
	});

	test('accepts a token and a webhook', async () => {
		const webhook = { enabled: true, url: 'https://hooks.test', events: ['CALL'] };
		await create({ instanceName: 'shop', token: 'my-token', webhook });
		expect(await evolution.ask('GET /webhook/find/shop', undefined, 'my-token')).toMatchObject({
			body: { url: 'https://hooks.test', events: ['CALL'] },
		});
	});

	test('connects at once if a QR code is requested, and returns a pairing code for a number', async () => {
		const answer = await create({ instanceName: 'shop', qrcode: true });
		expect(answer).toMatchObject({
			body: {
				instance: { status: 'connecting' },
				qrcode: {
					pairingCode: null,
					code: worldOf().session('shop').qrText,
					base64: expect.stringMatching(/^data:image\/png;base64,/),
					count: 1,
				},
			},
		});
		const paired = await create({ instanceName: 'two', qrcode: true, number: '491700000009' });
		expect(paired).toMatchObject({
			body: { qrcode: { pairingCode: expect.stringMatching(/^\w{8}$/) } },
		});
	});

	test('refuses a name that is in use', async () => {
		expect(await create({ instanceName: 'default' })).toEqual(
			refused(403, ['This name "default" is already in use.'], 'Forbidden'),
		);
	});

	test('prefers the name in the query to the one in the body, and refuses it if it is in use', async () => {
		const body = { instanceName: 'shop', integration: 'WHATSAPP-BAILEYS' };
		const named = async (query: string) =>
			await evolution.ask(`POST /instance/create?instanceName=${query}`, body);
		expect(await named('other')).toMatchObject({ body: { instance: { instanceName: 'other' } } });
		expect(await named('default')).toMatchObject({ status: 403 });
		expect(worldOf().find('shop')).toBeUndefined();
	});

	test.each([
		[
			'integration',
			{ instanceName: 'x', integration: undefined },
			refused(400, ['Invalid integration']),
		],
		['name', {}, invalid('instance requires property "instanceName"')],
	])('refuses an instance without %s', async (_name, body, expected) => {
		expect(await create(body)).toEqual(expected);
	});
});

describe('listing instances', () => {
	const list = async (query = '', key = evolution.key) =>
		await evolution.ask(`GET /instance/fetchInstances${query}`, undefined, key);

	test('returns state, account and token (in plain text) of each instance', async () => {
		const { status, body } = await list();
		expect(status).toBe(200);
		expect(body).toMatchObject([
			{
				name: 'default',
				connectionStatus: 'open',
				ownerJid: '491700000001@s.whatsapp.net',
				profileName: 'Sandbox Shop',
				token: tokenOf('default'),
				Setting: { groupsIgnore: false },
			},
			{ name: 'support', connectionStatus: 'connecting', ownerJid: null },
			{ name: 'spare', connectionStatus: 'close' },
		]);
	});

	test('with the token of an instance returns only that one', async () => {
		expect((await list('', tokenOf('spare'))).body).toMatchObject([{ name: 'spare' }]);
	});

	test('finds an instance by name or ID, and answers 404 for an unknown name', async () => {
		const { body } = await list('?instanceName=spare');
		expect(body).toMatchObject([{ name: 'spare' }]);
		const id = String(at(Array.isArray(body) ? body[0] : null, 'id'));
		expect((await list(`?instanceId=${id}`)).body).toMatchObject([{ name: 'spare' }]);
		expect(await list('?instanceName=nobody')).toMatchObject({ status: 404 });
	});
});

describe('lifecycle of an instance', () => {
	const act = async (line: string, name = 'default') => await evolution.ask(`${line}/${name}`);

	test('connecting returns the current QR code, or the state once a phone is linked', async () => {
		expect(await act('GET /instance/connect')).toEqual({
			status: 200,
			body: { instance: { instanceName: 'default', state: 'open' } },
		});
		await create({ instanceName: 'shop' });
		const session = worldOf().session('shop');
		expect(await act('GET /instance/connect', 'shop')).toMatchObject({
			body: { code: session.qrText, pairingCode: null, count: 1 },
		});
		session.renewQr();
		expect(await act('GET /instance/connect', 'shop')).toMatchObject({
			body: { code: session.qrText, count: 2 },
		});
		session.scanQr({ phone: '491700000009', lid: '1', name: 'Shop' });
		expect(await act('GET /instance/connect', 'shop')).toMatchObject({
			body: { instance: { state: 'open' } },
		});
	});

	test('a pairing code is returned to a closed instance, but not at the second request', async () => {
		await create({ instanceName: 'shop' });
		const pair = async () => await evolution.ask('GET /instance/connect/shop?number=491700000009');
		expect(await pair()).toMatchObject({ body: { pairingCode: expect.stringMatching(/^\w{8}$/) } });
		expect(await pair()).toMatchObject({ body: { pairingCode: null } });
	});

	test('connecting returns no QR code while WhatsApp is unreachable', async () => {
		await create({ instanceName: 'shop' });
		worldOf().online = false;
		expect(await act('GET /instance/connect', 'shop')).toEqual({ status: 200, body: { count: 0 } });
	});

	test('restarts an open instance, and answers 200 with an error in the body for a closed one', async () => {
		expect(await act('POST /instance/restart', 'spare')).toEqual(FAILED);
		expect(await evolution.ask('GET /instance/connect/spare?instanceName=nobody')).toEqual(FAILED);
		expect(await act('POST /instance/restart')).toMatchObject({
			status: 200,
			body: { instance: { instanceName: 'default' } },
		});
		await until(() => evolution.session.status === 'working');
		expect(evolution.session.starts).toBe(1);
	});

	test('a logout unlinks the phone, and is refused if none is linked', async () => {
		expect(await act('DELETE /instance/logout')).toMatchObject({
			status: 200,
			body: { status: 'SUCCESS', error: false },
		});
		expect(evolution.session.account).toBeNull();
		expect(await act('DELETE /instance/logout')).toEqual(
			refused(400, ['The "default" instance is not connected']),
		);
	});

	test('deleting again at once succeeds, and answers 404 five seconds later', async () => {
		const deleted = { status: 200, body: { status: 'SUCCESS', error: false } };
		expect(await act('DELETE /instance/delete')).toMatchObject(deleted);
		expect(worldOf().find('default')).toBeUndefined();
		expect(await act('DELETE /instance/delete')).toMatchObject(deleted);
		worldOf().clock.advance(5_000);
		expect(await act('DELETE /instance/delete')).toMatchObject({ status: 404 });
	});
});

describe('sending from an instance without a phone', () => {
	const send = async (name: string) =>
		await evolution.ask(`POST /message/sendText/${name}`, { number: '491701112222', text: 'x' });

	test('answers 500 with a TypeError if the instance was never connected', async () => {
		expect(await send('spare')).toEqual(
			refused(
				500,
				"Cannot read properties of undefined (reading 'onWhatsApp')",
				'Internal Server Error',
			),
		);
	});

	test('answers 400 with "Connection Closed" while it connects and after a logout', async () => {
		expect(await send('support')).toEqual(refused(400, ['Error: Connection Closed']));
		evolution.session.become('loggedOut');
		expect(await send('default')).toEqual(refused(400, ['Error: Connection Closed']));
	});
});

describe('settings', () => {
	const all = {
		rejectCall: true,
		groupsIgnore: false,
		alwaysOnline: true,
		readMessages: false,
		readStatus: false,
		syncFullHistory: false,
	};
	test('are saved together, and refused if one is missing', async () => {
		expect(await evolution.post('settings/set', { ...all, msgCall: 'Busy' })).toMatchObject({
			status: 201,
		});
		expect(await evolution.get('settings/find')).toMatchObject({
			status: 200,
			body: { ...all, msgCall: 'Busy' },
		});
		const { readStatus: _left, ...others } = all;
		expect(await evolution.post('settings/set', others)).toEqual(
			invalid('instance requires property "readStatus"'),
		);
	});

	test('the proxy has its own route, and its password is returned in plain text', async () => {
		expect(await evolution.get('proxy/find')).toEqual({ status: 200, body: null });
		const proxy = { enabled: true, host: 'p.test', port: '8080', protocol: 'http', password: 'pw' };
		expect(await evolution.post('proxy/set', proxy)).toMatchObject({ status: 201 });
		expect(await evolution.get('proxy/find')).toMatchObject({ body: { password: 'pw' } });
		const { body } = await evolution.ask('GET /instance/fetchInstances?instanceName=default');
		expect(present(Array.isArray(body) ? body[0] : undefined)).toMatchObject({
			Proxy: { password: 'pw' },
		});
	});
});
