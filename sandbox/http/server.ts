import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Recorder } from './recorder';

/** WAHA ids with a group's participant, percent-encoded, are longer than the router's usual 100 characters. */
const LONGEST_PATH_PART = 2_000;

/** A Fastify app that hands bodies on as bytes, on any method: both gateways parse in their own way, WARest also on GET. */
export function createApp(bodyLimitBytes: number, recorder: Recorder): FastifyInstance {
	const app = fastify({
		bodyLimit: bodyLimitBytes,
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
	private port: number;

	private constructor(
		private readonly app: FastifyInstance,
		port: number,
	) {
		this.port = port;
	}

	/** `port` 0 takes a free one. */
	static async start(app: FastifyInstance, port: number): Promise<LocalServer> {
		await app.ready();
		const local = new LocalServer(app, port);
		await local.listen();
		return local;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async listen(): Promise<void> {
		if (this.server) return;
		const server = http.createServer((request, response) => this.app.routing(request, response));
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.port, '127.0.0.1', resolve);
		});
		this.port = portOf(server.address());
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
		await this.app.close();
	}
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string')
		throw new Error('The sandbox listens on TCP ports only');
	return address.port;
}
