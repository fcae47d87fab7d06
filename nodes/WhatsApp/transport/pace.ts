import type { GatewayAnswer, GatewayRequest } from './request';
import { jittered, type Waits } from './waits';

/** How much a gateway still lets through in the current window. */
export interface Limit {
	/** The key of the limit; a gateway may have several. */
	readonly name: string;
	readonly remaining: number;
	/** Until the window ends, in milliseconds. */
	readonly resetMs: number;
	/** What is counted: the cost of each request, or one for each request. */
	readonly counts: 'cost' | 'requests';
}

/** How long a gateway asks us to wait. */
export interface Pause {
	/** In milliseconds. */
	readonly ms: number;
	/** True for the pause between two requests to one recipient; from then on it applies to every recipient. */
	readonly perRecipient: boolean;
}

/** Longest wait for a limit to lift, in milliseconds. */
export const MAX_PAUSE_MS = 300_000;
/** Added so that a request does not arrive just before the gateway's clock allows it, in milliseconds. */
const MARGIN_MS = 150;

/** If two sends are further apart than this, somebody else with the same API key caused the pause. In milliseconds. */
const LONGEST_GAP_MS = 10_000;

interface Window extends Pick<Limit, 'counts'> {
	remaining: number;
	readonly endsAt: number;
}

/** How long a request must wait, and why. */
interface Rest {
	/** In milliseconds. */
	readonly ms: number;
	readonly reason: string;
}

/** Keeps the requests of one execution within the limits that the gateway reports, so that it need not refuse any. */
export class Pace {
	private readonly windows = new Map<string, Window>();
	/** When the last request with a key left, and the one before it. */
	private readonly sent = new Map<
		string,
		{ readonly at: number; readonly before: number | null }
	>();
	private cooldownMs = 0;

	constructor(private readonly waits: Waits) {}

	/** Waits until a request may leave, and counts it as sent. */
	async clear(request: GatewayRequest): Promise<void> {
		// Other requests leave in the meantime, so it checks again after every wait.
		for (let rest = this.restOf(request); rest !== null; rest = this.restOf(request))
			await this.waits.sleep(rest.ms, rest.reason);
		for (const window of this.windows.values()) window.remaining -= shareOf(request, window);
		const { cooldown } = request;
		if (cooldown !== undefined)
			this.sent.set(cooldown, { at: Date.now(), before: this.sent.get(cooldown)?.at ?? null });
	}

	/** Learns the limits from an answer. */
	heed({ cooldown }: GatewayRequest, limits: readonly Limit[], pause: Pause | null): void {
		if (pause?.perRecipient === true) this.learnCooldown(cooldown, pause.ms);
		for (const { name, remaining, resetMs, counts } of limits) {
			const endsAt = Date.now() + Math.min(resetMs, MAX_PAUSE_MS);
			const known = this.windows.get(name);
			const laterMs = known === undefined ? Infinity : endsAt - known.endsAt;
			// Answers may arrive in any order: within one window the lowest figure is the latest, and earlier windows are
			// over.
			if (known !== undefined && Math.abs(laterMs) < SAME_WINDOW_MS)
				known.remaining = Math.min(known.remaining, remaining);
			else if (laterMs > 0) this.windows.set(name, { remaining, endsAt, counts });
		}
	}

	/** A refusal reports the rest of the pause, which began with the send before this one. */
	private learnCooldown(key: string | undefined, restMs: number): void {
		const last = key === undefined ? undefined : this.sent.get(key);
		const gapMs = last === undefined || last.before === null ? 0 : last.at - last.before;
		this.cooldownMs = Math.max(this.cooldownMs, restMs + (gapMs < LONGEST_GAP_MS ? gapMs : 0));
		if (key !== undefined && last !== undefined && last.before !== null)
			this.sent.set(key, { at: last.before, before: null });
	}

	private restOf(request: GatewayRequest): Rest | null {
		const fullMs = this.fullMs(request);
		if (fullMs > 0)
			return {
				ms: jittered(fullMs + MARGIN_MS),
				reason: 'The gateway lets only so many requests through',
			};
		const coolMs = this.coolMs(request.cooldown);
		return coolMs > 0
			? { ms: coolMs, reason: 'The gateway wants a pause between two requests for one chat' }
			: null;
	}

	private fullMs(request: GatewayRequest): number {
		const now = Date.now();
		let longest = 0;
		for (const [name, window] of this.windows) {
			if (window.endsAt <= now) this.windows.delete(name);
			else if (window.remaining < shareOf(request, window))
				longest = Math.max(longest, window.endsAt - now);
		}
		return longest;
	}

	private coolMs(key: string | undefined): number {
		const last = key === undefined ? undefined : this.sent.get(key);
		if (last === undefined || this.cooldownMs === 0) return 0;
		return Math.max(0, last.at + this.cooldownMs + MARGIN_MS - Date.now());
	}
}

/** How much of a window a request uses up. */
const shareOf = ({ cost = 1 }: GatewayRequest, { counts }: Window): number =>
	counts === 'cost' ? cost : Math.min(cost, 1);

/**
 * The ends that answers report for one window differ by at most this, because gateways round to whole seconds. In
 * milliseconds.
 */
const SAME_WINDOW_MS = 2_500;

/**
 * The wait that a plain 429 asks for, in milliseconds: given as seconds or a date (RFC 9110); null when it names none.
 */
export function retryAfterMs({ headers }: GatewayAnswer, now = Date.now()): number | null {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	const date = /^[A-Z]/.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? null : Math.max(0, date - now);
}
