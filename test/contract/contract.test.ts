import { findRoute, parametersOf, readParameters, routes } from '../../sandbox/contract';
import type { RouteContract } from '../../sandbox/contract';
import { routeOf } from './requests';

const title = (route: RouteContract): string => `${route.gateway} ${route.method} ${route.path}`;

describe('the route table', () => {
	it.each([
		['waha', 144],
		['warest', 90],
		['evolution', 68],
	] as const)('%s has %i routes', (gateway, count) => {
		expect(routes.filter((route) => route.gateway === gateway)).toHaveLength(count);
	});

	it('lists each route once', () => {
		expect(new Set(routes.map(title)).size).toBe(routes.length);
	});

	it.each(routes.map((route) => [title(route), route] as const))(
		'finds %s by its own path, with its parameters decoded',
		(_title, route) => {
			const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
			const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
				encodeURIComponent(`${name} @`),
			);
			const params = Object.fromEntries(names.map((name) => [name, `${name} @`]));
			expect(findRoute(route.gateway, route.method, path)).toEqual({ route, params });
		},
	);

	it.each([
		[
			'a literal before a parameter',
			'GET',
			'/api/default/groups/join-info',
			'/api/{session}/groups/join-info',
		],
		['the leftmost literal first', 'GET', '/api/sessions/profile', '/api/sessions/{session}'],
		['a method in small letters', 'get', '/ping', '/ping'],
	])('matches %s', (_case, method, path, expected) => {
		expect(findRoute('waha', method, path)?.route.path).toBe(expected);
	});

	it.each([
		['an encoded slash', '/api/default%2F..%2Fx/profile'],
		['an encoded backslash', '/api/a%5Cb/profile'],
		['an encoded dot segment', '/api/%2E%2E/profile'],
		['a dot segment', '/api/../profile'],
		['an empty segment', '/api//profile'],
		['a broken escape', '/api/%E0%A4%A/profile'],
		['a path without its slash', 'api/default/profile'],
		['a path of the other gateway', '/api/v1/messages/send/text'],
		['a longer path', '/api/default/profile/name/x'],
	])('matches nothing for %s', (_case, path) => {
		expect(findRoute('waha', 'GET', path)).toBeUndefined();
	});

	it.each([
		['waha', 'POST /api/sendText', 'body'],
		['waha', 'GET /api/contacts', 'query'],
		['waha', 'GET /api/x/chats', 'path'],
		['waha', 'GET /ping', 'none'],
		['warest', 'GET /api/v1/groups', 'query'],
		['warest', 'POST /api/v1/session/x/config', 'path'],
		['warest', 'DELETE /api/v1/messages/action/clear-all', 'body'],
		['evolution', 'POST /message/sendText/x', 'path'],
		['evolution', 'GET /instance/fetchInstances', 'none'],
	] as const)('%s %s reads the session from: %s', (gateway, request, place) => {
		expect(routeOf(gateway, request).session).toBe(place);
	});
});

describe('the parameters of a route', () => {
	it('are listed as flat names, each once', () => {
		expect(readParameters(routeOf('waha', 'POST /api/sendImage'))).toEqual([
			...[
				'body.session',
				'body.chatId',
				'body.mentions',
				'body.file.mimetype',
				'body.file.filename',
				'body.file.url',
				'body.file.data',
			],
			...['body.caption', 'body.reply_to'],
		]);
	});

	it('mark alternatives such as "body.phone", which readParameters leaves out', () => {
		const route = routeOf('warest', 'POST /api/v1/messages/send/location');
		const names = parametersOf(route)
			.filter((parameter) => parameter.alternative)
			.map((parameter) => parameter.name);
		expect(names).toEqual([
			'body.phone',
			'body.latitude',
			'body.longitude',
			'body.name',
			'body.address',
		]);
		expect(readParameters(route).filter((name) => names.includes(name))).toEqual([]);
	});

	it('name the version that added them, and whether they are required', () => {
		const parameters = parametersOf(routeOf('waha', 'POST /api/sendContactVcard'));
		expect(parameters.find(({ name }) => name === 'body.id')?.since).toBe('2026.4.3');
		expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual([
			'body.session',
			'body.chatId',
		]);
	});
});
