import { createHmac } from 'node:crypto';
import { signature } from '../../sandbox/warest/webhooks/signature';
import { json, send } from './client';
import { ANNA } from './harness';
import { Hooked, SECRET } from './hooked';
import { at, Receiver, until } from './receiver';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const OWNER = 'sandbox';
const MINUTE_MS = 60_000;
const say = (text: string): void => void hooked.session.receive({ chatId: ANNA, text });
const texts = (): unknown[] => hooked.receiver.received.map(({ body }) => at(body, 'data', 'text'));
/** What the API shows. */
async function stored(): Promise<unknown> {
	const { body } = await hooked.harness.warest('POST', 'session/default/config', {});
	const [result] = [at(body, 'results')].flat();
	return at(result, 'webhookUrl');
}
/** Registers, fails for good with these answers, and answers 200 from then on. */
async function fail(...answers: Receiver['answers']): Promise<void> {
	hooked = await Hooked.warest();
	hooked.receiver.answers = answers;
	say('lost');
	await hooked.receiver.got(answers.length);
	await hooked.settled();
}

describe('a delivery', () => {
	test('has its body, headers and signature', async () => {
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

	test('with a short secret is left out without a word', async () => {
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

	test('runs no actions that the answer names', async () => {
		hooked = await Hooked.warest();
		const actions = [{ type: 'text', to: ANNA, text: 'automatic' }];
		hooked.receiver.answers = [(response) => response.end(JSON.stringify({ actions }))];
		say('hi');
		await hooked.receiver.got(1);
		await hooked.settled();
		expect(hooked.harness.newest().text).toBe('hi');
	});
});

describe('repetitions', () => {
	const broken: Receiver['answers'][number] = (response) => response.destroy();
	test.each([
		['429', 429],
		['500', 500],
		['503', 503],
		['no answer', broken],
	])('after %s, three at most, the same to the last byte', async (_name, answer) => {
		await fail(answer, answer, answer, answer);
		const { received } = hooked.receiver;
		expect(received).toHaveLength(4);
		expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
		expect(received.map(({ headers }) => headers['x-warest-delivery-attempt'])).toEqual([
			...['1', '2', '3', '4'],
		]);
		expect(await stored()).toBe('');
	});

	test('after a time-out', async () => {
		hooked = await Hooked.warest({ webhooks: { warestTimeoutMs: 30 } });
		hooked.receiver.answers = [() => undefined];
		say('slow');
		await hooked.receiver.got(2);
		await hooked.settled();
		expect(hooked.harness.sandbox.deliveries).toMatchObject([
			{ attempt: 1, status: null, error: expect.stringContaining('timeout') },
			{ attempt: 2, status: 200, error: null },
		]);
	});

	test.each([400, 401, 403, 404, 410, 422])('not after a %d', async (status) => {
		await fail(status);
		expect(hooked.receiver.received).toHaveLength(1);
		expect(await stored()).toBe('');
	});

	test('wait as long as they are told, and a little by chance', async () => {
		const webhooks = { warestRetryWaitsMs: [30, 60], warestJitterMs: 20 };
		hooked = await Hooked.warest({ webhooks });
		hooked.receiver.answers = [500, 500, 500];
		say('hi');
		await hooked.receiver.got(3);
		await hooked.settled();
		const times = hooked.harness.sandbox.deliveries.map(({ sentAt }) => sentAt);
		expect(times).toHaveLength(3);
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(28);
		expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(58);
	});

	test('that succeed leave everything as it was', async () => {
		hooked = await Hooked.warest();
		hooked.receiver.answers = [500];
		say('hi');
		await hooked.receiver.got(2);
		await hooked.settled();
		expect(await stored()).toBe(hooked.url);
	});
});

describe('un-registering', () => {
	test('takes the stored address, while the running session goes on until a restart', async () => {
		await fail(404);
		say('still');
		await hooked.receiver.got(2);
		expect([texts(), await stored()]).toEqual([['lost', 'still'], '']);
		await hooked.harness.sandbox.setDown('warest', true);
		await hooked.harness.sandbox.setDown('warest', false);
		say('unheard');
		await hooked.register();
		say('back');
		await hooked.receiver.got(3);
		expect(texts()).toEqual(['lost', 'still', 'back']);
	});

	test('takes the address of now, even when another one has failed', async () => {
		const other = await Receiver.start();
		hooked = await Hooked.start({ webhooks: { warestRetryWaitsMs: [150] } });
		await hooked.register(other.url);
		other.answers = [500, 500];
		say('hi');
		await other.got(1);
		await hooked.register();
		await other.got(2);
		await hooked.settled();
		expect(await stored()).toBe('');
		await other.close();
	});

	test('keeps the secret', async () => {
		await fail(410);
		const { body } = await hooked.harness.warest('POST', 'session/default/config', {});
		expect(body).toMatchObject({ results: [{ webhookUrl: '', webhookSecret: SECRET }] });
	});
});

describe('blocks', () => {
	test.each([401, 403])('after a %d: 15 minutes, even when registered again', async (status) => {
		await fail(status);
		await hooked.register();
		say('blocked');
		const { deliveries, world } = hooked.harness.sandbox;
		await until(() => deliveries.length === 2);
		expect(deliveries[1]).toMatchObject({ attempt: 0, error: 'the address is blocked' });
		world.clock.advance(15 * MINUTE_MS - 1_000);
		say('blocked too');
		world.clock.advance(1_500);
		say('free');
		await hooked.receiver.got(2);
		expect(texts()).toEqual(['lost', 'free']);
	});

	test('another address of the same session is not blocked', async () => {
		await fail(401);
		await hooked.register(`${hooked.receiver.url}/other`);
		say('there');
		await hooked.receiver.got(2);
		expect(hooked.receiver.received[1]?.path).toBe('/other');
	});

	test('after five failed attempts in a row: a minute', async () => {
		await fail(500, 500, 500, 500);
		await hooked.register();
		hooked.receiver.answers = [404];
		say('the fifth');
		await hooked.receiver.got(5);
		await hooked.settled();
		await hooked.register();
		say('blocked');
		hooked.harness.sandbox.world.clock.advance(MINUTE_MS + 1);
		say('free');
		await hooked.receiver.got(6);
		expect(texts().slice(4)).toEqual(['the fifth', 'free']);
	});

	test('a success in between starts the count anew', async () => {
		await fail(500, 500, 500, 500);
		for (const text of ['good', 'bad', 'good again']) {
			await hooked.register();
			if (text === 'bad') hooked.receiver.answers = [404];
			const before = hooked.receiver.received.length;
			say(text);
			await hooked.receiver.got(before + 1);
			await hooked.settled();
		}
		expect(texts().slice(4)).toEqual(['good', 'bad', 'good again']);
	});

	test('are forgotten with a restart of the server', async () => {
		await fail(401);
		await hooked.register();
		await hooked.harness.sandbox.setDown('warest', true);
		await hooked.harness.sandbox.setDown('warest', false);
		say('free');
		await hooked.receiver.got(2);
		expect(texts()).toEqual(['lost', 'free']);
	});
});

describe('forgetting', () => {
	const get = async (path: string): Promise<void> =>
		void (await hooked.harness.warest('GET', path));
	const works = async (): Promise<void> => await until(() => hooked.session.status === 'working');

	test.each([
		['a reconnect', async () => await get('session/reconnect?sessionId=default')],
		[
			'creating a session that was stopped',
			async () => {
				hooked.session.stop();
				await get('session/create?sessionId=default');
			},
		],
		[
			'a pairing code for a session that was stopped',
			async () => {
				hooked.session.stop();
				await get('session/create/pair-code?sessionId=default&phone=4917');
			},
		],
		['an empty URL', async () => await hooked.register('')],
	])('%s delivers nothing any more, whatever the API shows', async (_name, forget) => {
		hooked = await Hooked.warest();
		await forget();
		await works();
		await hooked.settled();
		hooked.receiver.received.length = 0;
		say('unheard');
		expect(await stored()).toBe('');
		hooked.harness.sandbox.world.clock.advance(5_000);
		expect(await stored()).toBe(hooked.url);
		say('unheard too');
		await hooked.register();
		say('heard');
		await hooked.receiver.got(1);
		await hooked.settled();
		expect(texts()).toEqual(['heard']);
	});

	test('what was stored is active again after a restart of the server', async () => {
		hooked = await Hooked.warest();
		await hooked.register('');
		await hooked.harness.sandbox.setDown('warest', true);
		await hooked.harness.sandbox.setDown('warest', false);
		say('heard');
		await hooked.receiver.got(1);
		expect(texts()).toEqual(['heard']);
	});
});

describe('a test of a webhook', () => {
	const URLS = '/api/webhooks/preflight';
	const ask = async (body: object, key?: string) => {
		const { url, apiKey } = hooked.harness.sandbox.warest;
		const headers = { 'X-API-KEY': key ?? apiKey };
		const answer = await send(url, { method: 'POST', path: URLS, body, headers });
		return { status: answer.status, body: json(answer) };
	};

	test('sends a ping that is signed like everything else', async () => {
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

	test('is well even when a target is not, and passes a redirect that loses the body', async () => {
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

	test('asks for a key', async () => {
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
] as const)('everything can come twice, as a %s', async (duplicates, bodies) => {
	hooked = await Hooked.warest({ webhooks: { duplicates } });
	let now = 1_700_000_000_000;
	hooked.harness.sandbox.world.clock.use(() => (now += 1));
	say('hi');
	const received = await hooked.receiver.got(2);
	expect(new Set(received.map(({ raw }) => raw)).size).toBe(bodies);
	const ids = received.map(({ body }) => at(body, 'data', 'message', 'key', 'id'));
	expect(new Set(ids).size).toBe(1);
});
