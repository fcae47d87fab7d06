import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNewer } from '../../nodes/WhatsApp/portable/needs';
import { routes, type Gateway, type RouteContract } from '../../sandbox/contract';
import { documents, type Documented } from './documents';
import { namesOf, ofFields, type Names } from './json-schema';

/** What is kept of the gateways' documents, in our own format: the names of each route's fields, and no prose. */
export const FACTS_FILE = join(__dirname, 'facts.json');

interface Fact {
	readonly all: readonly string[];
	/** Those of `all` that the document requires. */
	readonly required: readonly string[];
	/** Fields of ours that are only in the document's prose. */
	readonly mentioned: readonly string[];
}

/** For each gateway its documents, and for each document its routes, such as `POST /api/sendText`. */
export type Facts = Readonly<Record<Gateway, ReadonlyArray<Readonly<Record<string, Fact>>>>>;

/** The newest document of WAHA; later changes are known from its release notes. */
const NEWEST_DOCUMENT = '2026.7.1';
export const isNewerThanDocuments = (route: RouteContract): boolean =>
	route.gateway === 'waha' && route.since !== undefined && isNewer(route.since, NEWEST_DOCUMENT);

export const title = (route: RouteContract): string => `${route.method} ${route.path}`;

// If query and body are one set of fields, their documents may name either.
const placed = (route: RouteContract, name: string): string =>
	route.merges ? name.replace(/^query\./, 'body.') : name;
export const placedIn = (names: Iterable<string>, route: RouteContract): Set<string> =>
	new Set([...names].map((name) => placed(route, name)));

export function ours(route: RouteContract): Names {
	const query = namesOf(ofFields(route.query), 'query');
	const body = namesOf(ofFields(route.body), 'body');
	return {
		all: placedIn([...query.all, ...body.all], route),
		required: placedIn([...query.required, ...body.required], route),
	};
}

const factOf = (route: RouteContract, said: Documented): Fact => ({
	all: [...said.all].sort(),
	required: [...said.required].sort(),
	mentioned: [...ours(route).all].filter((name) => said.mentions(name)).sort(),
});

/** The facts of the available documents; undefined without them. */
export function factsOfDocuments(): Facts | undefined {
	if (documents === undefined) return undefined;
	const known = documents;
	const of = (gateway: Gateway): Facts[Gateway] =>
		known[gateway].map((document) =>
			Object.fromEntries(
				routes
					.filter((route) => route.gateway === gateway)
					.flatMap((route) => {
						const said = document(route);
						return said === undefined ? [] : [[title(route), factOf(route, said)] as const];
					}),
			),
		);
	return { waha: of('waha'), warest: of('warest'), evolution: of('evolution') };
}

/** The kept facts. The format of the file is our own, so the type is asserted, not checked. */
export const keptFacts: Facts = existsSync(FACTS_FILE)
	? (JSON.parse(readFileSync(FACTS_FILE, 'utf8')) as Facts)
	: { waha: [], warest: [], evolution: [] };

/** What the kept facts say about a route, one entry for each document that has it. */
export const saidOf = (route: RouteContract): Documented[] =>
	keptFacts[route.gateway].flatMap((document) => {
		const fact = document[title(route)];
		if (fact === undefined) return [];
		const mentioned = new Set(fact.mentioned);
		return [
			{
				all: new Set(fact.all),
				required: new Set(fact.required),
				mentions: (name: string) => mentioned.has(name),
			},
		];
	});
