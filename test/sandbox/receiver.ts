import {
	createServer,
	type IncomingHttpHeaders,
	type Server,
	type ServerResponse,
} from 'node:http';
import { isObject, type JsonObject } from '../../sandbox/http/json';

/** One request as it arrived at a receiver of webhooks. */
export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	/** Exactly what was sent. */
	raw: string;
	body: JsonObject;
}

/** What a receiver answers: a status, or anything through the response itself (or nothing at all). */
type Answer = number | ((response: ServerResponse) => void);

/** A server on 127.0.0.1 that gets webhooks. */
export class Receiver {
	readonly received: Received[] = [];
	/** The answers to come, one by one; then always 200. */
	answers: Answer[] = [];
	/** What a request is answered with that came when there were no answers left. */
	respond: (received: Received) => Answer = () => 200;

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async start(): Promise<Receiver> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const receiver = new Receiver(server, `http://127.0.0.1:${port}`);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const raw = Buffer.concat(chunks).toString('utf8');
				const parsed: unknown = raw === '' ? {} : JSON.parse(raw);
				const body = isObject(parsed) ? parsed : {};
				const received = { path: request.url ?? '', headers: request.headers, raw, body };
				receiver.received.push(received);
				const answer = receiver.answers.shift() ?? receiver.respond(received);
				if (typeof answer === 'number') response.writeHead(answer).end();
				else answer(response);
			});
		});
		return receiver;
	}

	/** What arrived of these events, by the name in the body. */
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

	/** Waits for the next request of this event. */
	async next(event: string): Promise<Received> {
		await until(() => this.of(event).length > 0);
		const [first] = this.of(event);
		if (!first) throw new Error(`no ${event}`);
		return first;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}

const PATIENCE_MS = 8_000;

/** Polls until it holds; fails after a while. */
export async function until(holds: () => boolean): Promise<void> {
	const end = Date.now() + PATIENCE_MS;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`It never came true: ${holds.toString()}`);
		await new Promise<void>((resolve) => {
			setTimeout(resolve, 5);
		});
	}
}

/** The member at the end of a path of names. */
export function at(value: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}
