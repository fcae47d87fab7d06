import { createHmac } from 'node:crypto';
import { signature } from '../../sandbox/warest/webhooks/signature';
import { json, send } from './client';
import { ANNA } from './harness';
import { Hooked, plannedWaits, SECRET } from './hooked';
import { at, Receiver } from './receiver';
import { keepWaiting, useSimulatedTime } from '../support/simulatedTime';
import { until } from '../support/until';

let hooked: Hooked;
afterEach(async () => {
	jest.restoreAllMocks();
	await hooked.close();
});

const OWNER = 'sandbox';
const say = (text: string): void => void hooked.session.receive({ chatId: ANNA, text });
/** The webhook that the API shows. */
async function stored(): Promise<unknown> {
	const { body } = await hooked.harness.warest('POST', 'session/default/config', {});
	const [result] = [at(body, 'results')].flat();
	return at(result, 'webhookUrl');
}
/** Registers, fails for good with these answers, and then answers 200. */
async function fail(...answers: Receiver['answers']): Promise<void> {
	hooked = await Hooked.warest();
	hooked.receiver.answers = answers;
	say('lost');
	await hooked.receiver.got(answers.length);
	await hooked.settled();
}

describe('a delivery', () => {
	test('has the right body, headers and signature', async () => {
		hooked = await Hooked.warest();
		say('Grüße 👋');
		const { headers, raw, body } = await hooked.receiver.next('message_received');
		expect(Object.keys(body)).toEqual(['event', 'data', 'ts', 'session']);
		expect(body).toMatchObject({
			data: { id: 'default', sessionId: 'default', text: 'Grüße 👋' },
			ts: expect.any(Number),
			session: { id: 'default', label: 'default', registry: OWNER, username: OWNER },
		});
		const digest = createHmac('sha256', `${SECRET}${OWNER}`).update(raw).digest('hex');
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': expect.stringMatching(/^WAREst\/1 \(webhook\) /),
			'x-warest-signature': `HMAC-SHA256=${digest}`,
			'x-warest-signature-alg': 'HMAC-SHA256',
			'x-warest-timestamp': String(body.ts),
			'x-warest-event': 'message_received',
			'x-warest-event-id': 'default',
			'x-warest-session': 'default',
			'x-warest-registry': OWNER,
			'x-warest-label': 'default',
			'x-warest-username': OWNER,
			'x-warest-version': '1',
			'x-warest-delivery-attempt': '1',
		});
	});

	test.each([224, 256, 384, 512] as const)('is signed with %d bits', async (bits) => {
		hooked = await Hooked.warest({ webhooks: { warestSignatureBits: bits } });
		say('hi');
		const { headers, raw } = await hooked.receiver.next('message_received');
		const digest = createHmac(`sha${bits}`, `${SECRET}${OWNER}`).update(raw).digest('hex');
		expect(headers['x-warest-signature']).toBe(`HMAC-SHA${bits}=${digest}`);
		expect(headers['x-warest-signature-alg']).toBe(`HMAC-SHA${bits}`);
		expect(signature(raw, SECRET, OWNER, bits)).toBe(headers['x-warest-signature']);
	});

	test('is silently skipped if the secret is too short', async () => {
		hooked = await Hooked.start();
		await hooked.register(hooked.url, '12345');
		say('hi');
		const { deliveries } = hooked.harness.sandbox;
		await until(() => deliveries.some(({ gateway }) => gateway === 'warest'));
		expect(deliveries).toMatchObject([
			{ attempt: 0, status: null, error: 'the secret is too short' },
		]);
		expect([hooked.receiver.received, await stored()]).toEqual([[], hooked.url]);
	});

	test('goes to the default webhook when the session has none', async () => {
		const receiver = await Receiver.start();
		const warestDefault = { url: receiver.url, secret: 'the default one' };
		hooked = await Hooked.start({ webhooks: { warestDefault } });
		say('hi');
		const { raw, headers } = await receiver.next('message_received');
		const digest = createHmac('sha256', `the default one${OWNER}`).update(raw).digest('hex');
		expect(headers['x-warest-signature']).toBe(`HMAC-SHA256=${digest}`);
		await receiver.close();
	});

	test('does not run actions in the receiver’s response', async () => {
		hooked = await Hooked.warest();
		const actions = [{ type: 'text', to: ANNA, text: 'automatic' }];
		hooked.receiver.answers = [(response) => response.end(JSON.stringify({ actions }))];
		say('hi');
		await hooked.receiver.got(1);
		await hooked.settled();
		expect(hooked.harness.newest().text).toBe('hi');
	});
});

describe('retries', () => {
	const broken: Receiver['answers'][number] = (response) => response.destroy();
	test.each([
		['429', 429],
		['500', 500],
		['503', 503],
		['no answer', broken],
	])('follow %s, at most three times, with identical bodies', async (_name, answer) => {
		await fail(answer, answer, answer, answer);
		const { received } = hooked.receiver;
		expect(received).toHaveLength(4);
		expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
		expect(received.map(({ headers }) => headers['x-warest-delivery-attempt'])).toEqual([
			...['1', '2', '3', '4'],
		]);
		expect(await stored()).toBe('');
	});

	describe('on a simulated clock', () => {
		useSimulatedTime();

		test('follow a timeout', async () => {
			hooked = await Hooked.warest({ webhooks: { warestTimeoutMs: 10_000 } });
			hooked.receiver.answers = [(response) => void keepWaiting(response)];
			const start = Date.now();
			say('slow');
			await hooked.receiver.got(2);
			await hooked.settled();
			expect(Date.now() - start).toBe(10_000);
			expect(hooked.harness.sandbox.deliveries).toMatchObject([
				{ attempt: 1, status: null, error: 'timeout of 10000ms exceeded' },
				{ attempt: 2, status: 200, error: null },
			]);
		});
	});

	test.each([400, 401, 403, 404, 410, 422])('do not follow a %d', async (status) => {
		await fail(status);
		expect(hooked.receiver.received).toHaveLength(1);
		expect(await stored()).toBe('');
	});

	test('wait as long as configured, with a random addition', async () => {
		const webhooks = { warestRetryWaitsMs: [30, 60], warestJitterMs: 20 };
		hooked = await Hooked.warest({ webhooks });
		const planned = plannedWaits();
		hooked.receiver.answers = [500, 500, 500];
		say('hi');
		await hooked.receiver.got(3);
		await hooked.settled();
		expect(planned()).toEqual([40, 70]);
		hooked.waited(planned());
	});

	test('keep the registered URL if they succeed', async () => {
		hooked = await Hooked.warest();
		hooked.receiver.answers = [500];
		say('hi');
		await hooked.receiver.got(2);
		await hooked.settled();
		expect(await stored()).toBe(hooked.url);
	});
});

describe('preflight of a webhook', () => {
	const URLS = '/api/webhooks/preflight';
	const ask = async (body: object, key?: string) => {
		const { url, apiKey } = hooked.harness.sandbox.warest;
		const headers = { 'X-API-KEY': key ?? apiKey };
		const answer = await send(url, { method: 'POST', path: URLS, body, headers });
		return { status: answer.status, body: json(answer) };
	};

	test('sends a ping to each URL, signed like every delivery', async () => {
		hooked = await Hooked.start();
		const urls = [hooked.url, `${hooked.receiver.url}/two`];
		hooked.receiver.answers = [204];
		const answer = await ask({ sessionId: 'default', url: urls, secret: SECRET });
		expect(answer).toMatchObject({
			status: 200,
			body: { ok: true, results: urls.map((target) => ({ target, ok: true })) },
		});
		const { body, headers, raw } = await hooked.receiver.next('preflight');
		expect(body.data).toEqual({ ping: true });
		const digest = createHmac('sha256', `${SECRET}${OWNER}`).update(raw).digest('hex');
		expect(headers).toMatchObject({
			'x-warest-preflight': '1',
			'x-warest-signature': `HMAC-SHA256=${digest}`,
		});
		expect([headers['x-warest-event-id'], await stored()]).toEqual([undefined, '']);
	});

	test('answers ok even if a target fails, and follows a redirect without the body', async () => {
		hooked = await Hooked.start();
		const other = await Receiver.start();
		hooked.receiver.answers = [
			(response) => response.writeHead(302, { Location: other.url }).end(),
			500,
		];
		const call = { sessionId: 'default', secret: SECRET };
		expect(await ask({ ...call, url: hooked.url })).toMatchObject({
			body: { ok: true, results: [{ ok: true, status: 200 }] },
		});
		expect(other.received).toMatchObject([{ raw: '' }]);
		expect(await ask({ ...call, url: hooked.url })).toMatchObject({
			status: 200,
			body: { ok: true, results: [{ ok: false, status: 500 }] },
		});
		await other.close();
	});

	test('refuses a wrong API key', async () => {
		hooked = await Hooked.start();
		expect(await ask({ sessionId: 'default', url: hooked.url }, 'wrong')).toEqual({
			status: 401,
			body: { error: 'Invalid X-WAREST-API-KEY' },
		});
	});
});

test.each([
	['delivery', 1],
	['event', 2],
] as const)('an event can be delivered twice, as a duplicate %s', async (duplicates, bodies) => {
	hooked = await Hooked.warest({ webhooks: { duplicates } });
	let now = 1_700_000_000_000;
	hooked.harness.sandbox.world.clock.use(() => (now += 1));
	say('hi');
	const received = await hooked.receiver.got(2);
	expect(new Set(received.map(({ raw }) => raw)).size).toBe(bodies);
	const ids = received.map(({ body }) => at(body, 'data', 'message', 'key', 'id'));
	expect(new Set(ids).size).toBe(1);
});
