import type { Delivery, SandboxOptions } from '../../sandbox';
import type { Session } from '../../sandbox/world';
import { Outbox } from '../../sandbox/delivery/outbox';
import { Harness } from './harness';
import { Receiver } from './receiver';
import { until } from '../support/until';

/** Without the waits of the real servers, so that a test reaches the last attempt. Receivers may take their time. */
export const AT_ONCE = {
	wahaDelayScale: 0,
	warestRetryWaitsMs: [1, 1, 1],
	warestJitterMs: 0,
	warestTimeoutMs: 0,
	evolutionDelayScale: 0,
};

/**
 * Records the waits between attempts, in milliseconds, with half of their random part. A wait that is skipped takes no
 * time. Ends with `jest.restoreAllMocks()`.
 */
export function plannedWaits({ areSkipped = false } = {}): () => number[] {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const wait = jest.spyOn(Outbox.prototype, 'wait');
	if (areSkipped) wait.mockResolvedValue();
	return () => wait.mock.calls.map(([milliseconds]) => Math.round(milliseconds));
}

export const SECRET = 'my-webhook-secret';

/** A sandbox whose session `default` has a webhook, and the server to which it points. */
export class Hooked {
	/** Deliveries before this one belong to the preparation. */
	private skip = 0;

	private constructor(
		readonly harness: Harness,
		readonly receiver: Receiver,
	) {}

	/** Starts without a registered webhook. */
	static async start(options: SandboxOptions = {}): Promise<Hooked> {
		const webhooks = { ...AT_ONCE, ...options.webhooks };
		return new Hooked(await Harness.start({ ...options, webhooks }), await Receiver.start());
	}

	/** Registers these events with WAHA; the deliveries of the restart that this causes are forgotten. */
	static async waha(
		events: string[],
		{ config, hook, ...options }: SandboxOptions & { config?: object; hook?: object } = {},
	): Promise<Hooked> {
		const hooked = await Hooked.start(options);
		await hooked.configure({ ...config, webhooks: [{ url: hooked.url, events, ...hook }] });
		return hooked;
	}

	/** Registers a webhook with WARest. */
	static async warest(options: SandboxOptions = {}): Promise<Hooked> {
		const hooked = await Hooked.start(options);
		await hooked.register();
		return hooked;
	}

	/** Registers these events with Evolution API, or all events if there are none. */
	static async evolution(
		events: string[],
		{ hook, ...options }: SandboxOptions & { hook?: object } = {},
	): Promise<Hooked> {
		const hooked = await Hooked.start(options);
		const webhook = { enabled: true, url: hooked.url, events, ...hook };
		const answer = await hooked.harness.evolution('POST', 'webhook/set/default', { webhook });
		expect(answer.status).toBe(201);
		return hooked;
	}

	get url(): string {
		return `${this.receiver.url}/hook`;
	}

	get session(): Session {
		return this.harness.sandbox.world.session('default');
	}

	/** Replaces WAHA's config, and waits until the session works again and all of its states are delivered. */
	async configure(config: object): Promise<void> {
		const { harness, receiver } = this;
		const { status } = await harness.waha('PUT', '/api/sessions/default', { config });
		expect(status).toBe(200);
		await until(() => this.session.status === 'working');
		await this.settled();
		receiver.received.length = 0;
		this.skip = harness.sandbox.deliveries.length;
	}

	async register(url = this.url, secret = SECRET): Promise<void> {
		const body = { webhookUrl: url, webhookSecret: secret };
		await this.harness.warest('POST', 'session/default/config', body);
	}

	/** Waits until everything that happened is delivered, or given up. */
	async settled(): Promise<void> {
		await until(() => !this.harness.sandbox.isDelivering);
	}

	/** Waits until every attempt that began has been answered; others may follow. */
	async answered(): Promise<void> {
		const { deliveries } = this.harness.sandbox;
		await until(() => deliveries.every(({ status, error }) => status !== null || error !== null));
	}

	/**
	 * What was sent, in that order, because it may arrive in another one. Waits for this many, and then until all are
	 * answered.
	 */
	async sent(count: number, url = this.url): Promise<unknown[]> {
		const { deliveries } = this.harness.sandbox;
		const skipped = this.skip;
		const found = (): Delivery[] => deliveries.slice(skipped).filter((one) => one.url === url);
		await until(() => found().length >= count);
		await this.settled();
		return found().map(({ body }) => body);
	}

	/** Checks that the attempts for one event were at least these milliseconds apart. */
	waited(waits: readonly number[]): void {
		const times = this.harness.sandbox.deliveries.slice(this.skip).map(({ sentAt }) => sentAt);
		expect(times).toHaveLength(waits.length + 1);
		// Timers may fire a millisecond early; how late they fire depends on the machine.
		for (const [index, wait] of waits.entries())
			expect((times[index + 1] ?? 0) - (times[index] ?? 0)).toBeGreaterThanOrEqual(wait - 2);
	}

	async close(): Promise<void> {
		await this.harness.sandbox.close();
		await this.receiver.close();
	}
}
