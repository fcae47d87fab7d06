import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { Clock, Session } from '../world';

/** After this long the server reads a forgotten or emptied URL back from its database (v0.3.44, observed). */
const DATABASE_POLL_MS = 5_000;
const PREFLIGHT_TIMEOUT_MS = 5_000;

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
}

/** `HMAC-SHA256=<hex>` over the raw body, keyed with the secret and the owner's user name glued together. */
export function signature(body: string, secret: string, username: string): string {
	return `HMAC-SHA256=${createHmac('sha256', `${secret}${username}`).update(body).digest('hex')}`;
}

export interface PreflightResult {
	target: string;
	ok: boolean;
	status?: number;
	error?: string;
	roundTripMs: number;
}

/** Sends the `preflight` event and tells how it went; any 2xx within 5 s is fine. */
export async function preflight(
	session: Session,
	webhook: Webhook,
	username: string,
	now: number,
): Promise<PreflightResult> {
	const body = JSON.stringify({
		event: 'preflight',
		data: { ping: true, id: session.name, sessionId: session.name },
		ts: now,
		session: { id: session.name, label: session.name, registry: username, username },
	});
	const startedAt = Date.now();
	const target = webhook.url;
	try {
		const { status } = await axios.post(target, body, {
			timeout: PREFLIGHT_TIMEOUT_MS,
			headers: preflightHeaders(body, webhook.secret, username, now),
			validateStatus: () => true,
		});
		return {
			target,
			ok: status >= 200 && status < 300,
			status,
			roundTripMs: Date.now() - startedAt,
		};
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { target, ok: false, error: reason, roundTripMs: Date.now() - startedAt };
	}
}

function preflightHeaders(
	body: string,
	secret: string,
	username: string,
	now: number,
): Record<string, string> {
	return {
		'Content-Type': 'application/json',
		'User-Agent': 'WAREst/1 (webhook)',
		'X-WAREST-Preflight': '1',
		'X-WAREST-Event': 'preflight',
		'X-WAREST-Timestamp': String(now),
		'X-WAREST-Username': username,
		'X-WAREST-Signature-Alg': 'HMAC-SHA256',
		'X-WAREST-Signature': signature(body, secret, username),
	};
}
