import { createHmac } from 'node:crypto';
import { hmac } from '../../sandbox/waha/webhooks/sender';
import { ANNA } from './harness';
import { Hooked } from './hooked';
import { at, type Received, Receiver } from './receiver';
import { until } from '../support/until';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const KEY = 'my-secret-key';
const V2026 = { wahaVersion: '2026.7.1' };
const statusesOf = (bodies: unknown[]): unknown[] =>
	bodies.map((body) => at(body, 'payload', 'status'));
const say = (text: string): void => void hooked.session.receive({ chatId: ANNA, text });

test('the signature matches the documented example', async () => {
	hooked = await Hooked.start();
	const digest = hmac('{"event":"message","session":"default","engine":"WEBJS"}', KEY);
	expect([digest.slice(0, 8), digest.slice(-5), digest.length]).toEqual(['208f8a55', '3fa89', 128]);
});

describe('a delivery', () => {
	test('has all fields and headers of version 2026.7.1', async () => {
		const config = { metadata: { 'user.id': '123' } };
		const hook = { hmac: { key: KEY }, customHeaders: [{ name: 'X-Mine', value: 'yes' }] };
		hooked = await Hooked.waha(['message'], { ...V2026, config, hook });
		say('Grüße 👋');
		const { body, headers, raw } = await hooked.receiver.next('message');
		expect(Object.keys(body)).toEqual([
			...['id', 'timestamp', 'event', 'session', 'metadata', 'me', 'payload', 'engine'],
			'environment',
		]);
		expect(body).toMatchObject({
			id: expect.stringMatching(/^evt_[0-9a-hjkmnp-tv-z]{26}$/),
			timestamp: expect.any(Number),
			session: 'default',
			metadata: { 'user.id': '123' },
			me: { id: '491700000001@c.us', pushName: 'Sandbox Shop', lid: '11223344556677@lid' },
			engine: 'NOWEB',
			environment: { version: '2026.7.1', engine: 'NOWEB', tier: 'CORE', worker: { id: '' } },
		});
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': 'WAHA/2026.7.1',
			'x-webhook-request-id': expect.stringMatching(/^\w+$/),
			'x-webhook-timestamp': String(body.timestamp),
			'x-webhook-hmac': createHmac('sha512', KEY).update(raw).digest('hex'),
			'x-webhook-hmac-algorithm': 'sha512',
			'x-mine': 'yes',
		});
	});

	test.each([
		['2024.10.8', false, false, false],
		['2024.11.1', false, false, true],
		['2025.2.5', true, false, true],
		['2025.3.0', true, true, true],
		['2026.7.1', true, true, true],
	])(
		'of version %s has an ID: %s, a time: %s, headers: %s',
		async (wahaVersion, id, time, signed) => {
			const hook = { hmac: { key: KEY }, customHeaders: [{ name: 'X-Mine', value: 'yes' }] };
			hooked = await Hooked.waha(['message'], { wahaVersion, hook });
			say('hi');
			const { body, headers } = await hooked.receiver.next('message');
			expect(['id' in body, 'timestamp' in body]).toEqual([id, time]);
			for (const name of [
				'x-webhook-request-id',
				'x-webhook-timestamp',
				'x-webhook-hmac',
				'x-mine',
			])
				expect([name, name in headers]).toEqual([name, signed]);
		},
	);

	test('has no signature without an HMAC key, and no metadata if the session has none', async () => {
		hooked = await Hooked.waha(['message']);
		say('hi');
		const { body, headers } = await hooked.receiver.next('message');
		expect('metadata' in body).toBe(false);
		expect(Object.keys(headers).filter((name) => name.includes('hmac'))).toEqual([]);
	});

	test('is not made for a webhook whose list of events is empty', async () => {
		hooked = await Hooked.waha([]);
		say('hi');
		await hooked.configure({ webhooks: [{ url: hooked.url, events: ['message'] }] });
		say('again');
		await hooked.receiver.next('message');
		expect(hooked.receiver.received).toHaveLength(1);
	});

	test('of version 2024.10.8 for a starting session equals the captured one', async () => {
		hooked = await Hooked.start({
			wahaVersion: '2024.10.8',
			seed: (world) => {
				world.online = false;
				world.addSession('default');
			},
		});
		const webhooks = [{ url: hooked.url, events: ['session.status'], hmac: { key: KEY } }];
		const config = { metadata: { 'user.id': '123' }, webhooks };
		await hooked.harness.waha('PUT', '/api/sessions/default', { config });
		await hooked.harness.waha('POST', '/api/sessions/default/start');
		const { raw, headers } = await hooked.receiver.next('session.status');
		expect(JSON.parse(raw)).toEqual({
			event: 'session.status',
			session: 'default',
			metadata: { 'user.id': '123' },
			me: null,
			payload: { name: 'default', status: 'STARTING' },
			engine: 'NOWEB',
			environment: {
				version: '2024.10.8',
				engine: 'NOWEB',
				tier: 'CORE',
				browser: '/usr/bin/chromium',
			},
		});
		expect(headers['user-agent']).toBe('WAHA/2024.10.8');
	});
});

describe('several webhooks', () => {
	let other: Receiver;
	beforeEach(async () => {
		other = await Receiver.start();
	});
	afterEach(async () => await other.close());

	test('receive the events that each has asked for, with their own request IDs', async () => {
		hooked = await Hooked.start();
		await hooked.configure({
			webhooks: [
				{ url: hooked.url, events: ['message', 'message.any'] },
				{ url: other.url, events: ['message'] },
			],
		});
		say('hi');
		await hooked.receiver.got(2);
		await other.got(1);
		await hooked.settled();
		expect([hooked.receiver.events.sort(), other.events]).toEqual([
			['message', 'message.any'],
			['message'],
		]);
		const idOf = ({ headers }: Received): unknown => headers['x-webhook-request-id'];
		const [mine] = hooked.receiver.of('message');
		const [theirs] = other.received;
		if (!mine || !theirs) throw new Error('both got one');
		expect(mine.body.id).toBe(theirs.body.id);
		expect(idOf(mine)).not.toBe(idOf(theirs));
	});

	test('a global webhook is not in the config, and its * does not cover all events', async () => {
		hooked = await Hooked.start({ webhooks: { wahaGlobal: { url: other.url, events: ['*'] } } });
		say('hi');
		await other.got(2);
		await hooked.settled();
		expect(other.events.sort()).toEqual(['message', 'message.any']);
		expect(await hooked.harness.waha('GET', '/api/sessions/default')).toMatchObject({
			body: { config: null },
		});
	});
});

describe('the config', () => {
	test.each([
		['2024.10.8', 'message.edited', 26],
		['2025.2.5', 'message.ack.group', 26],
		['2025.6.2', 'message.edited', 26],
		['2025.6.3', 'message.ack.group', 27],
		['2025.12.2', 'event.response', 28],
		['2026.7.1', 'group.v2.participants.join-request', 30],
		['2026.8.2', 'message.everything', 31],
		['2026.7.1', '*', 30],
	])(
		'of version %s refuses the event %s, and the error lists the valid ones',
		async (wahaVersion, event, count) => {
			hooked = await Hooked.start({ wahaVersion });
			const config = { webhooks: [{ url: hooked.url, events: ['message', event] }] };
			const { status, body } = await hooked.harness.waha('PUT', '/api/sessions/default', {
				config,
			});
			expect(status).toBe(400);
			const [sentence] = [at(body, 'message')].flat();
			expect(sentence).toMatch(/^config\.webhooks\.0\.each value in events must be one of/);
			expect(String(sentence).split(': ')[1]?.split(', ')).toHaveLength(count);
		},
	);

	test('restarts the session when changed: the old webhook gets STOPPED, the new one the start', async () => {
		hooked = await Hooked.waha(['session.status'], V2026);
		const other = await Receiver.start();
		const { session } = hooked;
		const starts = session.starts;
		const webhooks = [{ url: other.url, events: ['session.status'] }];
		await hooked.harness.waha('PUT', '/api/sessions/default', { config: { webhooks } });
		expect(statusesOf(await hooked.sent(2, other.url))).toEqual(['STARTING', 'WORKING']);
		expect(statusesOf(await hooked.sent(1))).toEqual(['STOPPED']);
		expect(session.starts).toBe(starts + 1);
		await other.close();
	});

	test('is returned as it was set, and reading it does not restart the session', async () => {
		hooked = await Hooked.start();
		const config = {
			metadata: { a: 'b' },
			noweb: { markOnline: true, store: { enabled: true, fullSync: false } },
			webhooks: [
				{
					url: 'http://n8n:5678/x',
					events: ['message'],
					hmac: { key: KEY },
					retries: { policy: 'exponential', delaySeconds: 2, attempts: 4 },
					customHeaders: [{ name: 'X-A', value: 'b' }],
				},
			],
		};
		await hooked.configure(config);
		const starts = hooked.session.starts;
		expect(await hooked.harness.waha('GET', '/api/sessions/default')).toMatchObject({
			body: { config },
		});
		expect(hooked.session.starts).toBe(starts);
	});
});

describe('a starting session', () => {
	test.each([
		['2025.2.5', ['STARTING', 'STARTING', 'WORKING']],
		['2026.1.2', ['STARTING', 'WORKING']],
	])('reports in version %s the states %p', async (wahaVersion, statuses) => {
		hooked = await Hooked.waha(['session.status'], { wahaVersion });
		await hooked.harness.waha('POST', '/api/sessions/default/restart');
		const sent = await hooked.sent(statuses.length + 1);
		expect(statusesOf(sent)).toEqual(['STOPPED', ...statuses]);
	});

	test('reports its last three states in version 2026.7.1', async () => {
		hooked = await Hooked.waha(['session.status'], V2026);
		await hooked.harness.waha('POST', '/api/sessions/default/restart');
		const sent = await hooked.sent(3);
		expect(at(sent[2], 'payload')).toEqual({
			name: 'default',
			status: 'WORKING',
			statuses: ['STOPPED', 'STARTING', 'WORKING'].map((status) => ({
				status,
				timestamp: expect.any(Number),
			})),
		});
	});

	test('reports each QR code, and the login', async () => {
		hooked = await Hooked.waha(['session.status'], V2026);
		hooked.session.unlink();
		await until(() => hooked.session.status === 'waitingForQr');
		hooked.session.renewQr();
		hooked.session.scanQr({ phone: '4917012', lid: '1', name: 'New' });
		const sent = await hooked.sent(5);
		expect(statusesOf(sent)).toEqual([
			...['STOPPED', 'STARTING', 'SCAN_QR_CODE', 'SCAN_QR_CODE', 'WORKING'],
		]);
		expect(sent.map((body) => at(body, 'me', 'id'))).toEqual([
			...[undefined, undefined, undefined, undefined],
			'4917012@c.us',
		]);
	});
});

describe('the sandbox', () => {
	/** Multiplies waits of seconds, so that no test sees them end. */
	const HOURS = 3_600;

	test.each([
		['delivery', 1],
		['event', 2],
	] as const)('can send every event twice, as a duplicate %s', async (duplicates, ids) => {
		hooked = await Hooked.waha(['message'], { webhooks: { duplicates } });
		say('hi');
		const received = await hooked.receiver.got(2);
		expect(new Set(received.map(({ body }) => body.id)).size).toBe(ids);
		const requests = received.map(({ headers }) => headers['x-webhook-request-id']);
		expect(new Set(requests).size).toBe(ids);
		expect(new Set(received.map(({ body }) => at(body, 'payload', 'id'))).size).toBe(1);
	});

	test('drops pending deliveries when the gateway goes down', async () => {
		hooked = await Hooked.waha(['message'], { webhooks: { wahaDelayScale: HOURS } });
		hooked.receiver.answers = [500];
		say('lost');
		await hooked.receiver.got(1);
		await hooked.answered();
		await hooked.harness.sandbox.setDown('waha', true);
		say('unheard');
		await hooked.harness.sandbox.setDown('waha', false);
		say('heard');
		const sent = await hooked.sent(2);
		expect(sent.map((body) => at(body, 'payload', 'body'))).toEqual(['lost', 'heard']);
	});

	test('stops pending deliveries when it closes', async () => {
		hooked = await Hooked.waha(['message'], { webhooks: { wahaDelayScale: HOURS } });
		hooked.receiver.answers = [() => undefined, 500];
		say('never answered');
		say('repeated hours later');
		await hooked.receiver.got(2);
		await hooked.harness.sandbox.close();
		expect(hooked.harness.sandbox.isDelivering).toBe(false);
		expect(hooked.receiver.received).toHaveLength(2);
	});
});
