import { warest, type Method, type WarestRoute } from '../contract/route';
import type { Fields } from '../contract/schema';
import { warestRoutes } from '../contract/warest';

/**
 * Sends like the POST route, but without a cooldown (v0.3.44, observed). The node uses the POST route, so no operation
 * has this one.
 */
const textByGet = ({ query, body }: WarestRoute): WarestRoute =>
	warest('GET', '/messages/send/text', { cost: 2, query: { ...query, ...body } });

const ROUTES: readonly WarestRoute[] = [
	...warestRoutes,
	...warestRoutes.filter(({ path }) => path.endsWith('/messages/send/text')).map(textByGet),
];

/** A path without its parameters' names, in either notation. */
const formOf = (path: string): string => path.replace(/\{[^}]*\}|:\w+/g, '*');

/**
 * The contract of a route: who may call it, what it costs, whether the pause per recipient applies.
 * @param path with the prefix of the API
 * @throws Error for a route that the contract does not have
 */
export function contractOf(method: Method, path: string): WarestRoute {
	const form = formOf(path);
	const found = ROUTES.find((route) => route.method === method && formOf(route.path) === form);
	if (found === undefined) throw new Error(`The contract has no ${method} ${path}`);
	return found;
}

const areaOf = (path: string): string => path.split('/').slice(0, 4).join('/');

/** Units of the rate limit for an unknown path: those of the routes in its area (v0.3.44, observed). */
export const costOfUnknown = (path: string): number =>
	ROUTES.find((route) => areaOf(route.path) === areaOf(path))?.cost ?? 1;

/**
 * The names under which a field is read, its own first.
 * @throws Error for a field that the contract does not have
 */
export function namesOf(fields: Fields, name: string): readonly string[] {
	const field = fields[name];
	if (field === undefined) throw new Error(`The contract has no field ${name}`);
	return [name, ...(field.traits.aliases ?? [])];
}
