import { routes, type RouteContract } from '../../sandbox/contract';
import { differences, type Difference } from '../../sandbox/contract/differences';
import { documents, plannedRoutes, type Documented } from './documents';
import { namesOf, ofFields, type Names } from './json-schema';

type Here = Difference['here'];
type Row = { readonly field: string; readonly here: Here };

const title = (route: RouteContract): string => `${route.method} ${route.path}`;
// Where query and body are one set of fields, their documents may name either place.
const placed = (route: RouteContract, name: string): string =>
	route.merges ? name.replace(/^query\./, 'body.') : name;
const each = (names: Iterable<string>, route: RouteContract): Set<string> =>
	new Set([...names].map((name) => placed(route, name)));

function ours(route: RouteContract): Names {
	const query = namesOf(ofFields(route.query), 'query');
	const body = namesOf(ofFields(route.body), 'body');
	return {
		all: each([...query.all, ...body.all], route),
		required: each([...query.required, ...body.required], route),
	};
}

/** Every disagreement of one route with the documents, as `field: here`. */
function disagreements(route: RouteContract, said: readonly Documented[]): Row[] {
	const own = ours(route);
	const documented = each(
		said.flatMap(({ all }) => [...all]),
		route,
	);
	const required = each(
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

describe('the contract table and the documents of the gateways', () => {
	if (!documents) {
		it('is not compared: the documents are not at hand', () => {
			expect(documents).toBeUndefined();
		});
		return;
	}
	const known = documents;

	it.each(routes.map((route) => [route.gateway, title(route), route] as const))(
		'%s %s',
		(gateway, _title, route) => {
			const said = known[gateway].flatMap((document) => document(route) ?? []);
			expect(said.length).toBeGreaterThan(0);
			expect(sorted(disagreements(route, said))).toEqual(sorted(listed(route)));
		},
	);
});

describe('the contract table and the planned operations', () => {
	if (!plannedRoutes) {
		it('is not compared: the plan is not at hand', () => {
			expect(plannedRoutes).toBeUndefined();
		});
		return;
	}

	it.each(plannedRoutes)('%s %s %s is in the table', (gateway, method, path) => {
		expect(
			routes.some((route) => route.gateway === gateway && title(route) === `${method} ${path}`),
		).toBe(true);
	});
});

describe('the differences', () => {
	it.each(
		differences.flatMap(({ gateway, routes: names, field }) =>
			names.map((name) => [gateway, name, field] as const),
		),
	)('%s %s %s concern a route of the table', (gateway, name) => {
		expect(routes.some((route) => route.gateway === gateway && title(route) === name)).toBe(true);
	});
});
