import { warest, type Method, type WarestRoute } from '../contract/route';
import type { Fields } from '../contract/schema';
import { warestRoutes } from '../contract/warest';

/** Sends as its twin does, and has no cooldown (v0.3.44, observed). The node uses the twin, so no operation has it. */
const TEXT_BY_GET = warest('GET', '/messages/send/text', { cost: 2 });

const ROUTES: readonly WarestRoute[] = [...warestRoutes, TEXT_BY_GET];

/** A path without the names of its parameters, however they are marked. */
const formOf = (path: string): string => path.replace(/\{[^}]*\}|:\w+/g, '*');

/**
 * What the contract says of a route: who may call it, what it costs, whether the pause per recipient applies.
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

/** Units of the rate limit for a path that nobody knows: as many as the routes of its area (v0.3.44, observed). */
export const costOfUnknown = (path: string): number =>
	ROUTES.find((route) => areaOf(route.path) === areaOf(path))?.cost ?? 1;

/** The names under which a field is read, its own first. */
export const namesOf = (fields: Fields, name: string): readonly string[] => [
	name,
	...(fields[name]?.traits.aliases ?? []),
];
