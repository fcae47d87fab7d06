import type { SandboxGateway } from '../http/recorder';
import type { Fields } from './schema';

export type Gateway = SandboxGateway;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface RouteFacts {
	readonly method: Method;
	/** Template; a name in braces is one path segment. */
	readonly path: string;
	/** Path parameters with their own rules; others accept any text. */
	readonly params: Fields;
	readonly query: Fields;
	readonly body: Fields;
	/** Query and body are read as one set of fields. */
	readonly merges: boolean;
	/** Media types of the body; `*` means that the body is the file itself. */
	readonly contentTypes: readonly string[];
	/** The field for a file part, or for a raw body. */
	readonly file?: { readonly field: string; readonly many: boolean } | undefined;
	/** Documented but never read by the server: `query.x`, `body.list[].x`. */
	readonly ignored: readonly string[];
	readonly answer: 'json' | 'binary' | 'empty';
	/** Where the session is named. */
	readonly session: 'path' | 'query' | 'body' | 'none';
}

export interface WahaRoute extends RouteFacts {
	readonly gateway: 'waha';
	/** True: a wrong request is answered with 400 and messages. False: the engine fails on it with 500. */
	readonly validated: boolean;
	/** The first release that has the route. */
	readonly since?: string | undefined;
}

export interface WarestRoute extends RouteFacts {
	readonly gateway: 'warest';
	readonly auth: 'none' | 'user' | 'admin';
	/** Units of the rate limit. */
	readonly cost: 0 | 1 | 2;
	/** Whether the pause per recipient applies. */
	readonly cooldown: boolean;
}

export interface EvolutionRoute extends RouteFacts {
	readonly gateway: 'evolution';
	/** `instance`: the server's key, or the token of the instance in the path. */
	readonly auth: 'none' | 'global' | 'instance';
	/** The status of a success. */
	readonly success: 200 | 201;
	/** The first release that has the route. */
	readonly since?: string | undefined;
}

export type RouteContract = WahaRoute | WarestRoute | EvolutionRoute;

type CommonOptions = Partial<
	Pick<RouteFacts, 'params' | 'query' | 'body' | 'merges' | 'file' | 'ignored' | 'answer'>
>;
export type WahaOptions = CommonOptions & Partial<Pick<WahaRoute, 'validated' | 'since'>>;
export type WarestOptions = CommonOptions &
	Partial<Pick<WarestRoute, 'auth' | 'cost' | 'cooldown'>>;

export type EvolutionOptions = Omit<CommonOptions, 'merges' | 'ignored'> &
	Partial<Pick<EvolutionRoute, 'auth' | 'since' | 'success'>>;

const JSON_BODY = ['application/json'] as const;
// WARest 0.3.44, observed: the media routes accept four kinds of body; with any other type the body is the file.
const MEDIA_BODY = [
	...JSON_BODY,
	'multipart/form-data',
	'application/x-www-form-urlencoded',
	'*',
] as const;
// Evolution API 2.3.7, observed: forms carry only text, so fields that must be a number or a boolean are refused in
// them.
const FORM_BODY = [...JSON_BODY, 'multipart/form-data'] as const;
const SESSION_NAMES = ['session', 'sessionId', 'instance'];

function sessionPlace(path: string, query: Fields, body: Fields): RouteFacts['session'] {
	if (SESSION_NAMES.some((name) => path.includes(`{${name}}`))) return 'path';
	if (SESSION_NAMES.some((name) => name in query)) return 'query';
	return SESSION_NAMES.some((name) => name in body) ? 'body' : 'none';
}

function facts(method: Method, path: string, options: CommonOptions): RouteFacts {
	const {
		params = {},
		query = {},
		body = {},
		merges = false,
		file,
		ignored = [],
		answer = 'json',
	} = options;
	const contentTypes = file ? MEDIA_BODY : merges || Object.keys(body).length > 0 ? JSON_BODY : [];
	const session = sessionPlace(path, query, body);
	return {
		method,
		path,
		params,
		query,
		body,
		merges: merges || file !== undefined,
		contentTypes,
		file,
		ignored,
		answer,
		session,
	};
}

/** Declares a route of WAHA. */
export const waha = (method: Method, path: string, options: WahaOptions = {}): WahaRoute => ({
	gateway: 'waha',
	...facts(method, path, options),
	validated: options.validated ?? false,
	since: options.since,
});

/** Declares a route of WARest; the path is relative to `/api/v1`. */
export const warest = (method: Method, path: string, options: WarestOptions = {}): WarestRoute => ({
	gateway: 'warest',
	...facts(method, `/api/v1${path}`, options),
	auth: options.auth ?? 'user',
	cost: options.cost ?? 1,
	cooldown: options.cooldown ?? false,
});

/** Declares a route of Evolution API. Its query overrides the path and is not part of the body. */
export const evolution = (
	method: Method,
	path: string,
	options: EvolutionOptions = {},
): EvolutionRoute => {
	const known = facts(method, path, options);
	return {
		gateway: 'evolution',
		...known,
		...(options.file ? { merges: false, contentTypes: FORM_BODY } : {}),
		auth: options.auth ?? 'instance',
		success: options.success ?? 200,
		since: options.since,
	};
};
