import { until } from '../support/until';
import { json, send } from './client';
import { ANNA, ANNA_CUS, HIDDEN, Harness } from './harness';

let harness: Harness;

afterEach(async () => await harness.sandbox.close());

describe('WARest’s changes to texts and recipients', () => {
	test.each([
		['a < b and c > d :heart:', 'a  d ??'],
		['<b>bold</b> <i>it</i>', '*bold* _it_'],
		['see [https://x.org]', 'see https://x.org'],
		['at 10:30:45', 'at 10:30:45'],
	])('the text "%s" arrives as from a real WARest', async (message, text) => {
		harness = await Harness.start();
		await harness.warest('POST', 'messages/send/text', {
			sessionId: 'default',
			to: '491701112222',
			message,
		});
		expect(harness.newest().text).toBe(text);
	});

	test.each([
		[HIDDEN, '98765432101234@s.whatsapp.net'],
		['0812', '62812@s.whatsapp.net'],
		['+49 170-111 2222', ANNA],
		[ANNA_CUS, ANNA],
	])('the recipient %s is resolved as by a real WARest', async (to, jid) => {
		harness = await Harness.start();
		await harness.warest('POST', 'messages/send/text', { sessionId: 'default', to, message: 'x' });
		expect(harness.newest(jid).text).toBe('x');
	});
});

describe('sessions', () => {
	test('WARest creates an unknown session and returns its QR code', async () => {
		harness = await Harness.start();
		const { status, body } = await harness.warest('GET', 'session/create?sessionId=shpo');
		expect(status).toBe(202);
		expect(body).toMatchObject({
			code: 1107,
			results: [{ qr: expect.stringMatching(/^data:image\/png;base64,iVBOR/) }],
		});
		expect(harness.sandbox.world.find('shpo')?.status).toBe('waitingForQr');
		harness.sandbox.world.session('shpo').scanQr({ phone: '1555', lid: '1', name: 'Shop' });
		expect(await harness.warest('GET', 'session/create?sessionId=shpo')).toMatchObject({
			status: 200,
			body: { code: 1104 },
		});
	});

	test('a session started or stopped through one gateway has the same state in the other', async () => {
		harness = await Harness.start();
		await harness.waha('POST', '/api/sessions/spare/start');
		const spare = harness.sandbox.world.session('spare');
		await until(() => spare.status === 'working');
		expect(await harness.waha('POST', '/api/sessions/spare/start')).toMatchObject({ status: 201 });
		expect(await harness.warest('GET', 'session/devices?sessionId=spare')).toMatchObject({
			body: { results: [{ phone: '491700000003' }] },
		});
		expect(await harness.warest('GET', 'session/logout?sessionId=spare')).toMatchObject({
			body: { results: [{ steps: { runtime: true } }] },
		});
		expect(await harness.waha('GET', '/api/sessions/spare')).toMatchObject({
			body: { status: 'STOPPED', me: null },
		});
		expect(await harness.warest('DELETE', 'session/delete', { sessionId: 'spare' })).toMatchObject({
			status: 200,
		});
		expect(await harness.waha('GET', '/api/sessions/spare')).toMatchObject({ status: 404 });
	});
});

describe('the sandbox', () => {
	test('gives new groups and channels IDs of 18 digits, as WhatsApp does', async () => {
		harness = await Harness.start();
		const session = harness.sandbox.world.session('default');
		for (let made = 0; made < 20; made += 1) {
			expect(session.groups.create(session.myId, 'New', []).id).toMatch(/^120363\d{12}@g\.us$/);
			expect(session.channels.add('New').id).toMatch(/^120363\d{12}@newsletter$/);
		}
	});

	test('records every request, refused or not', async () => {
		harness = await Harness.start();
		await send(harness.sandbox.waha.url, {
			method: 'POST',
			path: '/api/sendText?a=%40',
			body: { text: 'x' },
		});
		await harness.warest('GET', 'session/list');
		expect(harness.sandbox.requests).toMatchObject([
			{
				gateway: 'waha',
				method: 'POST',
				url: '/api/sendText?a=%40',
				body: { text: 'x' },
				status: 401,
			},
			{
				gateway: 'warest',
				method: 'GET',
				url: '/api/v1/session/list',
				body: undefined,
				status: 200,
			},
		]);
	});

	test.each(['waha', 'warest'] as const)(
		'%s can be taken down and comes back on the same port',
		async (gateway) => {
			harness = await Harness.start();
			const { url } = harness.sandbox[gateway];
			await harness.sandbox.setDown(gateway, true);
			await expect(send(url, { path: '/' })).rejects.toThrow('ECONNREFUSED');
			await harness.sandbox.setDown(gateway, false);
			expect((await send(url, { path: '/' })).status).toBeGreaterThan(0);
		},
	);

	test('the phone page writes as the other person, which marks our messages as read', async () => {
		harness = await Harness.start();
		await harness.waha('POST', '/api/sendText', {
			session: 'default',
			chatId: ANNA_CUS,
			text: 'new',
		});
		const ours = harness.newest();
		const seen: string[] = [];
		harness.sandbox.world.subscribe((event) =>
			seen.push(event.type === 'message.ack' ? event.message.ack : event.type),
		);
		const call = {
			method: 'POST',
			path: '/api/write',
			body: { session: 'default', chatId: ANNA, text: '<b>hi</b>' },
		};
		expect((await send(harness.sandbox.phone.url, call)).status).toBe(200);
		expect(harness.newest()).toMatchObject({ text: '<b>hi</b>', fromMe: false, senderId: ANNA });
		expect(ours.ack).toBe('read');
		expect(seen).toEqual(expect.arrayContaining(['message.added', 'delivered', 'read']));
		expect(
			(await send(harness.sandbox.phone.url, { path: '/' })).headers['content-type'],
		).toContain('text/html');
		expect(json(await send(harness.sandbox.phone.url, { path: '/api/state' }))).toMatchObject({
			sessions: { length: 3 },
		});
	});
});
