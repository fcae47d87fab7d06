import { violations } from '../../sandbox/contract';
import { warestRoutes } from '../../sandbox/contract/warest';
import { Warest } from './warest.client';
import { addVictims, SMALLEST, type WarestRequest } from './warest.requests';

let warest: Warest;

beforeAll(async () => {
	warest = await Warest.start();
	addVictims(warest.harness.sandbox.world);
});
afterAll(async () => await warest.harness.sandbox.close());

const PREFIX = '/api/v1';
const named = warestRoutes.map((route) => {
	const name = `${route.method} ${route.path.slice(PREFIX.length)}`;
	return { name, route, request: SMALLEST[name] };
});

function lineOf(name: string, { params = {}, query = {} }: WarestRequest): string {
	const path = name.replace(/\{(\w+)\}/g, (_all, key: string) => params[key] ?? key);
	const search = new URLSearchParams(query).toString();
	return search === '' ? path : `${path}?${search}`;
}

test('the contract has 90 routes, and there is a request for each', () => {
	expect(named).toHaveLength(90);
	expect(Object.keys(SMALLEST).sort()).toEqual(named.map(({ name }) => name).sort());
});

test.each(named)(
	'$name accepts the smallest valid request',
	async ({ name, route, request = {} }) => {
		expect(violations(route, request)).toEqual([]);
		const answer = await warest.ask(lineOf(name, request), request.body, {
			admin: route.auth === 'admin',
		});
		expect(answer).toMatchObject({ status: request.status ?? 200, body: { status: true } });
	},
);

const OWNED = named.filter(({ name }) => /^\w+ \/(groups?|profile)/.test(name));
test.each(OWNED)('$name refuses another user’s session', async ({ name, request = {} }) => {
	expect(await warest.ask(lineOf(name, request), request.body, { admin: true })).toMatchObject({
		status: 403,
		body: { status: false, code: 2201, message: 'Forbidden', results: [] },
	});
});

const ADMIN = named.filter(({ route }) => route.auth === 'admin');
test.each(ADMIN)('$name refuses a user who is not an admin', async ({ name, request = {} }) => {
	expect(await warest.ask(lineOf(name, request), request.body)).toEqual({
		status: 403,
		body: { error: 'Admin only' },
	});
});

const WITH_SESSION = named.filter(
	({ name, route }) => route.session === 'body' && !/^POST \/misc/.test(name),
);
test.each(WITH_SESSION)(
	'$name answers 404 for an unknown session',
	async ({ name, request = {} }) => {
		const body = { ...request.body, sessionId: 'nope' };
		const payload = /\/messages/.test(name) && !/ \/chats/.test(name) ? { results: null } : {};
		expect(await warest.ask(lineOf(name, request), body)).toMatchObject({
			status: 404,
			body: { status: false, code: 1101, message: 'Session not found', ...payload },
		});
	},
);
