import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Binary } from '../http/answers';
import { asObject, firstString, parseJsonBody } from '../http/json';
import type { Recorder } from '../http/recorder';
import { createApp } from '../http/server';
import { callRoutes } from './calls';
import { channelRoutes } from './channels';
import { channelSearchRoutes } from './channelSearch';
import { chatActionRoutes } from './chatActions';
import { chatRoutes } from './chats';
import { chattingRoutes } from './chatting';
import { contactRoutes } from './contacts';
import type { WahaCall, WahaContext } from './context';
import { badRequest, WahaError } from './errors';
import { groupAdminRoutes } from './groupAdmin';
import { groupRoutes } from './groups';
import { labelRoutes } from './labels';
import { lidRoutes } from './lids';
import { mediaRoutes, PICTURE_PATH } from './media';
import { messageActionRoutes } from './messageActions';
import { observabilityRoutes, versionInfo } from './observability';
import { pairingRoutes } from './pairing';
import { presenceRoutes } from './presence';
import { profileRoutes } from './profile';
import { sendingRoutes } from './sending';
import { restrictionRoutes } from './restrictions';
import type { WahaRouter } from './router';
import { sessionRoutes } from './sessions';
import { statusRoutes } from './statuses';

/** 50 MB of JSON; more is a 500 instead of a 413 (2024.10.8, observed). */
const BODY_LIMIT_BYTES = 50 * 1024 * 1024;

const ROUTES = [
	observabilityRoutes,
	sessionRoutes,
	restrictionRoutes,
	pairingRoutes,
	chattingRoutes,
	sendingRoutes,
	messageActionRoutes,
	chatRoutes,
	chatActionRoutes,
	contactRoutes,
	groupRoutes,
	groupAdminRoutes,
	profileRoutes,
	channelRoutes,
	channelSearchRoutes,
	statusRoutes,
	labelRoutes,
	lidRoutes,
	callRoutes,
	presenceRoutes,
	mediaRoutes,
];

/** The WAHA dialect. */
export function createWaha(waha: WahaContext, recorder: Recorder): FastifyInstance {
	const app = createApp(BODY_LIMIT_BYTES, recorder);
	const bodies = new WeakMap<FastifyRequest, unknown>();

	app.addHook('preValidation', async (request) => {
		bodies.set(request, readBody(request));
		requireKey(request, waha.settings.apiKey);
	});

	const route: WahaRouter = (method, path, handler) => {
		app.route({
			method,
			url: path,
			handler: async (request, reply) => {
				const result = await handler(callOf(request, bodies.get(request)));
				return await send(reply.code(method === 'POST' ? 201 : 200), result);
			},
		});
	};
	for (const addRoutes of ROUTES) addRoutes(route, waha);
	answerErrors(app, waha, (request) => bodies.get(request));
	return app;
}

function answerErrors(
	app: FastifyInstance,
	waha: WahaContext,
	bodyOf: (request: FastifyRequest) => unknown,
): void {
	app.setNotFoundHandler(async (request) => {
		throw new WahaError(404, {
			statusCode: 404,
			message: `Cannot ${request.method} ${request.raw.url ?? ''}`,
			error: 'Not Found',
		});
	});
	app.setErrorHandler(async (error, request, reply) => {
		if (error instanceof WahaError) return await reply.code(error.status).send(error.body);
		return await reply.code(500).send(uncaught(error, request, bodyOf(request), waha));
	});
}

/** Nest parses the body before any guard runs, so broken JSON is a 400 even without a key. */
function readBody(request: FastifyRequest): unknown {
	try {
		return parseJsonBody(request.headers['content-type'], request.body);
	} catch (error) {
		throw badRequest(error instanceof Error ? error.message : 'Bad JSON');
	}
}

/** The answer is the same for a missing and a wrong key (documentation). */
function requireKey(request: FastifyRequest, apiKey: string | null): void {
	if (apiKey === null || request.headers['x-api-key'] === apiKey) return;
	if (request.url.startsWith(PICTURE_PATH)) return;
	throw new WahaError(401, { message: 'Unauthorized', statusCode: 401 });
}

function callOf(request: FastifyRequest, body: unknown): WahaCall {
	const params = Object.entries(asObject(request.params)).map(([name, value]) => [
		name,
		firstString(value) ?? '',
	]);
	return {
		params: Object.fromEntries(params),
		query: asObject(request.query),
		body: asObject(body),
		headers: request.headers,
	};
}

async function send(reply: FastifyReply, result: unknown): Promise<FastifyReply> {
	if (result === undefined || result === null) return await reply.send();
	if (result instanceof Binary) return await sendFile(reply, result);
	// Nest passes texts and booleans to Express, which takes a text for a web page.
	if (typeof result === 'string' || typeof result === 'boolean')
		return await reply.type('text/html; charset=utf-8').send(String(result));
	return await reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
}

async function sendFile(reply: FastifyReply, file: Binary): Promise<FastifyReply> {
	if (file.fileName !== undefined)
		reply.header('Content-Disposition', `attachment; filename=${file.fileName}`);
	return await reply.type(file.mimeType).send(file.data);
}

/** An error thrown by engine code: 500 with the request echoed (2024.10.8, observed). */
function uncaught(
	error: unknown,
	request: FastifyRequest,
	body: unknown,
	waha: WahaContext,
): object {
	const thrown = error instanceof Error ? error : new Error(String(error));
	const tooLarge = 'code' in thrown && thrown.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
	return {
		statusCode: 500,
		timestamp: new Date(waha.world.clock.nowMs()).toISOString(),
		exception: {
			message: tooLarge ? 'request entity too large' : thrown.message,
			name: tooLarge ? 'PayloadTooLargeError' : thrown.name,
			stack: thrown.stack,
		},
		request: {
			path: request.raw.url,
			method: request.method,
			body: body ?? {},
			query: request.query,
		},
		version: versionInfo(waha),
	};
}
