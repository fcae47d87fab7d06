import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeGateway {
	/** What every request is answered with. */
	answer: (request: IncomingMessage, response: ServerResponse) => void;
	readonly url: string;
	/** Method and path of what arrived, with its headers. */
	readonly seen: Array<{ line: string; headers: IncomingMessage['headers'] }>;
}

/** A server that answers whatever a test wants, to see what the node makes of it. */
export function useFakeGateway(): FakeGateway {
	let url = '';
	const fake: FakeGateway = {
		answer: (_, response) => response.end(),
		get url() {
			return url;
		},
		seen: [],
	};
	const server = createServer((request, response) => {
		fake.seen.push({ line: `${request.method} ${request.url}`, headers: request.headers });
		request.resume().on('end', () => fake.answer(request, response));
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address() as AddressInfo;
		url = `http://127.0.0.1:${address.port}`;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return fake;
}

/** An answer with this status, content type and body. */
export const answering =
	(
		status: number,
		contentType: string,
		body: string,
		headers: Record<string, string> = {},
	): FakeGateway['answer'] =>
	(_, response) => {
		response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);
	};
