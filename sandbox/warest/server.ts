import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WarestRoute } from '../contract/route';
import { asObject, firstString, parseJsonBody } from '../http/json';
import type { Recorder } from '../http/recorder';
import { createApp } from '../http/server';
import { authenticate, type WarestUser } from './auth';
import { chatActionRoutes } from './chatActions';
import { chatRoutes } from './chats';
import { contactRoutes } from './contacts';
import type { WarestCall, WarestContext } from './context';
import { refusal, type WarestAnswer, WarestError } from './envelopes';
import { groupRoutes } from './group';
import { readMediaBody } from './mediaBody';
import { messageRoutes } from './messages';
import { miscRoutes } from './misc';
import type { Form } from '../http/multipart';
import { profileRoutes } from './profile';
import type { WarestRouter } from './router';
import { contractOf, costOfUnknown, namesOf } from './rules';
import { serverRoutes } from './serverInfo';
import { sessionRoutes } from './sessions';
import { testWebhooks } from './webhooks/testing';
import { PICTURES } from './storage';

const MEGABYTE = 1024 * 1024;
/** 2 MB of JSON (v0.3.44, observed: 413 above it on non-send routes). */
const BODY_LIMIT_BYTES = 2 * MEGABYTE;
const SEND_LIMIT_BYTES = 1000 * MEGABYTE;
const MEDIA_LIMIT_BYTES = 2000 * MEGABYTE;
const PREFIX = '/api/v1';

const ROUTES = [
	serverRoutes,
	sessionRoutes,
	messageRoutes,
	chatActionRoutes,
	chatRoutes,
	groupRoutes,
	profileRoutes,
	contactRoutes,
	miscRoutes,
];

const LIMITS = { json: BODY_LIMIT_BYTES, send: SEND_LIMIT_BYTES, media: MEDIA_LIMIT_BYTES };

/** The WARest dialect. */
export function createWarest(
	warest: WarestContext,
	users: WarestUser[],
	recorder: Recorder,
): FastifyInstance {
	const app = createApp(BODY_LIMIT_BYTES, recorder);
	const bodies = new WeakMap<FastifyRequest, Form>();
	const mediaUrls = new Set<string>();

	// JSON is parsed before the key is checked: broken JSON is a 400 even without one.
	app.addHook('preValidation', async (request) => {
		const takesMedia = mediaUrls.has(request.routeOptions.url ?? '');
		bodies.set(request, await readBody(request, takesMedia));
	});

	const route: WarestRouter = (method, path, handler, takes = 'json') => {
		const url = `${PREFIX}${path}`;
		const contract = contractOf(method, url);
		if (takes === 'media') mediaUrls.add(url);
		app.route({
			method,
			url,
			bodyLimit: LIMITS[takes],
			handler: async (request, reply) => {
				const form = bodies.get(request) ?? { fields: {}, uploads: [] };
				const user = admit(request, reply, form.fields, contract, warest, users);
				return await send(reply, await handler(callOf(request, form, user, contract)));
			},
		});
	};
	for (const addRoutes of ROUTES) addRoutes(route, warest);
	publicFiles(app, warest);
	preflightRoute(app, bodies, warest, users);

	answerUnknown(app, warest, users);
	answerErrors(app);
	return app;
}

function answerUnknown(app: FastifyInstance, warest: WarestContext, users: WarestUser[]): void {
	app.setNotFoundHandler(async (request, reply) => {
		// The groups router is mounted at /api/v1 itself, so its key check also applies to unknown paths there.
		const path = pathOf(request);
		if (path.startsWith(`${PREFIX}/`)) {
			const rules = { auth: 'user', cost: costOfUnknown(path), cooldown: false } as const;
			admit(request, reply, {}, rules, warest, users);
		}
		return await reply.code(404).type('text/html; charset=utf-8').send(NOT_FOUND_PAGE);
	});
}

/** Tests a webhook without saving it. The route is outside of the API and has its own envelope (v0.3.44, observed). */
function preflightRoute(
	app: FastifyInstance,
	bodies: WeakMap<FastifyRequest, Form>,
	warest: WarestContext,
	users: WarestUser[],
): void {
	app.post('/api/webhooks/preflight', async (request, reply) => {
		const user = authenticate(request.headers, asObject(request.query), users);
		const fields = bodies.get(request)?.fields ?? {};
		return await send(reply, await testWebhooks(fields, user, warest));
	});
}

/** Public files: results of tools, received media, and in the sandbox WhatsApp's pictures, too. */
function publicFiles(app: FastifyInstance, { storage, world }: WarestContext): void {
	for (const url of ['/storages/*', `${PICTURES}/*`]) {
		app.get(url, async (request, reply) => {
			const file = storage.find(decodeURIComponent(pathOf(request)), world.clock.nowMs());
			if (!file) return await reply.code(404).type('text/html; charset=utf-8').send(NOT_FOUND_PAGE);
			return await reply.type(file.mimeType).send(file.data);
		});
	}
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

async function readBody({ headers, body }: FastifyRequest, takesMedia: boolean): Promise<Form> {
	const contentType = headers['content-type'];
	try {
		if (takesMedia) return await readMediaBody(contentType, body);
		return { fields: asObject(parseJsonBody(contentType, body)), uploads: [] };
	} catch (error) {
		throw refusal(400, error instanceof Error ? error.message : 'Bad JSON');
	}
}

interface Rules extends Pick<WarestRoute, 'auth' | 'cooldown'> {
	readonly cost: number;
}

/** Checks key, rate limit, quota, role and cooldown, in this order; their headers are sent whatever follows. */
function admit(
	request: FastifyRequest,
	reply: FastifyReply,
	body: Record<string, unknown>,
	rules: Rules,
	{ world, settings: { limiter } }: WarestContext,
	users: WarestUser[],
): WarestUser {
	if (rules.auth === 'none') return { username: '', apiKey: '', isAdmin: false };
	const user = authenticate(request.headers, asObject(request.query), users);
	const now = world.clock.nowMs();
	const path = pathOf(request);
	reply.headers(limiter.takeRate(user.apiKey, rules.cost, now));
	if (/^\/api\/v1\/(messages|chats|server)(\/|$)/.test(path))
		reply.headers(limiter.takeQuota(user.apiKey, now));
	if (rules.auth === 'admin' && !user.isAdmin) throw refusal(403, 'Admin only');
	if (rules.cooldown && body.to !== undefined) limiter.coolDown(user.apiKey, String(body.to), now);
	return user;
}

function callOf(
	request: FastifyRequest,
	form: Form,
	user: WarestUser,
	{ query, body }: WarestRoute,
): WarestCall {
	const params = Object.entries(asObject(request.params)).map(([name, value]) => [
		name,
		firstString(value) ?? '',
	]);
	return {
		user,
		params: Object.fromEntries(params),
		query: asObject(request.query),
		body: form.fields,
		uploads: form.uploads,
		route: `${request.method} ${pathOf(request)}`,
		origin: `http://${request.headers.host ?? '127.0.0.1'}`,
		names: (field) => namesOf({ ...query, ...body }, field),
	};
}

async function send(reply: FastifyReply, answer: WarestAnswer): Promise<FastifyReply> {
	return await reply
		.code(answer.status)
		.headers(answer.headers ?? {})
		.send(answer.body);
}
