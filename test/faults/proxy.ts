import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { GatewayName } from '../../sandbox';
import { FAULTS, type FaultName, type Meaning, type Reply } from './faults';
import type { Step } from './plan';
import { sleep, until } from './time';

/** One request that the proxy got, and what it did with it. */
export interface Attempt {
	/** The text that is to be sent; method and path of a request that sends none. */
	readonly key: string;
	fault: FaultName;
	/** What its client can know of it; null while it waits. */
	means: Meaning | null;
}

/** Says what the n-th request (from 1) with a key meets. */
export type Script = (key: string, nth: number) => Step;

export interface ProxyOptions {
	readonly gateway: GatewayName;
	/** Where the gateway is. */
	readonly target: string;
	readonly script: Script;
	/** True for a connection, counted from 1, that is cut before a byte of it is read. */
	readonly cuts?: (nth: number) => boolean;
	/** The client's time-out, in milliseconds. */
	readonly patienceMs: number;
	/** The clock of the gateway's computer, in milliseconds since 1970. */
	readonly nowMs?: () => number;
}

/** Requests that are kept back: the client waits for them, and is on the way with no other. */
export interface House {
	readonly held: readonly Attempt[];
	/** Lets one go on, to meet another fault than was planned, and waits until its client has seen it. */
	go(attempt: Attempt, fault: FaultName): Promise<void>;
	/** Lets all go on. */
	open(): void;
}

interface Gathering {
	readonly from: number;
	isOpen: boolean;
	readonly waiting: Map<Attempt, (fault?: FaultName) => void>;
}

/** Ports that no system gives to outgoing connections: a refused one could otherwise meet itself. */
const PORTS = { from: 20_000, count: 10_000 };
/** In this time a client that left is noticed, and one that got its answer takes it in. In milliseconds. */
const SETTLED_MS = 60;

/** Stands between the node and the sandbox, and does what the script says: it knows what became of every request. */
export class FaultProxy {
	readonly attempts: Attempt[] = [];
	/** Connections that were cut before anything was read. */
	cut = 0;
	/** What went wrong in the proxy itself. */
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
		await proxy.listenSomewhere();
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Further connections are refused; what is in hand goes on. */
	stopListening(): void {
		this.server?.close();
		this.server = null;
	}

	/** Listens again on the same port. */
	async listen(): Promise<void> {
		const server = http.createServer((request, response) => {
			this.handle(request, response).catch((error: unknown) => this.errors.push(error));
		});
		server.on('connection', (socket) => {
			this.connections++;
			if (this.options.cuts?.(this.connections) !== true) return;
			this.cut++;
			socket.resetAndDestroy();
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.port, '127.0.0.1', resolve);
		});
		this.server = server;
		this.servers.push(server);
	}

	async close(): Promise<void> {
		this.stopListening();
		for (const server of this.servers) server.closeAllConnections();
		await this.idle();
	}

	/** Waits until no client waits for anything. */
	async idle(): Promise<void> {
		await until(() => this.inHand.size === 0);
	}

	/**
	 * Keeps requests back from the n-th on, until `count` are in hand and it stays so. With as many as the client sends
	 * at a time, none is on its way.
	 */
	async gather(from: number, count: number): Promise<House> {
		const gathering: Gathering = { from, isOpen: false, waiting: new Map() };
		this.gathering = gathering;
		await until(async () => {
			const before = this.attempts.length;
			if (before < from || this.inHand.size < count) return false;
			await sleep(SETTLED_MS);
			return this.inHand.size === count && this.attempts.length === before;
		});
		return {
			held: [...gathering.waiting.keys()],
			go: async (attempt, fault) => {
				gathering.waiting.get(attempt)?.(fault);
				await until(() => !this.inHand.has(attempt));
				await sleep(SETTLED_MS);
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
			// It did not wait for what was to come.
			attempt.means ??= 'open';
			this.inHand.delete(attempt);
		});
		await this.keptBack(attempt);
		await sleep(latencyMs);
		await this.finish(attempt, response, { request, body });
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
		// n8n's HTTP client (axios 1.12) leaves the connection open when it gives up, so only the clock tells.
		if (!ends) setTimeout(() => this.inHand.delete(attempt), patienceMs);
		const reply = forwards ? await this.forward(asked.request, asked.body) : null;
		if (response.destroyed) return;
		attempt.means = means === 'done' && (reply?.status ?? 0) >= 400 ? 'nothing' : means;
		end({ gateway, response, reply });
	}

	private async forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
		const { nowMs, target } = this.options;
		const answer = await new Promise<IncomingMessage>((resolve, reject) => {
			const sent = http.request(`${target}${url}`, { method, headers, agent: false }, resolve);
			sent.once('error', reject).end(body);
		});
		return {
			status: answer.statusCode ?? 0,
			headers: {
				...endToEnd(answer.headers),
				...(nowMs === undefined ? {} : { date: new Date(nowMs()).toUTCString() }),
			},
			body: await readAll(answer),
		};
	}

	private async listenSomewhere(): Promise<void> {
		for (let tries = 1; ; tries++) {
			this.port = PORTS.from + Math.floor(Math.random() * PORTS.count);
			try {
				return await this.listen();
			} catch (error) {
				if (tries === 50) throw error;
			}
		}
	}
}

/** Headers of one connection only. */
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
	return String(sent.text ?? sent.message ?? `${method} ${url}`);
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}
