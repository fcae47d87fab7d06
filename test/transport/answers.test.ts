import { runNode } from '../support/engine';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { byId } from '../support/sandbox';

const fake = useFakeGateway();
const JSON_TYPE = 'application/json';
const KEY = 'key-that-nobody-may-see';

const run = async (gateway: string, parameters: object = {}) =>
	await runNode({
		credential: { gateway, baseUrl: fake.url, apiKey: KEY },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('491701234567'),
			text: 'private words',
			...parameters,
		},
		settings: { onError: 'continueRegularOutput' },
	});

const wahaFailure = JSON.stringify({
	statusCode: 500,
	timestamp: '2026-01-01T00:00:00Z',
	exception: {
		message: 'no LID found',
		name: 'Error',
		stack: 'Error: no LID found\n    at /app/secret/place.js:1:1',
	},
	request: { path: '/api/sendText', method: 'POST', body: { text: 'private words' }, query: {} },
	version: { version: '2026.1.1' },
});

const UNSURE = 'It may or may not have been sent (session default, chat 491701234567@c.us)';

/** A gateway that failed by its own word may have done something; one that refused did nothing. */
const fateOf = (status: number, body: string): string =>
	(status === 500 || status === 200) && !body.includes('too large') ? 'failed' : 'notDone';

/** gateway, status, content type, body → message, part of the description */
test.each([
	[
		'waha',
		400,
		JSON_TYPE,
		'{"statusCode":400,"message":["chatId must be a string","text must be a string"],"error":"Bad Request"}',
		'WAHA did not accept the request: chatId must be a string; text must be a string',
		'Check the fields',
	],
	[
		'waha',
		400,
		JSON_TYPE,
		'{"detail":"\'dancing\' presence requires \'chatId\' field."}',
		"WAHA did not accept the request: 'dancing' presence requires 'chatId' field.",
		'Check the fields',
	],
	[
		'waha',
		401,
		JSON_TYPE,
		'{"message":"Unauthorized","statusCode":401}',
		'WAHA refused the API key',
		'credential',
	],
	[
		'waha',
		403,
		JSON_TYPE,
		'{"message":"Forbidden","statusCode":403}',
		'The API key may not do this on WAHA',
		'admin key',
	],
	[
		'waha',
		404,
		JSON_TYPE,
		'{"statusCode":404,"message":"Session not found","error":"Not Found"}',
		'WAHA has no such session (Session not found)',
		'Get Many',
	],
	[
		'waha',
		404,
		JSON_TYPE,
		'{"statusCode":404,"message":"Cannot POST /api/sendText","error":"Not Found"}',
		'This WAHA does not know the operation',
		'Update WAHA',
	],
	[
		'waha',
		404,
		JSON_TYPE,
		'{"error":{"code":404,"key":"FILE_NOT_FOUND","message":"File not found","details":"x"}}',
		'WAHA said: File not found',
		undefined,
	],
	['waha', 413, 'text/plain', 'too large', 'The request is larger than the server takes', 'proxy'],
	[
		'waha',
		422,
		JSON_TYPE,
		'{"error":"Session status is not as expected. Try again later or restart the session","session":"default","status":"STARTING","expected":["WORKING"]}',
		'The session "default" on WAHA is not ready: its status is STARTING, it must be WORKING',
		'QR code',
	],
	[
		'waha',
		422,
		JSON_TYPE,
		'{"error":"Session \\"x\\" does not exist","session":"x"}',
		'WAHA has no such session (x)',
		'Get Many',
	],
	[
		'waha',
		422,
		JSON_TYPE,
		'{"statusCode":422,"message":"The feature is available only in Plus version for \'WEBJS\'","error":"Unprocessable Entity"}',
		'This WAHA is too old to do this without a Plus licence',
		'2026.6.1',
	],
	[
		'waha',
		500,
		JSON_TYPE,
		wahaFailure,
		'WAHA failed to do this: no LID found',
		'Check that the chat',
	],
	[
		'waha',
		500,
		JSON_TYPE,
		'{"statusCode":500,"exception":{"message":"request entity too large","name":"PayloadTooLargeError","stack":"x"}}',
		'The file is larger than WAHA takes',
		'37 MB',
	],
	[
		'waha',
		501,
		JSON_TYPE,
		'{"message":"The method is not implemented by \'GOWS\' engine","error":"Not Implemented","statusCode":501}',
		"The engine of this WAHA session cannot do this: The method is not implemented by 'GOWS' engine",
		'another engine',
	],
	[
		'waha',
		502,
		'text/html',
		'<html>Bad Gateway</html>',
		'A web page came back instead of an answer from WAHA',
		'Base URL',
	],
	['waha', 503, JSON_TYPE, '', 'WAHA is not available', 'Try again'],
	[
		'waha',
		200,
		'text/html',
		'<html>Welcome</html>',
		'A web page came back instead of an answer from WAHA',
		'Base URL',
	],
	['waha', 418, JSON_TYPE, '{"mess', 'WAHA answered with HTTP status 418', undefined],
	[
		'waha',
		400,
		'text/plain',
		'{"statusCode":400,"message":"mislabelled"}',
		'WAHA did not accept the request: mislabelled',
		'Check the fields',
	],
	[
		'warest',
		400,
		JSON_TYPE,
		'{"status":false,"code":1100,"message":"Parameter \'message\' is required","results":null}',
		"WARest did not accept the request: Parameter 'message' is required",
		'Check the fields',
	],
	[
		'warest',
		401,
		JSON_TYPE,
		'{"error":"Invalid X-WAREST-API-KEY"}',
		'WARest refused the API key',
		'credential',
	],
	[
		'warest',
		403,
		JSON_TYPE,
		'{"error":"Admin only"}',
		'This needs an admin key of WARest',
		'administrator',
	],
	[
		'warest',
		403,
		JSON_TYPE,
		'{"status":false,"code":2201,"message":"Forbidden","results":[]}',
		'The API key may not do this on WARest: Forbidden',
		'another user',
	],
	[
		'warest',
		409,
		JSON_TYPE,
		'{"status":false,"code":1106,"message":"Login required (scan QR or pairing)","results":[]}',
		'The session on WARest is not ready: its phone is not linked',
		'QR Code',
	],
	[
		'warest',
		413,
		JSON_TYPE,
		'{"error":"request entity too large"}',
		'The request is larger than WARest takes',
		'2 MB',
	],
	[
		'warest',
		415,
		JSON_TYPE,
		'{"status":false,"code":2007,"message":"Unsupported media","results":null}',
		'WARest does not take this kind of file here: Unsupported media',
		'MIME type',
	],
	[
		'warest',
		429,
		JSON_TYPE,
		'{"error":"Recipient cooldown","retryAfter":900}',
		'WARest wants a pause between two requests for the same chat',
		'Wait 900 seconds',
	],
	[
		'warest',
		500,
		JSON_TYPE,
		'{"status":false,"code":8000,"message":"Internal server error","results":null}',
		'WARest failed to do this: Internal server error',
		'its log does',
	],
	[
		'warest',
		503,
		JSON_TYPE,
		'{"error":"Service unavailable"}',
		'WARest is not available: Service unavailable',
		'Try again',
	],
	[
		'warest',
		404,
		'text/html',
		'<!DOCTYPE html>Cannot POST',
		'A web page came back instead of an answer from WARest',
		'Base URL',
	],
	[
		'warest',
		200,
		JSON_TYPE,
		'{"status":false,"code":3012,"message":"Poll invalid","results":null}',
		'WARest said: Poll invalid',
		undefined,
	],
])('%s answers %p as %s: %p', async (gateway, status, type, body, message, hint) => {
	fake.answer = answering(status, type, body);
	const { items } = await run(gateway);
	const isOpen = [502, 503, 504].includes(status);
	expect(items[0]?.json.error).toBe(isOpen ? `${message}. ${UNSURE}` : message);
	expect(items[0]?.error?.context.outcome).toBe(isOpen ? 'unknown' : fateOf(status, body));
	if (hint === undefined) expect(items[0]?.error?.description ?? null).toBeNull();
	else expect(items[0]?.error?.description).toContain(hint);
	const shown = JSON.stringify(items);
	expect(shown).not.toContain(KEY);
	expect(shown).not.toContain('private words');
	expect(shown).not.toContain('place.js');
});

test.each([
	['Too many requests', 'RateLimit', 'WARest receives too many requests with this API key'],
	['Quota exceeded', 'Quota', 'The quota of this API key on WARest is used up'],
])('"%s" that ends too late is told with its end', async (error, limit, message) => {
	fake.seen.length = 0;
	fake.answer = answering(429, JSON_TYPE, JSON.stringify({ error }), {
		[`X-${limit}-Remaining`]: '0',
		[`X-${limit}-Reset`]: String(Math.floor(Date.now() / 1000) + 900),
	});
	const { items } = await run('warest');
	expect(items[0]?.json).toEqual({ error: message });
	expect(items[0]?.error?.context.outcome).toBe('notDone');
	expect(items[0]?.error?.description).toMatch(/again in (899|90\d) seconds.*raise the limit/i);
	expect(fake.seen).toHaveLength(1);
});

test.each(['waha', 'warest'])(
	'a redirect of %s is refused, and the key goes nowhere else',
	async (gateway) => {
		fake.seen.length = 0;
		fake.answer = answering(302, 'text/plain', '', { location: 'http://127.0.0.1:1/elsewhere' });
		const { items } = await run(gateway);
		expect(items[0]?.json.error).toMatch(/sends to another address$/);
		expect(fake.seen).toHaveLength(1);
	},
);

test('a send whose answer never comes may or may not have left', async () => {
	fake.answer = () => undefined;
	const { items } = await run('waha', { requestOptions: { timeout: 200 } });
	expect(items[0]?.json.error).toMatch(
		/did not answer within .*\. It may or may not have been sent \(session default, chat 491701234567@c\.us\)$/,
	);
	expect(items[0]?.error?.description).toContain('before you send again');
});

test('a connection cut after the request was read leaves it open, too', async () => {
	fake.answer = (request) => request.socket.destroy();
	const { items } = await run('warest');
	expect(items[0]?.json.error).toContain('It may or may not have been sent');
});

test('a reading request that was cut says nothing of the kind', async () => {
	fake.answer = (request) => request.socket.destroy();
	const { items } = await run('waha', { resource: 'session', operation: 'getMany' });
	expect(items[0]?.json.error).not.toContain('may or may not');
});

test('a success without a body, or with half a body, is a message without an id', async () => {
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

test('half a list is no list', async () => {
	fake.answer = answering(200, JSON_TYPE, '[{"name":"default"},{"na');
	const { items } = await run('waha', { resource: 'session', operation: 'getMany' });
	expect(items[0]?.json.error).toBe('WAHA sent an answer that cannot be read');
});

test('an answer cannot reach a prototype', async () => {
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

test('a raw answer that looks like a failed item is not taken for one', async () => {
	fake.answer = answering(200, JSON_TYPE, '[{"error":"not really"}]');
	const { items } = await run('waha', {
		resource: 'session',
		operation: 'getMany',
		simplify: false,
	});
	expect(items[0]?.json).toEqual({ answer: { error: 'not really' } });
});
