import type { GatewayAnswer, GatewayRequest } from './request';
import { jittered, type Waits } from './waits';

/** What a gateway lets through until its window ends. */
export interface Limit {
	/** Tells the limits of a gateway apart. */
	readonly name: string;
	readonly remaining: number;
	/** Until the window ends, in milliseconds. */
	readonly resetMs: number;
}

/** How long a gateway wants to be left alone. */
export interface Pause {
	/** In milliseconds. */
	readonly ms: number;
	/** A pause between two requests for one recipient, which holds for every recipient from now on. */
	readonly perRecipient: boolean;
}

/** Longest wait for a limit to be lifted, in milliseconds. */
export const MAX_PAUSE_MS = 300_000;
/** So that a request does not arrive a moment before the gateway's clock allows it, in milliseconds. */
const MARGIN_MS = 150;

interface Window {
	remaining: number;
	readonly endsAt: number;
}

/**
 * Keeps the requests of one execution within the limits that the gateway's own answers tell, so that it need not
 * refuse any.
 */
export class Pace {
	private readonly windows = new Map<string, Window>();
	private readonly lastSent = new Map<string, number>();
	private cooldownMs = 0;

	constructor(private readonly waits: Waits) {}

	/** Waits until a request may leave, and counts it as sent. */
	async clear({ cost = 1, cooldown }: GatewayRequest): Promise<void> {
		for (let ms = this.fullMs(cost); ms > 0; ms = this.fullMs(cost))
			await this.waits.sleep(
				jittered(ms + MARGIN_MS),
				'The gateway lets only so many requests through',
			);
		const restMs = this.cooldownRestMs(cooldown);
		if (restMs > 0)
			await this.waits.sleep(restMs, 'The gateway wants a pause between two requests for one chat');
		for (const window of this.windows.values()) window.remaining -= cost;
		if (cooldown !== undefined) this.lastSent.set(cooldown, Date.now());
	}

	/** Learns from an answer. */
	heed(limits: readonly Limit[], pause: Pause | null): void {
		if (pause?.perRecipient === true) this.cooldownMs = Math.max(this.cooldownMs, pause.ms);
		for (const { name, remaining, resetMs } of limits) {
			const endsAt = Date.now() + Math.min(resetMs, MAX_PAUSE_MS);
			const known = this.windows.get(name);
			const isSame = known !== undefined && Math.abs(known.endsAt - endsAt) < SAME_WINDOW_MS;
			// Answers of one window may arrive in any order: the lowest figure is the latest.
			if (isSame) known.remaining = Math.min(known.remaining, remaining);
			else this.windows.set(name, { remaining, endsAt });
		}
	}

	private fullMs(cost: number): number {
		const now = Date.now();
		let longest = 0;
		for (const [name, { remaining, endsAt }] of this.windows) {
			if (endsAt <= now) this.windows.delete(name);
			else if (remaining < cost) longest = Math.max(longest, endsAt - now);
		}
		return longest;
	}

	private cooldownRestMs(key: string | undefined): number {
		const last = key === undefined ? undefined : this.lastSent.get(key);
		if (last === undefined || this.cooldownMs === 0) return 0;
		return Math.max(0, last + this.cooldownMs + MARGIN_MS - Date.now());
	}
}

/** The ends of one window differ by this much at most: gateways tell them in whole seconds. In milliseconds. */
const SAME_WINDOW_MS = 2_500;

/** The pause of a plain 429, in milliseconds: seconds or a date (RFC 9110); null when it names none. */
export function retryAfterMs({ headers }: GatewayAnswer, now = Date.now()): number | null {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? null : Math.max(0, date - now);
}
