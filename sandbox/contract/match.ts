import type { Gateway, RouteContract } from './route';

/** A route found for a path, with the decoded path parameters. */
export interface RouteMatch {
	readonly route: RouteContract;
	readonly params: Readonly<Record<string, string>>;
}

const nameOf = (segment: string): string | undefined => /^\{(.+)\}$/.exec(segment)?.[1];

// A decoded "/" or "." would let a segment reach another route, so such a path matches no route.
function decoded(segment: string): string | undefined {
	try {
		const value = decodeURIComponent(segment);
		return value === '' || value === '.' || value === '..' || /[/\\]/.test(value)
			? undefined
			: value;
	} catch {
		return undefined;
	}
}

function matchTemplate(
	template: string,
	segments: readonly string[],
): Record<string, string> | undefined {
	const expected = template.split('/').slice(1);
	if (expected.length !== segments.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, segment] of expected.entries()) {
		const raw = segments[index] ?? '';
		const name = nameOf(segment);
		if (name === undefined) {
			if (raw !== segment) return undefined;
			continue;
		}
		const value = decoded(raw);
		if (value === undefined) return undefined;
		params[name] = value;
	}
	return params;
}

// "0" for a literal sorts before "1" for a parameter: the leftmost literal wins.
const rank = (path: string): string =>
	path
		.split('/')
		.map((segment) => (nameOf(segment) === undefined ? '0' : '1'))
		.join('');

/** Finds the route for a path from the request line, without its query. */
export function findRouteIn(
	routes: readonly RouteContract[],
	gateway: Gateway,
	method: string,
	rawPath: string,
): RouteMatch | undefined {
	if (!rawPath.startsWith('/')) return undefined;
	const segments = rawPath.split('/').slice(1);
	const matches = routes
		.filter((route) => route.gateway === gateway && route.method === method.toUpperCase())
		.flatMap((route) => {
			const params = matchTemplate(route.path, segments);
			return params ? [{ route, params }] : [];
		});
	return matches.sort((a, b) => rank(a.route.path).localeCompare(rank(b.route.path)))[0];
}
