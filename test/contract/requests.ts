import { findRoute } from '../../sandbox/contract';
import type { Gateway, RequestParts, RouteContract } from '../../sandbox/contract';

/** The route that a request line such as `GET /ping` matches. */
export function routeOf(gateway: Gateway, request: string): RouteContract {
	const [method = '', path = ''] = request.split(' ');
	const match = findRoute(gateway, method, path);
	if (!match) throw new Error(`no route for ${request}`);
	return match.route;
}

export const chat = { session: 'default', chatId: '1@c.us' };
export const image = { mimetype: 'image/png', url: 'http://files/1.png' };
export const sent = { sessionId: 'main', to: '1' };
export const multipart = 'multipart/form-data; boundary=x';

/** A form of Evolution API, whose only file has this name. */
export const form = { contentType: multipart, files: ['file'] };

/** One request and what is special about it. */
export type Case = readonly [what: string, gateway: Gateway, route: string, request: RequestParts];
