import type { ServerResponse } from 'node:http';
import { startSandbox, type GatewayName, type Sandbox, type SandboxOptions } from '../../sandbox';
import type { NewMessage } from '../../sandbox/world/messages';
import type { Session } from '../../sandbox/world';
import { textAt, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { json, send } from '../sandbox/client';
import { AT_ONCE } from '../sandbox/hooked';
import { at, Receiver, type Received } from '../sandbox/receiver';
import { keepWaiting } from '../support/simulatedTime';
import { until } from '../support/until';
import type { TestCredential } from '../support/engine';
import { Bench, type BenchOptions, type Posted, type Taken } from './bench';

/** One request of a gateway, and what the trigger made of it. */
export type Delivered = Posted & Taken;

/** n8n's web server with one trigger behind it. */
export class Desk {
	/** Everything since the trigger was registered. */
	delivered: readonly Delivered[] = [];
	/** Deliveries before this one belong to the preparation. */
	private skip = 0;
	private problem: unknown = undefined;

	private constructor(
		readonly receiver: Receiver,
		readonly bench: Bench,
		private readonly timePasses: Promise<void>,
	) {}

	/** @param timePasses until it resolves, the clock stands still while the trigger handles a delivery */
	static async open(options: BenchOptions, timePasses: Promise<void>): Promise<Desk> {
		const receiver = await Receiver.start();
		const bench = new Bench(options);
		bench.baseUrl = receiver.url;
		const desk = new Desk(receiver, bench, timePasses);
		receiver.respond = (received) => (response) => void desk.take(received, response);
		return desk;
	}

	/** The response is sent when everything is done, so an answered delivery has been handled. */
	private async take({ headers, path, raw }: Received, response: ServerResponse): Promise<void> {
		try {
			const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
			const posted = { headers: Object.fromEntries(texts), rawBody: Buffer.from(raw) };
			const taking = this.bench.deliver(posted, path.startsWith('/webhook-test/'));
			const end = taking.catch(() => undefined);
			void this.timePasses.then(async () => await keepWaiting(response, end));
			const taken = await taking;
			this.delivered = [...this.delivered, { ...posted, ...taken }];
			response.writeHead(taken.status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(taken.body));
		} catch (error) {
			this.problem = error;
			response.writeHead(500).end();
		}
	}

	/** Deliveries since the last `forget`. */
	get recent(): readonly Delivered[] {
		if (this.problem !== undefined) throw this.problem;
		return this.delivered.slice(this.skip);
	}

	/** The gateway's own names for what it delivered since the last `forget`. */
	get names(): string[] {
		return this.recent.map(({ rawBody }) => String(at(JSON.parse(String(rawBody)), 'event')));
	}

	/** The items with which the workflow was started since the last `forget`. */
	get items(): JsonObject[] {
		return this.recent.flatMap(itemsOf);
	}

	/** The id under which a message was reported when it came, found by the part of it that all gateways share. */
	idOf(bareId: string): string {
		const told = this.delivered.flatMap(itemsOf);
		const came = told.filter(({ event }) => CAME.includes(String(event)));
		const ids = came.map((item) => textAt(item, 'messageId'));
		return ids.find((id) => id?.includes(bareId)) ?? bareId;
	}

	forget(): void {
		this.skip = this.delivered.length;
	}

	/** WAHA delivers before n8n has saved the new secret, and again afterwards. */
	registered(): void {
		this.delivered = [];
		this.bench.logged.length = 0;
		this.forget();
	}

	async close(): Promise<void> {
		await this.receiver.close();
	}
}

/** Events with which a message comes, or is announced. */
const CAME = ['message', 'callback', 'messageWaiting'];

const itemsOf = ({ items }: Delivered): JsonObject[] =>
	(items ?? []).map(({ json: item }): JsonObject => JSON.parse(JSON.stringify(item)));

export type Parameters = NonNullable<BenchOptions['parameters']>;

/** The gateways that are always on the stage. */
export type Staged = Exclude<GatewayName, 'evolution'>;

export interface StageOptions extends SandboxOptions {
	/** Evolution API is on the stage only if it has some. */
	readonly parameters?: Partial<Record<GatewayName, Parameters>>;
	/**
	 * Until `letTimePass` the clock stands still while a trigger handles a delivery, so that a restart takes no time.
	 */
	readonly isStill?: boolean;
}

const NO_LIMITS = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity };

/** What the process remembers of a trigger must not be applied to the same ids of another sandbox. */
let stages = 0;

/**
 * One WhatsApp account on WAHA and WARest, each with a trigger that registered itself. Both report what happens in it,
 * with a clock that stands still.
 */
export class Stage {
	private now = Math.floor(Date.now() / 1000) * 1000;

	private constructor(
		readonly sandbox: Sandbox,
		readonly waha: Desk,
		readonly warest: Desk,
		/** Null if it has no trigger. */
		readonly evolution: Desk | null,
		/** From now on time passes while a trigger handles a delivery. */
		readonly letTimePass: () => void,
	) {
		sandbox.world.clock.use(() => this.now);
	}

	static async start({
		parameters = {},
		isStill = false,
		...options
	}: StageOptions): Promise<Stage> {
		const webhooks = { ...AT_ONCE, ...options.webhooks };
		const sandbox = await startSandbox({ warestLimits: NO_LIMITS, ...options, webhooks });
		stages += 1;
		let letTimePass: () => void = () => undefined;
		const timePasses = new Promise<void>((resolve) => {
			letTimePass = resolve;
		});
		if (!isStill) letTimePass();
		const open = async (gateway: GatewayName): Promise<Desk> => {
			const { url: baseUrl, apiKey } = sandbox[gateway];
			const credential: TestCredential = { gateway, baseUrl, apiKey };
			const webhookId = `${gateway} ${stages}`;
			const about = { credential, parameters: parameters[gateway] ?? {}, webhookId };
			return await Desk.open(about, timePasses);
		};
		const stage = new Stage(
			sandbox,
			await open('waha'),
			await open('warest'),
			parameters.evolution === undefined ? null : await open('evolution'),
			letTimePass,
		);
		try {
			await stage.activate();
		} catch (error) {
			await stage.close();
			throw error;
		}
		return stage;
	}

	private async activate(): Promise<void> {
		await this.waha.bench.activate();
		await this.warest.bench.activate();
		await this.evolution?.bench.activate();
		await this.works();
		this.waha.registered();
		this.warest.registered();
		this.evolution?.registered();
	}

	/**
	 * Waits until the session works (WAHA restarts it for a new webhook) and all of that is reported; then forgets it.
	 */
	async works(): Promise<void> {
		await until(() => this.session.status === 'working');
		await this.begin();
	}

	get session(): Session {
		return this.sandbox.world.session('default');
	}

	/** The time of something that happened so long ago, as events write it. */
	timeBefore(seconds: number): string {
		return new Date(this.now - seconds * 1000).toISOString();
	}

	pass(seconds: number): void {
		this.now += seconds * 1000;
	}

	/** Everything until now was preparation. */
	async begin(): Promise<void> {
		await this.settled();
		this.waha.forget();
		this.warest.forget();
		this.evolution?.forget();
		this.pass(1);
	}

	/** Does something on the phone, and returns the id of the result. */
	async act(name: string, body: object): Promise<string> {
		const answer = await send(this.sandbox.phone.url, {
			method: 'POST',
			path: `/api/${name}`,
			body: { session: 'default', ...body },
		});
		expect([name, answer.status, answer.data]).toEqual([name, 200, expect.any(String)]);
		const made = json(answer);
		return String(at(made, 'messageId') ?? at(made, 'callId') ?? at(made, 'chatId') ?? '');
	}

	/** A message of the account, sent through a gateway. */
	send(message: Omit<NewMessage, 'text'> & { text?: string }): string {
		const chatId = message.chatId.replace('@c.us', '@s.whatsapp.net');
		return this.session.send({ text: '', ...message, chatId }).id;
	}

	/** Waits until everything that happened is delivered, or given up. */
	async settled(): Promise<void> {
		await until(() => !this.sandbox.isDelivering);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
		await this.waha.close();
		await this.warest.close();
		await this.evolution?.close();
	}
}
