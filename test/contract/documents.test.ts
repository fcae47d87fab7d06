import { routes, type Gateway, type RouteContract } from '../../sandbox/contract';
import { differences, type Difference } from '../../sandbox/contract/differences';
import { objectAt } from '../../nodes/WhatsApp/portable/json';
import { keptDocuments, reducedDocuments } from '../acceptance/openapi';
import { GATEWAYS } from '../support/sandbox';
import { plannedRoutes, type Documented } from './documents';
import {
	factsOfDocuments,
	isNewerThanDocuments,
	keptFacts,
	ours,
	placedIn,
	saidOf,
	title,
	type Facts,
} from './facts';

type Here = Difference['here'];
type Row = { readonly field: string; readonly here: Here };

/** Every difference of one route from the documents, as `field: here`. */
function disagreements(route: RouteContract, said: readonly Documented[]): Row[] {
	const own = ours(route);
	const documented = placedIn(
		said.flatMap(({ all }) => [...all]),
		route,
	);
	const required = placedIn(
		said.flatMap((document) => [...document.required]),
		route,
	);
	const ignored = new Set(route.ignored);
	const mentioned = (name: string): boolean => said.some((document) => document.mentions(name));
	const rows = (here: Here, names: Iterable<string>, isOne: (name: string) => boolean) =>
		[...names].filter(isOne).map((field) => ({ field, here }));
	return [
		...rows('optional', required, (name) => own.all.has(name) && !own.required.has(name)),
		...rows('accepted', own.all, (name) => !documented.has(name) && !mentioned(name)),
		...rows('absent', documented, (name) => !own.all.has(name) && !ignored.has(name)),
	];
}

const listed = (route: RouteContract) =>
	differences
		.filter(
			(difference) =>
				difference.gateway === route.gateway && difference.routes.includes(title(route)),
		)
		.map(({ field, here }) => ({ field, here }));

const sorted = (rows: readonly Row[]): string[] =>
	rows.map(({ field, here }) => `${field} is ${here}`).sort();

/** Routes that are missing in every list of fields, because they read none. */
const UNLISTED = ['GET /instance/connectionState/{instance}', 'GET /webhook/find/{instance}'];

describe('the contract table compared with the stored documents of the gateways', () => {
	it.each(routes.map((route) => [route.gateway, title(route), route] as const))(
		'%s %s differs from the documents only as listed',
		(_gateway, _title, route) => {
			const said = saidOf(route);
			if (isNewerThanDocuments(route)) {
				// Once a document has the route, it must be compared, so it is no longer newer.
				expect(said).toEqual([]);
				return;
			}
			expect(said.length > 0).toBe(!UNLISTED.includes(title(route)));
			expect(sorted(disagreements(route, said))).toEqual(sorted(listed(route)));
		},
	);
});

// If the documents are missing, name and number show what was not compared with them.
const now = factsOfDocuments();
(now === undefined ? describe.skip : describe)('stored facts and the documents', () => {
	it.each(routes.map((route) => [route.gateway, title(route)] as const))(
		'%s %s is stored as in the documents',
		(gateway, name) => {
			const of = (facts: Facts | undefined) => facts?.[gateway].map((document) => document[name]);
			expect(of(keptFacts)).toEqual(of(now));
		},
	);

	it.each(GATEWAYS)(
		'the stored description of requests to %s is the same as in its documents',
		(gateway) => {
			expect(objectAt(keptDocuments(), gateway)).toEqual(objectAt(reducedDocuments(), gateway));
		},
	);
});

const NO_PLAN: ReadonlyArray<readonly [Gateway, string, string]> = [
	['waha', 'every', 'planned route'],
	['warest', 'every', 'planned route'],
];

describe('the routes of the planned operations', () => {
	(plannedRoutes === undefined ? it.skip : it).each(plannedRoutes ?? NO_PLAN)(
		'%s %s %s is in the table',
		(gateway, method, path) => {
			expect(
				routes.some((route) => route.gateway === gateway && title(route) === `${method} ${path}`),
			).toBe(true);
		},
	);
});

describe('the list of differences from the documents', () => {
	it.each(
		differences.flatMap(({ gateway, routes: names, field }) =>
			names.map((name) => [gateway, name, field] as const),
		),
	)('%s %s %s names a route of the table', (gateway, name) => {
		expect(routes.some((route) => route.gateway === gateway && title(route) === name)).toBe(true);
	});
});
