import type { Clock } from '../../world';

/** After this long the server reads a forgotten or emptied URL back from its database (v0.3.44, observed). */
const DATABASE_POLL_MS = 5_000;

export interface Webhook {
	url: string;
	secret: string;
}

const NONE: Webhook = { url: '', secret: '' };

/** The webhook of one session: that in the database, and that of the running session. */
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

	/**
	 * Stops deliveries; the stored URL comes back only in answers. Reconnecting has the same effect (v0.3.44, observed).
	 */
	forget(): void {
		this.running = NONE;
		this.emptiedAt = this.clock.nowMs();
	}

	/**
	 * A delivery has finally failed: the URL is deleted from the database, whichever it is by now, while the running
	 * session keeps its copy (v0.3.44, observed).
	 */
	unregister(): void {
		this.stored = { ...this.stored, url: '' };
	}

	/** The server restarts with what is in its database. */
	reload(): void {
		this.running = this.stored;
		this.emptiedAt = undefined;
	}
}
