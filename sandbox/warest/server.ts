import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asObject, firstString, parseJsonBody } from '../http/json';
import type { Recorder } from '../http/recorder';
import { createApp } from '../http/server';
import { authenticate, type WarestUser } from './auth';
import { chatActionRoutes } from './chatActions';
import { chatRoutes } from './chats';
import type { WarestCall, WarestContext } from './context';
import { refusal, type WarestAnswer, WarestError } from './envelopes';
import { groupRoutes } from './groups';
import { messageRoutes } from './messages';
import { profileRoutes } from './profile';
import { serverRoutes } from './serverInfo';
import { sessionRoutes } from './sessions';

/** 2 MB of JSON (v0.3.44, observed: 413 above it on non-send routes). */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const PREFIX = '/api/v1';

export type WarestHandler = (call: WarestCall) => WarestAnswer | Promise<WarestAnswer>;

export interface RouteRules {
	/** A public route asks for no key and costs nothing. */
	isPublic?: boolean;
	adminOnly?: boolean;
	/** The recipient pause of JSON sends and message actions. */
	hasCooldown?: boolean;
}

/** Registers routes below /api/v1. */
export type WarestRouter = (
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	handler: WarestHandler,
	rules?: RouteRules,
) => void;

const ROUTES = [
	serverRoutes,
	sessionRoutes,
	messageRoutes,
	chatActionRoutes,
	chatRoutes,
	groupRoutes,
	profileRoutes,
];

/** The WARest dialect. */
export function createWarest(
	warest: WarestContext,
	users: WarestUser[],
	recorder: Recorder,
): FastifyInstance {
	const app = createApp(BODY_LIMIT_BYTES, recorder);
	const bodies = new WeakMap<FastifyRequest, unknown>();

	// JSON is parsed before anybody asks for a key: broken JSON is a 400 without one.
	app.addHook('preValidation', async (request) => {
		bodies.set(request, readBody(request));
	});

	const route: WarestRouter = (method, path, handler, rules = {}) => {
		app.route({
			method,
			url: `${PREFIX}${path}`,
			handler: async (request, reply) => {
				const body = asObject(bodies.get(request));
				const user = admit(request, reply, body, rules, warest, users);
				return await send(reply, await handler(callOf(request, body, user)));
			},
		});
	};
	for (const addRoutes of ROUTES) addRoutes(route, warest);

	app.setNotFoundHandler(async (request, reply) => {
		// The groups router sits on /api/v1 itself, so its key check meets unknown paths there as well.
		if (pathOf(request).startsWith(`${PREFIX}/`)) admit(request, reply, {}, {}, warest, users);
		return await reply.code(404).type('text/html; charset=utf-8').send(NOT_FOUND_PAGE);
	});
	answerErrors(app);
	return app;
}

function answerErrors(app: FastifyInstance): void {
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof WarestError) return await send(reply, error.answer);
		if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
			return await send(reply, { status: 413, body: { error: 'request entity too large' } });
		}
		return await send(reply, { status: 500, body: { error: 'Internal server error' } });
	});
}

const NOT_FOUND_PAGE =
	'<!DOCTYPE html>\n<html lang="en"><head><title>404</title></head><body><h1>Page not found</h1></body></html>\n';

function pathOf(request: FastifyRequest): string {
	return (request.raw.url ?? '').split('?')[0] ?? '';
}

function readBody(request: FastifyRequest): unknown {
	try {
		return parseJsonBody(request.headers['content-type'], request.body);
	} catch (error) {
		throw refusal(400, error instanceof Error ? error.message : 'Bad JSON');
	}
}

/** Units of the rate limit: 2 on misc, message and chat routes, 1 elsewhere (v0.3.44, observed). */
function costOf(path: string): number {
	return /^\/api\/v1\/(misc|messages|chats)(\/|$)/.test(path) ? 2 : 1;
}

/** Key, rate limit, quota, role and cooldown, in this order; headers go onto the reply whatever follows. */
function admit(
	request: FastifyRequest,
	reply: FastifyReply,
	body: Record<string, unknown>,
	rules: RouteRules,
	{ world, limiter }: WarestContext,
	users: WarestUser[],
): WarestUser {
	if (rules.isPublic) return { username: '', apiKey: '', isAdmin: false };
	const user = authenticate(request.headers, asObject(request.query), users);
	const now = world.clock.nowMs();
	const path = pathOf(request);
	reply.headers(limiter.takeRate(user.apiKey, costOf(path), now));
	if (/^\/api\/v1\/(messages|chats|server)(\/|$)/.test(path))
		reply.headers(limiter.takeQuota(user.apiKey, now));
	if (rules.adminOnly && !user.isAdmin) throw refusal(403, 'Admin only');
	if (rules.hasCooldown && body.to !== undefined)
		limiter.coolDown(user.apiKey, String(body.to), now);
	return user;
}

function callOf(
	request: FastifyRequest,
	body: Record<string, unknown>,
	user: WarestUser,
): WarestCall {
	const params = Object.entries(asObject(request.params)).map(([name, value]) => [
		name,
		firstString(value) ?? '',
	]);
	return { user, params: Object.fromEntries(params), query: asObject(request.query), body };
}

async function send(reply: FastifyReply, answer: WarestAnswer): Promise<FastifyReply> {
	return await reply
		.code(answer.status)
		.headers(answer.headers ?? {})
		.send(answer.body);
}
