import { violations } from '../../sandbox/contract';
import { evolutionRoutes } from '../../sandbox/contract/evolution';
import { Evolution, refused } from './evolution.client';
import { addVictims, type EvolutionRequest, SMALLEST } from './evolution.requests';

let evolution: Evolution;
beforeAll(async () => {
	// The newest version, which has all routes.
	evolution = await Evolution.start({ evolutionVersion: '2.4.0' });
	addVictims(evolution.harness.sandbox.world);
});
afterAll(async () => await evolution.close());

const named = evolutionRoutes.map((route) => {
	const name = `${route.method} ${route.path}`;
	return { name, route, request: SMALLEST[name] };
});

function lineOf(name: string, { query = {}, instance = 'default' }: EvolutionRequest): string {
	const path = name.replace('{instance}', encodeURIComponent(instance));
	const search = new URLSearchParams(query).toString();
	return search === '' ? path : `${path}?${search}`;
}

test('each route of the contract has a request', () => {
	expect(Object.keys(SMALLEST).sort()).toEqual(named.map(({ name }) => name).sort());
});

test.each(named)(
	'$name accepts the smallest valid request',
	async ({ name, route, request = {} }) => {
		expect(violations(route, request)).toEqual([]);
		const answer = await evolution.ask(lineOf(name, request), request.body);
		expect(answer.status).toBe(route.success);
	},
);

const GUARDED = named.filter(({ route }) => route.auth !== 'none');
test.each(GUARDED)('$name refuses a wrong key', async ({ name, request = {} }) => {
	const body = name.endsWith('/instance/create')
		? { ...request.body, instanceName: 'of nobody' }
		: request.body;
	const living = { ...request, instance: 'default' };
	expect(await evolution.ask(lineOf(name, living), body, 'wrong')).toEqual(
		refused(401, 'Unauthorized', 'Unauthorized'),
	);
});

const OF_INSTANCE = named.filter(({ route }) => route.session === 'path');
test.each(OF_INSTANCE)(
	'$name answers 404 for an unknown instance',
	async ({ name, request = {} }) => {
		const line = lineOf(name, { ...request, instance: 'nobody' });
		expect(await evolution.ask(line, request.body)).toEqual(
			refused(404, ['The "nobody" instance does not exist']),
		);
	},
);
