import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type JsonObject } from '../../sandbox/http/json';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

/** One request that arrived at a receiver of webhooks. */
export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	/** Exactly what was sent. */
	raw: string;
	body: JsonObject;
}

/** A receiver's answer: a status, or a function that uses the response itself (or never answers). */
type Answer = number | ((response: ServerResponse) => void);

/** A server on 127.0.0.1 that receives webhooks. */
export class Receiver {
	readonly received: Received[] = [];
	/** The next answers, one by one; then always 200. */
	answers: Answer[] = [];
	/** The answer to a request that arrives when no answers are left. */
	respond: (received: Received) => Answer = () => 200;
	private server: TestServer | undefined;

	private constructor() {}

	static async start(): Promise<Receiver> {
		const receiver = new Receiver();
		receiver.server = await startServer((request, response) => receiver.take(request, response));
		return receiver;
	}

	get url(): string {
		return this.server?.url ?? '';
	}

	private take(request: IncomingMessage, response: ServerResponse): void {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const raw = Buffer.concat(chunks).toString('utf8');
			const parsed: unknown = raw === '' ? {} : JSON.parse(raw);
			const body = isObject(parsed) ? parsed : {};
			const received = { path: request.url ?? '', headers: request.headers, raw, body };
			this.received.push(received);
			const answer = this.answers.shift() ?? this.respond(received);
			if (typeof answer === 'number') response.writeHead(answer).end();
			else answer(response);
		});
	}

	/** The requests with these events, by the name in the body. */
	of(...events: string[]): Received[] {
		return this.received.filter(({ body }) => events.includes(String(body.event)));
	}

	/** The names of all events that arrived, in order. */
	get events(): string[] {
		return this.received.map(({ body }) => String(body.event));
	}

	/** Waits until this many requests have arrived. */
	async got(count: number): Promise<Received[]> {
		await until(() => this.received.length >= count);
		return this.received;
	}

	/** Waits for the next request with this event. */
	async next(event: string): Promise<Received> {
		await until(() => this.of(event).length > 0);
		const [first] = this.of(event);
		if (!first) throw new Error(`no ${event}`);
		return first;
	}

	async close(): Promise<void> {
		await this.server?.close();
	}
}

/** The member at the end of a path of names. */
export function at(value: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}
