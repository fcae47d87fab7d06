import type { Clock } from '../../world';

/** After this long the server reads a forgotten or emptied URL back from its database (v0.3.44, observed). */
const DATABASE_POLL_MS = 5_000;

export interface Webhook {
	url: string;
	secret: string;
}

const NONE: Webhook = { url: '', secret: '' };

/** The webhook of one session: what the database has, and what the running session uses. */
export class SessionWebhook {
	private stored: Webhook = NONE;
	private running: Webhook = NONE;
	private emptiedAt: number | undefined;

	constructor(private readonly clock: Clock) {}

	/** What the API shows: the stored URL, except for a few seconds after it was emptied. */
	get shown(): Webhook {
		const emptied =
			this.emptiedAt !== undefined && this.clock.nowMs() - this.emptiedAt < DATABASE_POLL_MS;
		return emptied ? this.running : this.stored;
	}

	/** Where events are delivered; an empty URL delivers nothing. */
	get delivering(): Webhook {
		return this.running;
	}

	configure(webhook: Webhook): void {
		if (webhook.url === '') return this.forget();
		this.stored = webhook;
		this.running = webhook;
		this.emptiedAt = undefined;
	}

	/** Stops deliveries; the stored URL comes back in answers only. Reconnecting does this too (v0.3.44, observed). */
	forget(): void {
		this.running = NONE;
		this.emptiedAt = this.clock.nowMs();
	}

	/**
	 * A delivery has failed for good: the URL is gone from the database, whichever it is by now, while the running
	 * session goes on with its copy (v0.3.44, observed).
	 */
	unregister(): void {
		this.stored = { ...this.stored, url: '' };
	}

	/** The server starts again, with what its database has. */
	reload(): void {
		this.running = this.stored;
		this.emptiedAt = undefined;
	}
}
