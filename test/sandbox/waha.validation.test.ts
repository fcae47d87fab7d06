import type { WahaRoute } from '../../sandbox/contract';
import { wahaRoutes } from '../../sandbox/contract/waha';
import { json, send } from './client';
import { ANNA_CUS, Harness } from './harness';
import { ask, nameOf, smallest } from './waha.requests';

let harness: Harness;

let newest: Harness;

// Two sandboxes for all tests, because refused requests change nothing.
beforeAll(async () => {
	harness = await Harness.start();
	newest = await Harness.start({ wahaVersion: '2026.9.2' });
});
afterAll(async () => {
	await harness.sandbox.close();
	await newest.sandbox.close();
});

const MESSAGE = `true_${ANNA_CUS}_3EB0`;

/**
 * Fields that the contract requires although servers accept a request without them: they have a default, or do not
 * check.
 */
const FORGIVEN = new Set([
	'POST /api/{session}/presence presence',
	'GET /api/{session}/chats/{chatId}/messages limit',
	'POST /api/{session}/chats/{chatId}/messages/{messageId}/pin duration',
	'POST /api/sendText text',
	'POST /api/sendSeen chatId',
]);

const needs = wahaRoutes
	.filter(({ validated }) => !validated)
	.flatMap((route) =>
		[...Object.entries(route.query), ...Object.entries(route.body)]
			.filter(([name, field]) => field.traits.required && name !== 'session')
			.map(([name]): [string, WahaRoute] => [name, route]),
	)
	.filter(([name, route]) => !FORGIVEN.has(`${nameOf(route)} ${name}`))
	.map(([name, route]): [string, string, WahaRoute] => [nameOf(route), name, route]);

test.each(needs)('%s answers 500 without %s', async (_route, name, route) => {
	const request = smallest(route, MESSAGE);
	const { [name]: _left, ...query } = request.query;
	const { [name]: _out, ...body } = request.body ?? {};
	const { sandbox } = route.since === undefined ? harness : newest;
	const answer = await ask(sandbox, { ...request, query, body: request.body && body });
	expect(answer.status).toBe(500);
	expect(JSON.parse(answer.data)).toMatchObject({
		statusCode: 500,
		exception: { name: 'TypeError', message: expect.any(String), stack: expect.any(String) },
		request: { method: route.method, body: request.body ? body : {} },
		version: { engine: 'NOWEB' },
	});
});

test.each([
	['a wrong type', { chatId: 5 }, 500],
	['an empty chat', { chatId: '' }, 500],
	[
		'fields that nobody knows',
		{ surprise: true, file: { data: 'aGk=', mimetype: 'a/b', x: 1 } },
		201,
	],
	['neither address nor bytes', { file: { mimetype: 'image/png' } }, 422],
	['no session', { session: undefined }, 422],
	['an unknown session', { session: 'nosuch' }, 422],
	['a session that does not work', { session: 'support' }, 422],
])('sendImage returns the right status code for %s', async (_name, change, status) => {
	const body = { session: 'default', chatId: ANNA_CUS, file: { data: 'aGk=', mimetype: 'a/b' } };
	const answer = await harness.waha('POST', '/api/sendImage', { ...body, ...change });
	expect(answer.status).toBe(status);
});

test.each([
	['POST', '/api/server/stop', { force: 'yes' }, ['force must be a boolean value']],
	['GET', '/api/server/environment?all=banana', undefined, ['all must be a boolean value']],
	[
		'POST',
		'/api/sendButtons',
		{ session: 'default', chatId: ANNA_CUS, buttons: [1, 2, 3, 4, 5] },
		['buttons must contain no more than 4 elements'],
	],
])('%s %s is validated, and refused with 400', async (method, path, body, message) => {
	expect(await harness.waha(method, path, body)).toEqual({
		status: 400,
		body: { statusCode: 400, message, error: 'Bad Request' },
	});
});

test('a JSON body of more than 50 MB is answered with 500', async () => {
	const { url, apiKey } = harness.sandbox.waha;
	const answer = await send(url, {
		method: 'POST',
		path: '/api/sendFile',
		body: `{"file":"${'x'.repeat(50 * 1024 * 1024)}"}`,
		headers: { 'X-Api-Key': apiKey },
	});
	expect(answer.status).toBe(500);
	expect(json(answer)).toMatchObject({ exception: { name: 'PayloadTooLargeError' } });
});
