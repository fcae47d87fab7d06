import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Call, json, send } from './client';
import { stopClock } from './harness';

/** Exchanges captured from WARest v0.3.44. */
interface Exchange {
	name: string;
	call: Call;
	status: number;
	body: unknown;
	headers?: Record<string, unknown>;
	key?: string | null;
}

const KEY = 'sandbox-warest-key';
const failed = (code: number, message: string, payload: object) => ({
	status: false,
	code,
	message,
	...payload,
});
const general = { results: [] };
const rateHeaders = {
	'x-ratelimit-limit': '120',
	'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
	'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
};
const sendText = (body: unknown): Call => ({
	method: 'POST',
	path: '/api/v1/messages/send/text',
	body,
});

const EXCHANGES: Exchange[] = [
	{
		name: '1 no key',
		key: null,
		call: { path: '/api/v1/session/list' },
		status: 401,
		body: { error: 'Missing X-WAREST-API-KEY' },
	},
	{
		name: '2 wrong key',
		key: 'x',
		call: { path: '/api/v1/session/list' },
		status: 401,
		body: { error: 'Invalid X-WAREST-API-KEY' },
	},
	{
		name: '3 no sessions of this user',
		key: 'sandbox-warest-admin-key',
		call: { path: '/api/v1/session/list' },
		status: 200,
		body: { status: true, code: 1000, message: 'OK', results: [{ items: [] }] },
		headers: rateHeaders,
	},
	{
		name: '4 create without id',
		call: { path: '/api/v1/session/create' },
		status: 400,
		body: failed(1100, 'sessionId is required', general),
	},
	{
		name: '4 create with a bad id',
		call: { path: '/api/v1/session/create?sessionId=bad%20id' },
		status: 400,
		body: failed(1100, 'sessionId is required', general),
	},
	{
		name: '5 unknown session',
		call: { path: '/api/v1/profile/info?sessionId=nope' },
		status: 404,
		body: failed(1101, 'Session not found', general),
	},
	{
		name: '6 groups of a session that waits',
		call: { path: '/api/v1/groups?sessionId=lab1' },
		status: 409,
		body: failed(1106, 'Login required (scan QR or pairing)', general),
	},
	{
		name: '7 chats of a session that waits',
		call: { path: '/api/v1/chats?sessionId=lab1' },
		status: 404,
		body: failed(1101, 'Session not found', { result: null }),
	},
	{
		name: '7 send through a session that waits',
		call: sendText({ sessionId: 'lab1', to: '628111', message: 'hi' }),
		status: 404,
		body: failed(1101, 'Session not found', { results: null }),
	},
	{
		name: '8 second send within 3 s, though the first has failed',
		call: sendText({ sessionId: 'lab1', to: '628111', message: 'hi' }),
		status: 429,
		body: { error: 'Recipient cooldown', retryAfter: 3 },
		headers: { 'retry-after': '3' },
	},
	{
		name: '11 missing message',
		call: sendText({ sessionId: 'default', to: '628112' }),
		status: 400,
		body: failed(1100, "Parameter 'message' is required", { results: null }),
	},
	{
		name: '12 broken JSON, even without a key',
		key: null,
		call: sendText('{bad'),
		status: 400,
		body: { error: "Expected property name or '}' in JSON at position 1 (line 1 column 2)" },
	},
	{
		name: '14 text sent',
		call: sendText({ sessionId: 'default', to: '628113', message: 'hi' }),
		status: 200,
		body: {
			status: true,
			code: 1000,
			message: 'Text message sent',
			results: [
				{
					phone: '491700000001',
					to: '628113',
					toJid: '628113@s.whatsapp.net',
					messageId: expect.stringMatching(/^3EB0[0-9A-F]{18}$/),
					status: 'text success',
					timestamp: expect.any(Number),
					advancedInfo: { isForwarded: false, quotedMessageId: null },
				},
			],
		},
		headers: rateHeaders,
	},
];

let sandbox: Sandbox;
const ask = async (call: Call, key: string | null = KEY) =>
	await send(sandbox.warest.url, {
		...call,
		headers: { ...call.headers, ...(key === null ? {} : { 'X-WAREST-API-KEY': key }) },
	});

beforeAll(async () => {
	sandbox = await startSandbox();
	stopClock(sandbox);
	sandbox.world.addSession('lab1').become('waitingForQr');
});
afterAll(async () => await sandbox.close());

test.each(EXCHANGES)('$name', async ({ call, status, body, headers, key }) => {
	const answer = await ask(call, key);
	expect(json(answer)).toEqual(body);
	expect(answer.status).toBe(status);
	expect(answer.headers).toMatchObject(headers ?? {});
});

test('13 an unknown route is answered with an HTML page', async () => {
	const answer = await ask({ path: '/api/v1/nope' });
	expect([answer.status, answer.headers['content-type']]).toEqual([
		404,
		'text/html; charset=utf-8',
	]);
});

test('15 a JSON body of more than 2 MB is refused with 413', async () => {
	const answer = await ask({
		method: 'POST',
		path: '/api/v1/session/default/config',
		body: { webhookUrl: 'x'.repeat(2_200_000) },
	});
	expect([answer.status, json(answer)]).toEqual([413, { error: 'request entity too large' }]);
});

test.each([
	['9 rate limit', { rateLimitMax: 7 }, 'Too many requests', { 'x-ratelimit-remaining': '0' }],
	['10 quota', { quotaMax: 3 }, 'Quota exceeded', { 'x-quota-remaining': '0' }],
])(
	'%s is reached after three requests, and the fourth is refused with 429',
	async (_name, warestLimits, error, headers) => {
		const limited = await startSandbox({ warestLimits });
		stopClock(limited);
		const call = { path: '/api/v1/chats?sessionId=default', headers: { 'X-API-KEY': KEY } };
		const answers = [];
		for (let count = 0; count < 4; count += 1) answers.push(await send(limited.warest.url, call));
		// A chat route costs two units, so seven units are enough for three calls, and so is a quota of three.
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
		const last = answers[3];
		expect(last && json(last)).toEqual({ error });
		expect(last?.headers).toMatchObject(headers);
		expect(last?.headers['retry-after']).toBeUndefined();
		await limited.close();
	},
);

describe('the webhook configuration', () => {
	const configure = async (body: unknown) => {
		const answer = await ask({ method: 'POST', path: '/api/v1/session/default/config', body });
		return { status: answer.status, body: json(answer) };
	};
	const shown = (webhookUrl: string, webhookSecret: unknown) => ({
		status: 200,
		body: {
			status: true,
			code: 1000,
			message: 'OK',
			results: [{ registryUser: 'sandbox', sessionId: 'default', webhookUrl, webhookSecret }],
		},
	});

	test('is returned for an empty body, and accepts any text as URL', async () => {
		expect(await configure({})).toEqual(shown('', ''));
		expect(await configure({ webhookUrl: 'not a url', webhookSecret: ' secret ' })).toEqual(
			shown('not a url', 'secret'),
		);
		expect(await configure({})).toEqual(shown('not a url', 'secret'));
		expect(await configure({ webhookUrl: 'http://a' })).toEqual(
			shown('http://a', expect.stringMatching(/^.{8,15}$/)),
		);
	});

	test.each([
		['an empty URL', async () => await configure({ webhookUrl: '', webhookSecret: '' })],
		['a reconnect', async () => await ask({ path: '/api/v1/session/reconnect?sessionId=default' })],
	])('%s hides the stored URL for 5 seconds', async (_name, forget) => {
		await configure({ webhookUrl: 'http://hook', webhookSecret: 'secret' });
		await forget();
		expect(await configure({})).toEqual(shown('', ''));
		sandbox.world.clock.advance(5_000);
		expect(await configure({})).toEqual(shown('http://hook', 'secret'));
	});

	test.each([
		[204, 200],
		[404, 400],
	])(
		'a preflight to a receiver that answers %d is answered with %d',
		async (receiverStatus, status) => {
			const received: Array<{ body: string; signature: unknown; isPreflight: unknown }> = [];
			const receiver: Server = createServer((request, response) => {
				let body = '';
				request.on('data', (chunk: Buffer) => (body += chunk.toString()));
				request.on('end', () => {
					const { headers } = request;
					received.push({
						body,
						signature: headers['x-warest-signature'],
						isPreflight: headers['x-warest-preflight'],
					});
					response.writeHead(receiverStatus).end();
				});
			});
			await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
			const address = receiver.address();
			const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`;
			const answer = await configure({ webhookUrl: url, webhookSecret: 'secret', preflight: true });
			expect(answer.status).toBe(status);
			if (status === 400) {
				const result = { target: url, ok: false, status: 404, roundTripMs: expect.any(Number) };
				expect(answer.body).toEqual(
					failed(2000, 'Webhook preflight failed', { results: [{ results: [result] }] }),
				);
			}
			const [delivery] = received;
			expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
				event: 'preflight',
				data: { ping: true },
			});
			expect(delivery?.isPreflight).toBe('1');
			// The key is the secret directly followed by the user name.
			const expected = createHmac('sha256', 'secretsandbox')
				.update(delivery?.body ?? '')
				.digest('hex');
			expect(delivery?.signature).toBe(`HMAC-SHA256=${expected}`);
			receiver.close();
		},
	);
});
