import type { SandboxGateway } from '../http/recorder';
import type { Fields } from './schema';

export type Gateway = SandboxGateway;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface RouteFacts {
	readonly method: Method;
	/** Template; what stands in braces is one path segment. */
	readonly path: string;
	/** Path parameters with rules of their own; every other one takes any text. */
	readonly params: Fields;
	readonly query: Fields;
	readonly body: Fields;
	/** Query and body are read as one set of fields. */
	readonly merges: boolean;
	/** Media types of the body; `*` stands for "the body is the file itself". */
	readonly contentTypes: readonly string[];
	/** The field that a file part, or a raw body, stands for. */
	readonly file?: { readonly field: string; readonly many: boolean } | undefined;
	/** Documented, yet never read by the server: `query.x`, `body.list[].x`. */
	readonly ignored: readonly string[];
	readonly answer: 'json' | 'binary' | 'empty';
	/** Where the session is named. */
	readonly session: 'path' | 'query' | 'body' | 'none';
}

export interface WahaRoute extends RouteFacts {
	readonly gateway: 'waha';
	/** True: a wrong request is answered 400 with messages. False: the engine stumbles over it, 500. */
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
	/** `instance`: the key of the server or the token of the instance that the path names. */
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
// WARest 0.3.44, observed: the media routes take four kinds of body; any other type means that the body is the file.
const MEDIA_BODY = [
	...JSON_BODY,
	'multipart/form-data',
	'application/x-www-form-urlencoded',
	'*',
] as const;
// Evolution API 2.3.7, observed: forms carry texts only, so what has to be a number or a switch is refused in them.
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

/** Declares a route of WARest; the path is what follows `/api/v1`. */
export const warest = (method: Method, path: string, options: WarestOptions = {}): WarestRoute => ({
	gateway: 'warest',
	...facts(method, `/api/v1${path}`, options),
	auth: options.auth ?? 'user',
	cost: options.cost ?? 1,
	cooldown: options.cooldown ?? false,
});

/** Declares a route of Evolution API. Its query is laid over the path and is no part of the body. */
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
