import type { IncomingMessage, ServerResponse } from 'node:http';
import { useServer } from './server';
import { keepWaiting } from './simulatedTime';

export interface FakeGateway {
	/** Answers every request. */
	answer: (request: IncomingMessage, response: ServerResponse) => void;
	readonly url: string;
	/** Method, path and headers of each request. */
	readonly seen: Array<{ line: string; headers: IncomingMessage['headers'] }>;
}

/** A server that answers whatever a test wants, to see how the node handles it. */
export function useFakeGateway(): FakeGateway {
	const server = useServer((request, response) => {
		fake.seen.push({ line: `${request.method} ${request.url}`, headers: request.headers });
		request.resume().on('end', () => fake.answer(request, response));
	});
	const fake: FakeGateway = {
		answer: (_, response) => response.end(),
		get url() {
			return server.url;
		},
		seen: [],
	};
	return fake;
}

/** Never answers: the client has to give up. */
export const silent: FakeGateway['answer'] = (_, response) => void keepWaiting(response);

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
