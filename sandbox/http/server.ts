import { once } from 'node:events';
import http from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../world/clock';
import type { Recorder } from './recorder';

/** WAHA ids with a group's participant, percent-encoded, exceed the router's usual 100 characters. */
const LONGEST_PATH_PART = 2_000;

/**
 * A Fastify app that passes bodies on as bytes for any method, because each gateway parses them in its own way, WARest
 * even on GET.
 */
export function createApp(bodyLimitBytes: number, recorder: Recorder): FastifyInstance {
	const app = fastify({
		bodyLimit: bodyLimitBytes,
		// No gateway documents HEAD, and each HEAD route would have to be built, too.
		exposeHeadRoutes: false,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PATH_PART },
	});
	app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	recorder.watch(app);
	return app;
}

/** An app on a port of 127.0.0.1 that can go away and come back on the same port. */
export class LocalServer {
	private server: http.Server | undefined;
	private app: FastifyInstance | undefined;

	private constructor(
		private readonly build: () => FastifyInstance,
		private readonly clock: Clock,
		private port: number,
	) {}

	/**
	 * @param build makes the app when the first request comes, because few tests use all of them
	 * @param clock for the date of answers
	 * @param port 0 takes a free one
	 */
	static async start(
		build: () => FastifyInstance,
		clock: Clock,
		port: number,
	): Promise<LocalServer> {
		const local = new LocalServer(build, clock, port);
		await local.listen();
		return local;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async listen(): Promise<void> {
		if (this.server) return;
		const server = http.createServer((request, response) => {
			response.setHeader('Date', new Date(this.clock.nowMs()).toUTCString());
			void this.route(request, response);
		});
		// Closed only by `stop`, never while a client is about to reuse it.
		server.keepAliveTimeout = 0;
		this.port = await listenOn(server, this.port);
		this.server = server;
	}

	/** Stops listening and cuts open connections, as a stopped gateway does. */
	async stop(): Promise<void> {
		const server = this.server;
		if (!server) return;
		this.server = undefined;
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	}

	async close(): Promise<void> {
		await this.stop();
		await this.app?.close();
	}

	private async route(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		this.app ??= this.build();
		await this.app.ready();
		this.app.routing(request, response);
	}
}

/**
 * Ports that no system gives to outgoing connections. One of those could take the port of a server that is away for a
 * while, or connect to itself there. Each process has its own ports and takes them in turn, so that a client with a
 * connection to an earlier server does not use it for the next one.
 */
const PORTS = { from: 20_000, processes: 40, each: 250 };
let taken = Math.floor(Math.random() * PORTS.each);

function nextPort(): number {
	const first = PORTS.from + (process.pid % PORTS.processes) * PORTS.each;
	return first + (taken++ % PORTS.each);
}

/** Listens on a port of 127.0.0.1, for 0 on a free one, and returns the port. */
export async function listenOn(server: http.Server, port: number): Promise<number> {
	for (let tries = 1; ; tries += 1) {
		const wanted = port || nextPort();
		try {
			await listen(server, wanted);
			return wanted;
		} catch (error) {
			if (port !== 0 || tries === PORTS.each) throw error;
		}
	}
}

async function listen(server: http.Server, port: number): Promise<void> {
	const listening = once(server, 'listening');
	server.listen(port, '127.0.0.1');
	await listening;
}
