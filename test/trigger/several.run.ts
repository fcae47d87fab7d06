import axios from 'axios';
import type { ServerResponse } from 'node:http';
import { startSandbox, type Sandbox } from '../../sandbox';
import { at, Receiver, type Received } from '../sandbox/receiver';
import { byId } from '../support/sandbox';
import { Bench, restarted, type BenchOptions, type Taken } from './bench';
import { Clock } from './clock';
import { evolutionHook, firstOf, setEvolutionHook, warestHook, type WarestHook } from './gateways';

const NO_LIMITS = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity };
const AT_ONCE = {
	wahaDelayScale: 0,
	warestRetryWaitsMs: [1, 1, 1],
	warestJitterMs: 0,
	evolutionDelayScale: 0,
};

/** Gateways with room for one webhook per session. */
export const NARROW = ['warest', 'evolution'] as const;
export type Narrow = (typeof NARROW)[number];
const ANNA = '491701112222@s.whatsapp.net';

/** One incoming request, and its result. */
export interface Came {
	readonly path: string;
	readonly taken: Taken;
}

/** One n8n with several workflows on one session of such a gateway, and its web server. */
export class House {
	/** Everything that came in, in the order in which it was answered. */
	came: Came[] = [];
	private readonly benches = new Map<string, Bench>();
	private readonly active = new Map<string, () => Promise<void>>();
	private readonly listening = new Set<string>();
	/** What n8n answers instead of the workflow, by path. */
	readonly broken = new Map<string, number>();
	/** How many texts were sent, so that each one is different. */
	private texts = 0;
	private type: BenchOptions['type'];

	private url: string;

	private constructor(
		readonly sandbox: Sandbox,
		readonly receiver: Receiver,
		readonly clock: Clock,
		readonly gateway: Narrow,
	) {
		this.url = receiver.url;
	}

	static async open(gateway: Narrow = 'warest'): Promise<House> {
		const sandbox = await startSandbox({ webhooks: AT_ONCE, warestLimits: NO_LIMITS });
		const receiver = await Receiver.start();
		const house = new House(sandbox, receiver, new Clock(sandbox), gateway);
		receiver.respond = (received) => (response) => void house.take(received, response);
		return house;
	}

	/** The trigger of a workflow; created when first asked for. */
	bench(id: string, options: Partial<BenchOptions> = {}): Bench {
		const bench =
			this.benches.get(id) ??
			new Bench({
				credential: this.credential,
				webhookId: id,
				...(this.type === undefined ? {} : { type: this.type }),
				...options,
				parameters: { session: byId('default'), ...options.parameters },
			});
		bench.baseUrl = this.url;
		this.benches.set(id, bench);
		return bench;
	}

	get credential(): { gateway: Narrow; baseUrl: string; apiKey: string } {
		const { url: baseUrl, apiKey } = this.sandbox[this.gateway];
		return { gateway: this.gateway, baseUrl, apiKey };
	}

	private async take({ headers, path, raw }: Received, response: ServerResponse): Promise<void> {
		const [, kind, id = ''] = /^\/(webhook|webhook-test)\/([^/]+)\/webhook(\?|$)/.exec(path) ?? [];
		const isTest = kind === 'webhook-test';
		const isThere = isTest ? this.listening.has(id) : this.active.has(id);
		const own = path.split('?')[0] ?? '';
		const failing = this.broken.get(own);
		if (!isThere || failing !== undefined) return answer(response, failing ?? 404, { code: 0 });
		const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
		const taken = await this.bench(id).deliver(
			{
				headers: Object.fromEntries(texts),
				rawBody: Buffer.from(raw),
				originalUrl: path,
				socket: {
					localAddress: response.socket?.localAddress,
					localPort: response.socket?.localPort,
				},
			},
			isTest,
		);
		this.came.push({ path: own, taken });
		answer(response, taken.status, taken.body);
	}

	/** Like n8n: it serves the path before the gateway is asked to post there. */
	async activate(id: string, mode: Parameters<Bench['activate']>[0] = 'activate'): Promise<void> {
		this.active.set(id, async () => await Promise.resolve());
		try {
			await this.bench(id).activate(mode);
		} catch (error) {
			await this.bench(id).deactivate();
			this.active.delete(id);
			throw error;
		}
		this.active.set(id, await this.bench(id).watch());
	}

	async deactivate(id: string): Promise<void> {
		await this.bench(id).deactivate();
		await this.active.get(id)?.();
		this.active.delete(id);
	}

	async listen(id: string): Promise<void> {
		this.listening.add(id);
		await this.bench(id).listen();
	}

	async stopListening(id: string): Promise<void> {
		await this.bench(id).stopListening();
		this.listening.delete(id);
	}

	/** n8n is killed: its memory is lost, and nobody listens any more. */
	async die(): Promise<string[]> {
		for (const close of this.active.values()) await close();
		const ids = [...this.active.keys()];
		this.active.clear();
		this.listening.clear();
		this.type = restarted();
		for (const bench of this.benches.values()) bench.type = this.type;
		return ids;
	}

	/** n8n starts again, and activates its workflows in this order. */
	async start(ids: readonly string[]): Promise<void> {
		for (const id of ids) this.active.set(id, async () => await Promise.resolve());
		for (const id of ids) {
			await this.bench(id).activate('init');
			this.active.set(id, await this.bench(id).watch());
		}
	}

	/** The workflows that are served; a test as `test:<id>`. */
	get served(): string[] {
		return [...this.active.keys(), ...[...this.listening].map((id) => `test:${id}`)].sort();
	}

	/** The workflows that a message starts now, each as often as it is started. */
	async heardBy(): Promise<string[]> {
		const text = `text ${++this.texts}`;
		this.sandbox.world.session('default').receive({ chatId: ANNA, text });
		await this.clock.quiet();
		return this.startedBy(text);
	}

	/** The workflows that a message started. */
	startedBy(text: string): string[] {
		return this.came
			.filter(({ taken: { items } }) => items?.some(({ json }) => json.text === text) === true)
			.map(({ path }) => path.replace('/webhook-test/', 'test:').split('/').at(-2) ?? '')
			.sort();
	}

	/** The webhook as WARest shows it. */
	async hook(hook: Partial<WarestHook> = {}): Promise<WarestHook> {
		return await warestHook(this.credential, hook);
	}

	/** Somebody removes the webhook at the gateway. */
	async lose(): Promise<void> {
		if (this.gateway === 'warest') await this.hook({ webhookUrl: '', webhookSecret: 'x' });
		const stood = this.gateway === 'evolution' ? await evolutionHook(this.credential) : null;
		if (stood !== null)
			await setEvolutionHook(this.credential, { ...stood, enabled: false, headers: {} });
	}

	/** Whether the gateway would post to anybody. */
	async posts(): Promise<boolean> {
		if (this.gateway === 'warest') return this.written !== '';
		return (await evolutionHook(this.credential))?.enabled === true;
	}

	/** The trigger to which WARest itself posts. */
	async first(): Promise<string> {
		return firstOf(await this.hook());
	}

	/** What was written last, whatever WARest shows of it. */
	get written(): string | undefined {
		const writes = this.sandbox.requests.map(({ body }) => at(body, 'webhookUrl'));
		return writes.filter((url) => typeof url === 'string').at(-1);
	}

	get logged(): string[] {
		return [...this.benches.values()].flatMap(({ logged }) => logged);
	}

	/** n8n gets another address, and is the same otherwise. */
	move(): void {
		this.url = this.url.replace('127.0.0.1', 'localhost');
		for (const bench of this.benches.values()) bench.baseUrl = this.url;
	}

	/** Somebody posts to n8n. */
	async post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
		await axios.post(`${this.url}${path}`, body, { headers, validateStatus: () => true });
	}

	/** n8n finishes stopping a workflow whose webhook could not be removed. */
	async closeTrigger(id: string): Promise<void> {
		await this.active.get(id)?.();
		this.active.delete(id);
	}

	async close(): Promise<void> {
		for (const close of this.active.values()) await close();
		await this.sandbox.close();
		await this.receiver.close();
	}
}

function answer(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
