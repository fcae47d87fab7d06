import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EvolutionRoute } from '../contract';
import { evolutionRoutes } from '../contract/evolution';
import { Binary } from '../http/answers';
import { asObject, asString, firstString, type JsonObject, parseJsonBody } from '../http/json';
import { readMultipart } from '../http/multipart';
import type { Recorder } from '../http/recorder';
import { createApp } from '../http/server';
import { chatRoutes } from './chats';
import { contactRoutes } from './contacts';
import type { EvolutionCall, EvolutionContext, UploadedFile } from './context';
import { badRequest, EvolutionError, invalid, notActivated, notFound, uncaught } from './errors';
import { groupRoutes } from './group';
import { admit, instanceNamed } from './guards';
import { instanceRoutes } from './instances';
import { labelRoutes } from './labels';
import { messageActionRoutes } from './messageActions';
import { messageRoutes } from './messages';
import { PICTURE_PATH, pictureRoutes } from './pictures';
import { presenceRoutes } from './presence';
import { profileRoutes } from './profile';
import type { EvolutionHandler, EvolutionMethod, EvolutionRouter } from './router';
import { sendRoutes } from './send';
import { serverRoutes, welcome } from './serverInfo';
import { settingRoutes } from './settings';
import { problemsOf } from './validation';
import { webhookRoutes } from './webhook';

/** 136 MB of JSON (server source). */
const BODY_LIMIT_BYTES = 136 * 1024 * 1024;

const ROUTES = [
	serverRoutes,
	instanceRoutes,
	settingRoutes,
	webhookRoutes,
	sendRoutes,
	messageRoutes,
	messageActionRoutes,
	chatRoutes,
	contactRoutes,
	presenceRoutes,
	profileRoutes,
	groupRoutes,
	labelRoutes,
];

interface Body {
	fields: JsonObject;
	file: UploadedFile | null;
}

/** The Evolution API dialect. */
export function createEvolution(evolution: EvolutionContext, recorder: Recorder): FastifyInstance {
	const app = createApp(BODY_LIMIT_BYTES, recorder);
	const bodies = new WeakMap<FastifyRequest, Body>();

	// The body is read before the key is checked, and the licence is checked before the key.
	app.addHook('preValidation', async (request) => {
		bodies.set(request, await readBody(request));
		refuseWithoutLicence(request, evolution);
	});
	answerErrors(app);
	if (evolution.version.isFirst) {
		app.get('/', async (_request, reply) => await reply.send(welcome(evolution)));
		return app;
	}

	const add = (method: EvolutionMethod, path: string, handler: EvolutionHandler): void => {
		const contract = contractOf(method, path);
		if (contract.since !== undefined && !evolution.version.isAtLeast(contract.since)) return;
		app.route({
			method,
			url: path.replace(/\{(\w+)\}/g, ':$1'),
			handler: async (request, reply) => {
				const call = callOf(request, bodies.get(request));
				admit(contract, call, evolution);
				const problems = problemsOf(contract, call, evolution.version);
				if (problems.length > 0) throw refused(contract, problems);
				return await send(reply.code(contract.success), await handler(call));
			},
		});
	};
	const route: EvolutionRouter = Object.assign(add, {
		instance: (
			method: EvolutionMethod,
			path: string,
			handler: Parameters<EvolutionRouter['instance']>[2],
		): void =>
			add(method, path, async (call) => await handler(call, instanceNamed(call, evolution))),
	});
	for (const addRoutes of ROUTES) addRoutes(route, evolution);
	pictureRoutes(app, evolution);
	return app;
}

/** Groups report the same in another form. */
function refused({ path }: EvolutionRoute, problems: readonly string[]): EvolutionError {
	if (!path.startsWith('/group/')) return invalid(problems);
	return badRequest(...problems.map((message) => ({ property: 'instance', message })));
}

function contractOf(method: EvolutionMethod, path: string): EvolutionRoute {
	const found = evolutionRoutes.find((route) => route.method === method && route.path === path);
	if (!found) throw new Error(`The contract has no ${method} ${path}`);
	return found;
}

function answerErrors(app: FastifyInstance): void {
	app.setNotFoundHandler(async (request) => {
		throw notFound(`Cannot ${request.method} ${request.raw.url ?? ''}`);
	});
	app.setErrorHandler(async (error, _request, reply) => {
		const { status, body } = error instanceof EvolutionError ? error : asUncaught(error);
		return await reply.code(status).send(body);
	});
}

function asUncaught(error: unknown): EvolutionError {
	if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
		return uncaught('request entity too large', 413);
	return uncaught(error instanceof Error ? error.message : String(error));
}

/** What stays accessible on a server that was not activated (2.4, server source). */
const PUBLIC = /^\/(|license\/.*|manager.*|assets(\/.*)?|store(\/.*)?)$/;

function refuseWithoutLicence(request: FastifyRequest, evolution: EvolutionContext): void {
	const { version, settings, serverId } = evolution;
	const path = pathOf(request);
	if (!version.asksLicence || settings.isActivated || PUBLIC.test(path)) return;
	if (path.startsWith(PICTURE_PATH)) return;
	throw notActivated(settings.baseUrl, serverId);
}

function pathOf(request: FastifyRequest): string {
	return (request.raw.url ?? '').split('?')[0] ?? '';
}

async function readBody({ headers, body }: FastifyRequest): Promise<Body> {
	const contentType = headers['content-type'];
	try {
		if (Buffer.isBuffer(body) && /^multipart\/form-data/i.test(contentType ?? ''))
			return await readForm(contentType ?? '', body);
		return { fields: asObject(parseJsonBody(contentType, body)), file: null };
	} catch (error) {
		throw uncaught(error instanceof Error ? error.message : 'Bad JSON', 400);
	}
}

/** All fields of a form are texts; the only file that is accepted is called `file`. */
async function readForm(contentType: string, body: Buffer): Promise<Body> {
	const { fields, uploads } = await readMultipart(contentType, body);
	const upload = uploads.find(({ field }) => field === 'file');
	const file = upload && {
		fileName: upload.fileName ?? '',
		mimeType: upload.mimeType ?? 'application/octet-stream',
		data: upload.data,
	};
	return { fields, file: file ?? null };
}

function callOf(request: FastifyRequest, body: Body | undefined): EvolutionCall {
	const params = Object.entries(asObject(request.params)).map(([name, value]) => [
		name,
		firstString(value) ?? '',
	]);
	return {
		params: Object.fromEntries(params),
		query: asObject(request.query),
		body: body?.fields ?? {},
		key: firstString(request.headers.apikey) ?? '',
		file: body?.file ?? null,
		origin: `http://${asString(request.headers.host) ?? '127.0.0.1'}`,
		route: `${request.method} ${pathOf(request)}`,
	};
}

async function send(reply: FastifyReply, result: unknown): Promise<FastifyReply> {
	if (result === undefined) return await reply.send();
	if (result instanceof Binary) return await reply.type(result.mimeType).send(result.data);
	return await reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
}
