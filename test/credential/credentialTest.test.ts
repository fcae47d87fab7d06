import { Readable } from 'node:stream';
import fc from 'fast-check';
import type { ICredentialTestFunctions } from 'n8n-workflow';
import type { GatewayName } from '../../nodes/WhatsApp/gateways/catalogue';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import { WhatsAppTrigger } from '../../nodes/WhatsApp/WhatsAppTrigger.node';
import { testContext, testCredential } from '../support/credentialTest';
import type { TestCredential } from '../support/engine';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { cases, LOOK } from '../transport/cases';
import { mistakes, sentenceOf, unreachable, type Stage } from './mistakes';
import { startPlaces, type Places } from './places';

const OK = { status: 'OK', message: 'Connection successful!' };
const KEY = 'key-that-nobody-may-see';
const JSON_TYPE = 'application/json';
const quick = mistakes.filter(({ isSlow }) => isSlow !== true);

const world = useSandbox();
const fake = useFakeGateway();
let places: Places;
beforeAll(async () => {
	places = await startPlaces();
});
afterAll(async () => await places.close());
beforeEach(() => {
	places.seen.length = 0;
	fake.seen.length = 0;
	world.sandbox.requests.length = 0;
});

/** A request of the credential test. */
interface Asked {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly followRedirect: boolean;
	readonly timeout: number;
}

/** A context that records the requests, and answers them itself if a test wants it. */
function watched(answer?: (asked: Asked) => Promise<unknown>): {
	context: ICredentialTestFunctions;
	asked: Asked[];
} {
	const context = testContext();
	const asked: Asked[] = [];
	const { request } = context.helpers;
	context.helpers.request = async (options) => {
		const question = options as Asked;
		asked.push(question);
		return await (answer === undefined ? request(options) : answer(question));
	};
	return { context, asked };
}

describe.each(GATEWAYS)('%s', (gateway) => {
	const other: GatewayName = gateway === 'warest' ? 'waha' : 'warest';
	const { name, testPath, welcome }: Gateway = gateways[gateway];
	const stage = (): Stage => ({ sandbox: world.sandbox, places, gateway, other });

	test.each([
		['as it is', '', ''],
		['with spaces around', ' ', '  '],
		['with slashes behind', '', '//'],
		['with /api behind', '', '/api'],
		['with /dashboard behind', '', '/dashboard/'],
	])('passes with the base URL %s', async (_, before, behind) => {
		const { apiKey, baseUrl } = world.credential(gateway);
		const data = { gateway, baseUrl: `${before}${baseUrl}${behind}`, apiKey: ` ${apiKey} ` };
		expect(await testCredential(data)).toEqual(OK);
		const paths = [testPath, ...(welcome === undefined ? [] : [welcome.request.path])];
		expect(world.sandbox.requests).toMatchObject(paths.map((url) => ({ method: 'GET', url })));
	});

	test.each(quick)('$title', async (mistake) => {
		const { asked, context } = watched();
		const data = { ...world.credential(gateway), ...mistake.typed(stage()) };
		const { baseUrl: address, apiKey } = data;
		const where = { gateway, other, address };
		expect(await testCredential(data, context)).toEqual({
			status: 'Error',
			message: sentenceOf(mistake, where),
		});
		// At most three further requests, which change nothing and go to the typed host.
		expect(asked.length).toBeLessThanOrEqual(4);
		for (const { followRedirect, method, url } of asked) {
			expect({ followRedirect, method }).toEqual({ followRedirect: false, method: 'GET' });
			expect(new URL(url).host).toBe(new URL(address).host);
		}
		// If the scheme differs from the typed one, the key is not sent.
		for (const { headers, url } of asked)
			expect(Object.values(headers).includes(apiKey)).toBe(
				new URL(url).protocol === new URL(address).protocol,
			);
	});

	test('the trigger node has the same result for a valid credential and for every mistake', async () => {
		const inTrigger = async (data: Partial<TestCredential>): Promise<unknown> =>
			await testCredential(data, testContext(), new WhatsAppTrigger());
		const valid = world.credential(gateway);
		expect(await inTrigger(valid)).toEqual(OK);
		for (const mistake of quick) {
			const data = { ...valid, ...mistake.typed(stage()) };
			const message = sentenceOf(mistake, { gateway, other, address: data.baseUrl });
			expect(await inTrigger(data)).toEqual({ status: 'Error', message });
		}
	});

	test('does not send the API key to the target of a redirect', async () => {
		const data = { gateway, baseUrl: `http://127.0.0.1:${places.redirect}`, apiKey: KEY };
		expect((await testCredential(data)).status).toBe('Error');
		expect(places.seen).toEqual([]);
	});

	test("an error response in the gateway's own format is explained as the gateway's", async () => {
		const body =
			gateway === 'evolution'
				? { status: 403, error: 'Forbidden', response: { message: ['Forbidden'] } }
				: { statusCode: 403, status: false, code: 4001, message: 'Forbidden' };
		fake.answer = answering(403, JSON_TYPE, JSON.stringify(body));
		const { message } = await testCredential({ gateway, baseUrl: fake.url, apiKey: KEY });
		expect(message).toMatch(
			gateway === 'evolution'
				? /^Evolution API does not allow this: Forbidden/
				: new RegExp(`^The API key may not do this on ${name}`),
		);
		expect(fake.seen).toHaveLength(1);
	});

	test('masks an API key that the gateway quotes', async () => {
		const message = `no rights for "${KEY}"`;
		const body =
			gateway === 'evolution'
				? { status: 400, error: 'Bad Request', response: { message: [message] } }
				: { statusCode: 400, status: false, code: 1100, message };
		fake.answer = answering(400, JSON_TYPE, JSON.stringify(body));
		const data = { gateway, baseUrl: fake.url, apiKey: `\t${KEY}\n` };
		const result = await testCredential(data);
		expect(result.message).toMatch(`${name} did not accept the request: no rights for "***"`);
	});

	test.each([
		[429, JSON_TYPE, '{}', /slow down|too many requests/],
		[521, 'text/html', '<html></html>', /^A server in front of .* with HTTP status 521/],
		[504, 'text/plain', 'timeout', /^A server in front of .* with HTTP status 504/],
		[407, 'text/plain', '', /asks for a log-in/],
		[403, 'text/html', '<html></html>', /asks for a log-in/],
		[200, JSON_TYPE, '{}', /is not [\w ]+: it sent an answer with HTTP status 200/],
		[200, JSON_TYPE, '[{"id":1}]', /is not [\w ]+: it sent an answer with HTTP status 200/],
		[500, 'text/plain', 'oops', /is not [\w ]+: it sent an answer with HTTP status 500/],
		[404, 'text/html', '<html></html>', /is not [\w ]+: it sent a web page with HTTP status 404/],
		[
			404,
			JSON_TYPE,
			'{"statusCode":404,"message":"Cannot GET /","error":"Not Found"}',
			/is not [\w ]+: it sent an answer with HTTP status 404/,
		],
	])('explains the response %i %s %s of another server', async (status, type, body, message) => {
		fake.answer = answering(status, type, body);
		const result = await testCredential({ gateway, baseUrl: fake.url, apiKey: KEY });
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	});

	test('stops reading an endless response', async () => {
		const endless = '[' + ' '.repeat(1_048_576);
		fake.answer = (_, response) => {
			response.setHeader('content-type', JSON_TYPE);
			const more = (): void => {
				while (!response.destroyed && response.write(endless));
			};
			response.on('drain', more);
			more();
		};
		const { message } = await testCredential({ gateway, baseUrl: fake.url, apiKey: KEY });
		expect(message).toMatch(/is not [\w ]+: it sent an answer with HTTP status 200/);
	});
});

/** In these cases the credential test gives other advice than the node, because it has none of the node's options. */
const OWN_ADVICE = /Ignore SSL Issues|Raise Timeout/;

const faults = cases.network.flatMap(({ faults: played, hint, message }) =>
	played.map(([code, words = KEY]) => ({
		code,
		words,
		hint: hint.replace(`${LOOK} `, ''),
		message,
	})),
);

test.each(faults)(
	'"$code" ($words) is explained in the same way as by the node',
	async ({ code, words, hint, message: says }) => {
		const { context } = watched(async () => {
			throw Object.assign(new Error(words), { code });
		});
		const baseUrl = 'http://waha:3000';
		const { message } = await testCredential({ gateway: 'waha', baseUrl, apiKey: KEY }, context);
		const told = says
			.replace('{gateway}', 'WAHA')
			.replace('{address}', baseUrl)
			.replace('60 seconds', '15 seconds');
		if (OWN_ADVICE.test(hint)) expect(message).toMatch(new RegExp(`^${told}\\. [A-Z]`));
		else expect(message).toBe(`${told}. ${hint}`);
		expect(message).not.toContain(KEY);
	},
);

test(unreachable.title, async () => {
	const { context } = watched(async () => {
		throw Object.assign(new Error(KEY), { code: unreachable.fault });
	});
	const address = 'http://gateway.example:3000';
	const data = { gateway: 'waha', baseUrl: address, apiKey: KEY };
	const message = sentenceOf(unreachable, { gateway: 'waha', other: 'warest', address });
	expect(await testCredential(data, context)).toEqual({ status: 'Error', message });
});

test.each([
	['no base URL', { baseUrl: ' ' }, /^The credential has no base URL\. Write/],
	['no gateway', { gateway: '' }, /^The credential names no gateway\. Open/],
])('with %s no request is sent', async (_, change, message) => {
	const { asked, context } = watched();
	const data = { ...world.credential('waha'), ...change };
	const result = await testCredential(data, context);
	expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	expect(asked).toEqual([]);
});

describe('the timeout', () => {
	const [slow] = mistakes.filter(({ isSlow }) => isSlow === true);
	const baseUrl = 'http://waha:3000';
	const data = { gateway: 'waha', baseUrl, apiKey: KEY };
	const tooSlow = {
		status: 'Error',
		message: sentenceOf(slow ?? { says: '' }, {
			gateway: 'waha',
			other: 'warest',
			address: baseUrl,
		}),
	};

	test('reports a gateway that does not respond within 15 seconds', async () => {
		const { asked, context } = watched(async () => await new Promise(() => undefined));
		const result = testCredential(data, context);
		await jest.advanceTimersByTimeAsync(15_000);
		expect(await result).toEqual(tooSlow);
		expect(asked).toMatchObject([{ timeout: 15_000 }]);
	});

	test('cuts off a response that is not complete after 15 seconds', async () => {
		const body = new Readable({ read: () => undefined });
		const drip = setInterval(() => body.push('['), 1_000);
		const { context } = watched(async () => ({ statusCode: 200, headers: {}, body }));
		const result = testCredential(data, context);
		await jest.advanceTimersByTimeAsync(15_000);
		expect(await result).toEqual(tooSlow);
		clearInterval(drip);
		expect(body.destroyed).toBe(true);
	});

	test('discards a response that comes too late', async () => {
		const body = Readable.from(['[]']);
		let answer = (_: unknown): void => undefined;
		const { context } = watched(async () => await new Promise((resolve) => (answer = resolve)));
		const result = testCredential(data, context);
		await jest.advanceTimersByTimeAsync(15_000);
		expect(await result).toEqual(tooSlow);
		answer({ statusCode: 200, headers: {}, body });
		await jest.advanceTimersByTimeAsync(0);
		expect(body.destroyed).toBe(true);
	});
});

test('throws an error in the code, instead of reporting a fault in the credential', async () => {
	const { context } = watched(async () => 'no response');
	await expect(testCredential(world.credential('waha'), context)).rejects.toThrow(TypeError);
});

test('no other response passes the test, and the API key is never shown', async () => {
	const bodies = fc.oneof(
		fc.json(),
		fc.constantFrom('', '{}', '[[]]', `{"message":"${KEY}"}`, `{"statusCode":200,"x":"${KEY}"}`),
		fc.constantFrom(`{"error":"${KEY}"}`, `<html>${KEY}</html>`, `{"results":[{"items":{}}]}`),
	);
	const answers = fc.record({
		status: fc.integer({ min: 200, max: 599 }),
		type: fc.constantFrom('', JSON_TYPE, 'text/html', 'text/plain'),
		body: bodies.filter((body) => !/^\s*\[\s*\]\s*$/.test(body)),
	});
	await fc.assert(
		fc.asyncProperty(answers, fc.constantFrom(...GATEWAYS), async (answer, gateway) => {
			const { asked, context } = watched(async () => ({
				statusCode: answer.status,
				headers: { 'content-type': answer.type },
				body: Readable.from([Buffer.from(answer.body)]),
			}));
			const data = { gateway, baseUrl: 'http://gateway.example', apiKey: KEY };
			const { message, status } = await testCredential(data, context);
			expect(status).toBe('Error');
			expect(message).not.toContain(KEY);
			expect(message).toMatch(/^[A-Z].*\.$/);
			// The test's request, and at most one for each gateway.
			expect(asked.length).toBeLessThanOrEqual(1 + GATEWAYS.length);
		}),
	);
});
