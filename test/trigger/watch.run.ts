import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';
import { at, Receiver } from '../sandbox/receiver';
import { Bench, type BenchOptions } from './bench';
import { Clock } from './clock';
import { firstOf, setWahaConfig, wahaConfig, wahaHooks, warestHook } from './gateways';

/** Without limits, because a test checks more often than anyone else. */
const NO_LIMITS = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity };
/** Without the waits of the real servers, so that only the test moves time. */
const AT_ONCE = { wahaDelayScale: 0, warestRetryWaitsMs: [1, 1, 1], warestJitterMs: 0 };

/** Port 9 is the discard port: nothing listens there. */
export const THEIRS = 'http://127.0.0.1:9/x?key=1';

/** An active workflow whose trigger checks its webhook, and a time that the test moves. */
export class Scene {
	private constructor(
		readonly gateway: GatewayName,
		readonly sandbox: Sandbox,
		readonly receiver: Receiver,
		readonly clock: Clock,
		readonly bench: Bench,
	) {}

	static async open(gateway: GatewayName, options: Partial<BenchOptions> = {}): Promise<Scene> {
		const sandbox = await startSandbox({ webhooks: AT_ONCE, warestLimits: NO_LIMITS });
		const receiver = await Receiver.start();
		const clock = new Clock(sandbox);
		const { url: baseUrl, apiKey } = sandbox[gateway];
		const bench = new Bench({ credential: { gateway, baseUrl, apiKey }, ...options });
		bench.baseUrl = receiver.url;
		return new Scene(gateway, sandbox, receiver, clock, bench);
	}

	/** Activates the workflow as n8n does, and leaves it running. */
	async activate(): Promise<() => Promise<void>> {
		await this.bench.activate();
		const close = await this.bench.watch();
		await this.clock.pass(5_000);
		this.bench.logged.length = 0;
		return close;
	}

	/** Another workflow on the same n8n; the returned function ends its checks. */
	static async another({ receiver }: Scene, options: BenchOptions): Promise<() => Promise<void>> {
		const bench = new Bench(options);
		bench.baseUrl = receiver.url;
		await bench.activate();
		return await bench.watch();
	}

	/** Where the gateway sends events, if it shows that. */
	async address(): Promise<string | undefined> {
		const { credential } = this.bench;
		if (this.gateway === 'waha') return (await wahaHooks(credential)).at(-1)?.url;
		return firstOf(await warestHook(credential)) || undefined;
	}

	stands = async (): Promise<boolean> => (await this.address()) === this.bench.url;

	/** What is stored at the gateway, including secrets. */
	async config(): Promise<unknown> {
		const { credential } = this.bench;
		return this.gateway === 'waha' ? await wahaConfig(credential) : await warestHook(credential);
	}

	/** Something other than n8n removes the webhook, or registers another one. */
	async set(url: string): Promise<void> {
		const { credential } = this.bench;
		if (this.gateway === 'warest')
			await warestHook(credential, { webhookUrl: url, webhookSecret: 'their secret' });
		else
			await setWahaConfig(
				credential,
				url === '' ? null : { webhooks: [{ url, events: ['message'] }] },
			);
		await this.clock.pass(1_000);
	}

	/** Whether an event that happens now reaches n8n: WARest also shows webhooks to which it delivers nothing. */
	isHeard = async (): Promise<boolean> => {
		const text = `text ${this.receiver.received.length} ${Date.now()}`;
		this.sandbox.world.session('default').receive({ chatId: '491701112222@s.whatsapp.net', text });
		await this.clock.quiet();
		return this.receiver.received.some(
			({ body, path }) => this.bench.url.endsWith(path.split('?')[0] ?? '') && holds(body, text),
		);
	};

	/** How often the phone lost its connection. */
	get starts(): number {
		return this.sandbox.world.session('default').starts;
	}

	/** Requests of the trigger that change something, as the gateway received them. */
	get writes(): unknown[] {
		return this.sandbox.requests
			.filter(({ gateway, method, body }) =>
				gateway === 'waha' ? method === 'PUT' : at(body, 'webhookUrl') !== undefined,
			)
			.map(({ body }) => body);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
		await this.receiver.close();
	}
}

const holds = (body: unknown, text: string): boolean => JSON.stringify(body).includes(text);
