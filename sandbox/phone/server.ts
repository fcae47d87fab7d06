import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { asObject, asString } from '../http/json';
import { isAddressOnly, type World } from '../world';
import { messageActs, perform } from './acts';
import { BadInput } from './input';
import { picture } from './state';
import { surroundingActs } from './surroundings';

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';
const FILES: Record<string, { file: string; type: string }> = {
	'/': { file: 'index.html', type: 'text/html; charset=utf-8' },
	'/phone.css': { file: 'phone.css', type: STYLES },
	'/messages.css': { file: 'messages.css', type: STYLES },
	'/phone.js': { file: 'phone.js', type: JAVASCRIPT },
	'/dom.js': { file: 'dom.js', type: JAVASCRIPT },
	'/messages.js': { file: 'messages.js', type: JAVASCRIPT },
	'/scrolling.js': { file: 'scrolling.js', type: JAVASCRIPT },
	'/compose.js': { file: 'compose.js', type: JAVASCRIPT },
};
/** A chosen file travels as a data URL. */
const BODY_LIMIT_BYTES = 30 * 1024 * 1024;

/**
 * The page on which a person sees the world and plays the other side. Everything the page does is a `POST /api/<act>`
 * that others can use as well: `{session, …}` in; 200 with the result, or 400 `{error}` out. It requires no key.
 */
export function createPhone(world: World): FastifyInstance {
	const app = fastify({ bodyLimit: BODY_LIMIT_BYTES });
	servePage(app);
	app.get('/api/state', async () => picture(world));
	app.get('/events', (_request, reply) => streamEvents(world, reply));
	app.get('/api/file', async (request, reply) => {
		const query = asObject(request.query);
		const session = world.find(asString(query.session) ?? '');
		const media = session?.chats.messageAnywhere(asString(query.messageId) ?? '')?.media;
		if (!media || isAddressOnly(media))
			return await reply.code(404).send({ error: 'no such file' });
		// Somebody else's file must not become a page of this origin.
		reply.header('Content-Security-Policy', "sandbox; default-src 'none'");
		return await reply
			.header('X-Content-Type-Options', 'nosniff')
			.type(media.mimeType)
			.send(media.data);
	});
	for (const [name, act] of Object.entries({ ...messageActs, ...surroundingActs })) {
		app.post(`/api/${name}`, async (request, reply) => {
			try {
				return await reply.send(perform(act, asObject(request.body), world));
			} catch (error) {
				if (!(error instanceof BadInput)) throw error;
				return await reply.code(400).send({ error: error.message });
			}
		});
	}
	return app;
}

function servePage(app: FastifyInstance): void {
	const policy = "default-src 'self'; img-src 'self' data:";
	for (const [path, { file, type }] of Object.entries(FILES)) {
		const content = readFileSync(join(__dirname, 'page', file));
		app.get(path, async (_request, reply) => {
			return await reply.type(type).header('Content-Security-Policy', policy).send(content);
		});
	}
}

/** Server-sent events: each names the kind of event, and the page fetches the state again. */
function streamEvents(world: World, reply: FastifyReply): void {
	reply.hijack();
	reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
	reply.raw.write('retry: 1000\n\n');
	const unsubscribe = world.subscribe((event) => {
		reply.raw.write(`data: ${JSON.stringify({ type: event.type, session: event.session })}\n\n`);
	});
	reply.raw.on('close', unsubscribe);
}
