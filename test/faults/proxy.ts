import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { GatewayName } from '../../sandbox';
import { listenOn } from '../../sandbox/http/server';
import { FAULTS, type FaultName, type Meaning, type Reply } from './faults';
import type { Step } from './plan';
import { keepWaiting, sleep } from '../support/simulatedTime';
import { until } from '../support/until';

/** One request that the proxy received, and what it did with it. */
export interface Attempt {
	/** The text to send; method and path for a request that sends no text. */
	readonly key: string;
	fault: FaultName;
	/** What its client can know of it; null while the client waits. */
	means: Meaning | null;
}

/** Decides what the n-th request (from 1) with a key meets. */
export type Script = (key: string, nth: number) => Step;

export interface ProxyOptions {
	readonly gateway: GatewayName;
	/** The address of the gateway. */
	readonly target: string;
	readonly script: Script;
	/** True if a connection, counted from 1, is cut before any of it is read. */
	readonly cuts?: (nth: number) => boolean;
	/** The client's timeout, in milliseconds. */
	readonly patienceMs: number;
}

/** Requests that are held back: the client waits for them, and has no other in progress. */
export interface House {
	readonly held: readonly Attempt[];
	/** Lets one continue with another fault than planned, and waits until its client has seen it. */
	go(attempt: Attempt, fault: FaultName): Promise<void>;
	/** Lets all continue. */
	open(): void;
}

interface Gathering {
	readonly from: number;
	isOpen: boolean;
	readonly waiting: Map<Attempt, (fault?: FaultName) => void>;
}

/** Stands between the node and the sandbox, and follows the script: it knows what became of every request. */
export class FaultProxy {
	readonly attempts: Attempt[] = [];
	/** Connections that were cut before anything was read. */
	cut = 0;
	/** Errors in the proxy itself. */
	readonly errors: unknown[] = [];
	private connections = 0;
	private readonly inHand = new Set<Attempt>();
	private readonly counts = new Map<string, number>();
	private gathering: Gathering | null = null;
	private server: http.Server | null = null;
	private readonly servers: http.Server[] = [];
	private port = 0;

	private constructor(private readonly options: ProxyOptions) {}

	static async start(options: ProxyOptions): Promise<FaultProxy> {
		const proxy = new FaultProxy(options);
		await proxy.listen();
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Refuses new connections; requests in progress continue. */
	stopListening(): void {
		this.server?.close();
		this.server = null;
	}

	/** Listens; after a stop, on the same port again. */
	async listen(): Promise<void> {
		const server = http.createServer((request, response) => {
			this.handle(request, response).catch((error: unknown) => this.errors.push(error));
		});
		server.on('connection', (socket) => {
			this.connections++;
			if (this.options.cuts?.(this.connections) !== true) return;
			this.cut++;
			// Only after the client has seen the connection open; otherwise it would rightly report that nothing was
			// sent.
			setImmediate(() => socket.resetAndDestroy());
		});
		this.port = await listenOn(server, this.port);
		this.server = server;
		this.servers.push(server);
	}

	async close(): Promise<void> {
		this.stopListening();
		for (const server of this.servers) server.closeAllConnections();
		await this.idle();
	}

	/** Waits until no client waits for an answer. */
	async idle(): Promise<void> {
		await until(() => this.inHand.size === 0);
	}

	/** Holds requests back from the n-th on, until `count` are held and no other is in progress. */
	async gather(from: number, count: number): Promise<House> {
		const gathering: Gathering = { from, isOpen: false, waiting: new Map() };
		this.gathering = gathering;
		await until(() => this.attempts.length >= from && this.inHand.size === count);
		return {
			held: [...gathering.waiting.keys()],
			go: async (attempt, fault) => {
				gathering.waiting.get(attempt)?.(fault);
				await until(() => !this.inHand.has(attempt));
			},
			open: () => {
				gathering.isOpen = true;
				for (const go of gathering.waiting.values()) go();
			},
		};
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readAll(request);
		const key = keyOf(request, body);
		const nth = (this.counts.get(key) ?? 0) + 1;
		this.counts.set(key, nth);
		const { fault, latencyMs } = this.options.script(key, nth);
		const attempt: Attempt = { key, fault, means: null };
		this.attempts.push(attempt);
		this.inHand.add(attempt);
		response.once('close', () => {
			// The client gave up before the outcome.
			attempt.means ??= 'open';
			this.inHand.delete(attempt);
		});
		await keepWaiting(response, this.delay(attempt, latencyMs));
		await this.finish(attempt, response, { request, body });
	}

	private async delay(attempt: Attempt, latencyMs: number): Promise<void> {
		await this.keptBack(attempt);
		if (latencyMs > 0) await sleep(latencyMs);
	}

	private async keptBack(attempt: Attempt): Promise<void> {
		const { gathering } = this;
		if (gathering === null || gathering.isOpen || this.attempts.length < gathering.from) return;
		const fault = await new Promise<FaultName | undefined>((resolve) =>
			gathering.waiting.set(attempt, resolve),
		);
		attempt.fault = fault ?? attempt.fault;
	}

	private async finish(
		attempt: Attempt,
		response: ServerResponse,
		asked: { request: IncomingMessage; body: Buffer },
	): Promise<void> {
		if (attempt.means !== null) return;
		const { gateway, patienceMs } = this.options;
		const { end, ends, forwards, means } = FAULTS[attempt.fault];
		// n8n's HTTP client (axios 1.12) leaves the connection open when it gives up, so only the clock shows that it
		// has.
		if (!ends) {
			void keepWaiting(response);
			setTimeout(() => this.inHand.delete(attempt), patienceMs);
		}
		const reply = forwards ? await this.forward(asked.request, asked.body) : null;
		if (response.destroyed) return;
		attempt.means = means === 'done' && (reply?.status ?? 0) >= 400 ? 'nothing' : means;
		end({ gateway, response, reply });
	}

	private async forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
		const answer = await new Promise<IncomingMessage>((resolve, reject) => {
			const sent = http.request(
				`${this.options.target}${url}`,
				{ method, headers, agent: false },
				resolve,
			);
			sent.once('error', reject).end(body);
		});
		return {
			status: answer.statusCode ?? 0,
			headers: endToEnd(answer.headers),
			body: await readAll(answer),
		};
	}
}

/** Headers that apply to one connection only. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

const endToEnd = (headers: http.IncomingHttpHeaders): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => !HOP_BY_HOP.includes(name))
			.map(([name, value]) => [name, String(value)]),
	);

function keyOf({ method, url }: IncomingMessage, body: Buffer): string {
	if (body.length === 0) return `${method} ${url}`;
	const sent: { text?: unknown; message?: unknown } = JSON.parse(body.toString('utf8'));
	return String(sent.text ?? sent.message ?? `${method} ${url} ${body.toString('utf8')}`);
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}
