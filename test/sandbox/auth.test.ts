import { type Sandbox, startSandbox } from '../../sandbox';
import { json, send } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const UNAUTHORIZED = { message: 'Unauthorized', statusCode: 401 };

test.each([
	['the key', { 'X-Api-Key': 'sandbox-waha-key' }, '/api/sessions', 200],
	['no key', {}, '/api/sessions', 401],
	['a wrong key', { 'X-Api-Key': 'wrong' }, '/api/sessions', 401],
	['a bearer', { Authorization: 'Bearer sandbox-waha-key' }, '/api/sessions', 401],
	['no key on ping', {}, '/ping', 401],
	['the key in the query, which came later', {}, '/api/sessions?x-api-key=sandbox-waha-key', 401],
])('WAHA authentication with %s', async (_name, headers, path, status) => {
	const answer = await send(sandbox.waha.url, { path, headers });
	expect(answer.status).toBe(status);
	if (status === 401) expect(json(answer)).toEqual(UNAUTHORIZED);
});

const MISSING = { error: 'Missing X-WAREST-API-KEY' };
const INVALID = { error: 'Invalid X-WAREST-API-KEY' };
const ADMIN_ONLY = { error: 'Admin only' };
const KEY = 'sandbox-warest-key';

test.each([
	['own header', { 'X-WAREST-API-KEY': KEY }, 'session/list', 200, undefined],
	['usual header', { 'X-API-KEY': KEY }, 'session/list', 200, undefined],
	['short header', { 'Api-Key': KEY }, 'session/list', 200, undefined],
	['bearer', { Authorization: `Bearer ${KEY}` }, 'session/list', 200, undefined],
	['token', { Authorization: `Token ${KEY}` }, 'session/list', 200, undefined],
	['small bearer', { Authorization: `bearer ${KEY}` }, 'session/list', 401, MISSING],
	['query', {}, `session/list?apiKey=${KEY}`, 200, undefined],
	['a header before the query', { 'X-API-KEY': 'x' }, `session/list?apiKey=${KEY}`, 401, INVALID],
	['nothing', {}, 'session/list', 401, MISSING],
	['nothing on an unknown route', {}, 'nope', 401, MISSING],
	['nothing on ping', {}, 'server/ping', 200, undefined],
	['a user on an admin route', { 'X-API-KEY': KEY }, 'server/info', 403, ADMIN_ONLY],
	['an admin', { 'X-API-KEY': 'sandbox-warest-admin-key' }, 'server/info', 200, undefined],
])('WARest authentication with %s', async (_name, headers, path, status, body) => {
	const answer = await send(sandbox.warest.url, { path: `/api/v1/${path}`, headers });
	expect(answer.status).toBe(status);
	if (body) expect(json(answer)).toEqual(body);
});

test.each([
	['session/devices?sessionId=default', 403],
	['groups?sessionId=default', 403],
	['chats?sessionId=default', 200],
])(
	'WARest: a request for %s on another user’s session gets status code %d',
	async (path, status) => {
		const answer = await send(sandbox.warest.url, {
			path: `/api/v1/${path}`,
			headers: { 'X-API-KEY': sandbox.warest.adminKey },
		});
		expect(answer.status).toBe(status);
		if (status === 403)
			expect(json(answer)).toMatchObject({ status: false, code: 2201, results: [] });
	},
);

test('WAHA answers an unknown route with 404, and names its method and path', async () => {
	const answer = await send(sandbox.waha.url, {
		method: 'POST',
		path: '/api/nope?a=b',
		headers: { 'X-Api-Key': sandbox.waha.apiKey },
	});
	expect(answer.status).toBe(404);
	expect(json(answer)).toEqual({
		statusCode: 404,
		message: 'Cannot POST /api/nope?a=b',
		error: 'Not Found',
	});
});
