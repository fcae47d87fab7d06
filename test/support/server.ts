import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOn } from '../../sandbox/http/server';

type Take = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
	readonly url: string;
	close(): Promise<void>;
}

/** A server on 127.0.0.1 with the clock of the tests. It closes no connection by itself before it is closed. */
export async function startServer(take: Take): Promise<TestServer> {
	const server = createServer((request, response) => {
		response.setHeader('Date', new Date().toUTCString());
		take(request, response);
	});
	server.keepAliveTimeout = 0;
	const port = await listenOn(server, 0);
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			});
		},
	};
}

/** A server for the tests of a file or of a `describe`. */
export function useServer(take: Take): { readonly url: string } {
	let started: TestServer | undefined;
	beforeAll(async () => {
		started = await startServer(take);
	});
	afterAll(async () => await started?.close());
	return {
		get url() {
			if (started === undefined) throw new Error('the server starts before the first test');
			return started.url;
		},
	};
}
