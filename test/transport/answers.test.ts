import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IExecuteFunctions } from 'n8n-workflow';
import { readCredential } from '../../nodes/WhatsApp/client/readCredential';
import { GatewayProblem } from '../../nodes/WhatsApp/portable/problem';
import { openChannel, type GatewayChannel } from '../../nodes/WhatsApp/transport/channel';
import { readRequestOptions } from '../../nodes/WhatsApp/transport/options';
import type { GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { send } from '../../nodes/WhatsApp/transport/send';
import { SELF_SIGNED } from '../support/certificate';
import { runNode } from '../support/engine';
import { answering, silent, useFakeGateway } from '../support/fakeGateway';
import { listed } from '../../nodes/WhatsApp/gateways/listed';
import { byId } from '../support/sandbox';
import { cases, LOOK, PRIVATE } from './cases';
import { detailsOf } from '../support/failedItems';
import { OUTCOMES } from '../../nodes/WhatsApp/execution/outcome';

const fake = useFakeGateway();
const JSON_TYPE = 'application/json';
const KEY = 'key-that-nobody-may-see';

const run = async (gateway: string, parameters: object = {}, baseUrl = fake.url) =>
	await runNode({
		credential: { gateway, baseUrl, apiKey: KEY },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('491701234567'),
			text: PRIVATE,
			...parameters,
		},
		settings: { onError: 'continueRegularOutput' },
	});

const UNSURE = 'It may or may not have been sent (session default, chat 491701234567@c.us)';

const GATEWAYS = listed.map(({ value }) => value);

describe.each(GATEWAYS)('%s', (gateway) => {
	test.each(cases[gateway])('$title', async ({ answers, fate, hint, message }) => {
		for (const { body, headers, status, type } of answers) {
			fake.answer = answering(status, type, body, headers);
			const { items } = await run(gateway);
			const [item] = items;
			expect([status, type, body, item?.json.error]).toEqual([
				status,
				type,
				body,
				fate === 'unknown' ? `${message}. ${UNSURE}` : message,
			]);
			expect(detailsOf(item).hint).toBe(hint);
			expect(detailsOf(item).outcome).toBe(OUTCOMES[fate]);
			const shown = JSON.stringify(items);
			for (const secret of [KEY, PRIVATE, 'place.js']) expect(shown).not.toContain(secret);
		}
	});

	test('the cases cover the common status codes', () => {
		const known = new Set(
			cases[gateway].flatMap(({ answers }) => answers.map((one) => one.status)),
		);
		expect([...known]).toEqual(
			expect.arrayContaining([
				200, 400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 501, 502, 503, 504,
			]),
		);
	});
});

/** A channel on which every request ends with this fault, to a gateway that the node no longer waits for. */
function faulting([code, words = KEY]: readonly [string, string?]): GatewayChannel {
	const fault = async (): Promise<never> =>
		await Promise.reject(Object.assign(new Error(words), { code }));
	// The transport uses nothing else of n8n's context.
	const context = {
		helpers: { httpRequestWithAuthentication: fault },
	} as unknown as IExecuteFunctions;
	const credential = { gateway: 'waha', baseUrl: 'http://waha:3000', apiKey: KEY };
	const channel = openChannel({
		...readCredential(credential),
		context,
		options: readRequestOptions({}),
	});
	channel.reach.giveUp();
	return channel;
}

const placed = (text: string): string =>
	text.replace('{gateway}', 'WAHA').replace('{address}', 'http://waha:3000');

describe.each(cases.network)('$title', ({ fate, faults, hint, message }) => {
	const change: GatewayRequest = { method: 'POST', path: '/x' };
	const problemOf = async (
		thrown: readonly [string, string?],
		request: GatewayRequest,
	): Promise<unknown> => await send(faulting(thrown), request).catch((error: unknown) => error);

	test.each(faults.map((thrown) => ({ thrown })))('$thrown', async ({ thrown }) => {
		const problem = await problemOf(thrown, change);
		expect(problem).toBeInstanceOf(GatewayProblem);
		expect(problem).toMatchObject({
			message:
				fate === 'unknown'
					? `${placed(message)}. It may or may not have been sent`
					: placed(message),
			hint,
			fate,
			status: null,
		});
	});

	test('a read that fails counts as not done', async () => {
		const problem = await problemOf(faults[0] ?? [''], { ...change, effect: 'read' });
		expect(problem).toMatchObject({
			message: placed(message),
			hint: hint.replace(`${LOOK} `, ''),
			fate: 'notDone',
		});
	});
});

describe('real connections', () => {
	test('a port on which nothing listens is reported as unreachable', async () => {
		const { items } = await run('waha', {}, 'http://127.0.0.1:1');
		expect(items[0]?.json.error).toBe(
			'WAHA at http://127.0.0.1:1 cannot be reached: nothing answers there',
		);
		expect(detailsOf(items[0]).hint).toContain("localhost is n8n's own container");
		expect(detailsOf(items[0]).outcome).toBe('notSent');
	});

	test('a self-signed certificate is refused unless Ignore SSL Issues is on', async () => {
		const server = createServer(SELF_SIGNED, (_, response) => {
			response.setHeader('content-type', JSON_TYPE).end('{"id":"true_49@c.us_3EB0"}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const { items } = await run('waha', {}, url);
		expect(items[0]?.json.error).toBe(`WAHA at ${url} has a certificate that n8n does not trust`);
		expect(detailsOf(items[0]).outcome).toBe('notSent');
		const allowed = await run('waha', { requestOptions: { allowUnauthorizedCerts: true } }, url);
		expect(allowed.items[0]?.json.messageId).toBe('true_49@c.us_3EB0');
		server.closeAllConnections();
		server.close();
	});
});

test.each([
	['Too many requests', 'RateLimit', 'WARest receives too many requests with this API key'],
	['Quota exceeded', 'Quota', 'The quota of this API key on WARest is used up'],
])(
	'"%s" that lasts too long to wait for is reported with its end',
	async (error, limit, message) => {
		fake.seen.length = 0;
		fake.answer = answering(429, JSON_TYPE, JSON.stringify({ error }), {
			[`X-${limit}-Remaining`]: '0',
			[`X-${limit}-Reset`]: String(Math.floor(Date.now() / 1000) + 900),
		});
		const { items } = await run('warest');
		expect(items[0]?.json.error).toBe(message);
		expect(detailsOf(items[0]).outcome).toBe('notSent');
		expect(detailsOf(items[0]).hint).toMatch(/again in 901 seconds.*raise the limit/i);
		expect(fake.seen).toHaveLength(1);
	},
);

test.each([...listed])(
	'a redirect by $name is refused, and the API key is sent nowhere else',
	async ({ name, value }) => {
		fake.seen.length = 0;
		fake.answer = answering(302, 'text/plain', '', { location: 'http://127.0.0.1:1/elsewhere' });
		const { items } = await run(value);
		const { fate, hint, message } = cases.redirect;
		expect(items[0]?.json.error).toBe(
			message.replace('{gateway}', name).replace('{address}', fake.url),
		);
		expect(detailsOf(items[0])).toMatchObject({ hint, outcome: OUTCOMES[fate] });
		expect(fake.seen).toHaveLength(1);
	},
);

test('a send without a response is reported as possibly sent', async () => {
	fake.answer = silent;
	const { items } = await run('waha', { requestOptions: { timeout: 200 } });
	expect(items[0]?.json.error).toMatch(
		/did not answer within .*\. It may or may not have been sent \(session default, chat 491701234567@c\.us\)$/,
	);
	expect(detailsOf(items[0]).hint).toContain('before you send again');
});

test('a send whose connection is cut after the request was read is reported as possibly sent', async () => {
	fake.answer = (request) => request.socket.destroy();
	const { items } = await run('warest');
	expect(items[0]?.json.error).toContain('It may or may not have been sent');
});

test('a read whose connection is cut is not reported as possibly sent', async () => {
	fake.answer = (request) => request.socket.destroy();
	const { items } = await run('waha', { resource: 'session', operation: 'getMany' });
	expect(items[0]?.json.error).not.toContain('may or may not');
});

test('a success response with no body or half a body gives a message without an ID', async () => {
	for (const body of ['', '{"id":"tru']) {
		fake.answer = answering(201, JSON_TYPE, body);
		const { items } = await run('waha');
		expect(items[0]?.json).toMatchObject({
			chatId: '491701234567@c.us',
			messageId: null,
			timestamp: null,
		});
	}
});

test('an incomplete list is reported as an unreadable response', async () => {
	fake.answer = answering(200, JSON_TYPE, '[{"name":"default"},{"na');
	const { items } = await run('waha', { resource: 'session', operation: 'getMany' });
	expect(items[0]?.json.error).toBe('WAHA sent an answer that cannot be read');
});

test('a response cannot pollute a prototype', async () => {
	fake.answer = answering(
		200,
		JSON_TYPE,
		'[{"name":"default","status":"WORKING","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}]',
	);
	const { items } = await run('waha', {
		resource: 'session',
		operation: 'getMany',
		simplify: false,
	});
	expect(items[0]?.json.name).toBe('default');
	expect(Object.hasOwn(items[0]?.json ?? {}, '__proto__')).toBe(false);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a raw response that looks like a failed item is not treated as one', async () => {
	fake.answer = answering(200, JSON_TYPE, '[{"error":"not really"}]');
	const { items } = await run('waha', {
		resource: 'session',
		operation: 'getMany',
		simplify: false,
	});
	expect(items[0]?.json).toEqual({ answer: { error: 'not really' } });
});

test.each(GATEWAYS)('an API key that %s quotes is masked', async (gateway) => {
	const body = JSON.stringify({ message: `the key ${KEY} is not mine`, status: false });
	fake.answer = answering(400, JSON_TYPE, body);
	const { items } = await run(gateway);
	expect(items[0]?.json.error).toMatch(/: the key \*\*\* is not mine$/);
});
