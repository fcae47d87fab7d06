import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { asObject, asString } from '../http/json';
import type { World } from '../world';
import { picture } from './state';

const FILES: Record<string, { file: string; type: string }> = {
	'/': { file: 'index.html', type: 'text/html; charset=utf-8' },
	'/phone.css': { file: 'phone.css', type: 'text/css; charset=utf-8' },
	'/phone.js': { file: 'phone.js', type: 'text/javascript; charset=utf-8' },
};

/** The page on which a person sees the world and writes as somebody else. It asks for no key. */
export function createPhone(world: World): FastifyInstance {
	const app = fastify();
	for (const [path, { file, type }] of Object.entries(FILES)) {
		const content = readFileSync(join(__dirname, 'page', file));
		app.get(
			path,
			async (_request, reply) =>
				await reply
					.type(type)
					.header('Content-Security-Policy', "default-src 'self'; img-src 'self' data:")
					.send(content),
		);
	}
	app.get('/api/state', async () => picture(world));
	app.get('/events', (_request, reply) => streamEvents(world, reply));
	app.post('/api/write', async (request, reply) => {
		const input = asObject(request.body);
		const session = world.find(asString(input.session) ?? '');
		const chatId = asString(input.chatId);
		const text = asString(input.text);
		if (!session || !chatId || !text)
			return await reply.code(400).send({ error: 'session, chatId and text are needed' });
		const message = session.receive({ chatId, text, from: asString(input.from) });
		return await reply.send({ messageId: message.id });
	});
	app.post('/api/read', async (request, reply) => {
		const input = asObject(request.body);
		const session = world.find(asString(input.session) ?? '');
		const chatId = asString(input.chatId);
		if (!session || !chatId)
			return await reply.code(400).send({ error: 'session and chatId are needed' });
		session.chats.readByOthers(chatId);
		return await reply.send({ read: true });
	});
	return app;
}

/** Server-sent events: each says what kind of thing happened, and the page fetches the state again. */
function streamEvents(world: World, reply: FastifyReply): void {
	reply.hijack();
	reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
	reply.raw.write('retry: 1000\n\n');
	const unsubscribe = world.subscribe((event) => {
		reply.raw.write(`data: ${JSON.stringify({ type: event.type, session: event.session })}\n\n`);
	});
	reply.raw.on('close', unsubscribe);
}
