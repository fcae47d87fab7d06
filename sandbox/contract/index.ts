import { findings, sentence, type RequestParts } from './check';
import { evolutionRoutes } from './evolution';
import { findRouteIn, type RouteMatch } from './match';
import type { Gateway, RouteContract } from './route';
import { wahaRoutes } from './waha';
import { warestRoutes } from './warest';

export { findings, sentence, type RequestParts } from './check';
export type { Finding } from './fields';
export type { RouteMatch } from './match';
export { parametersOf, readParameters, type Parameter } from './parameters';
export type {
	EvolutionRoute,
	Gateway,
	Method,
	RouteContract,
	WahaRoute,
	WarestRoute,
} from './route';

/** Every route of the gateways that the vocabulary uses. */
export const routes: readonly RouteContract[] = [
	...wahaRoutes,
	...warestRoutes,
	...evolutionRoutes,
];

/**
 * Finds the route of a raw request path without its query. Literal segments win over parameters;
 * parameters come back decoded.
 */
export function findRoute(
	gateway: Gateway,
	method: string,
	rawPath: string,
): RouteMatch | undefined {
	return findRouteIn(routes, gateway, method, rawPath);
}

/** What a gateway would not accept, or would ignore, in a request, in plain sentences; none if all is well. */
export function violations(route: RouteContract, request: RequestParts): string[] {
	return findings(route, request).map(sentence);
}
