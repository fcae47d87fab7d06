import { refusal } from './envelopes';

/** Milliseconds, units and calls; 0 or Infinity switches a limit off. */
export interface WarestLimits {
	/** Pause between two calls to the same literal recipient. */
	cooldownMs: number;
	rateLimitMax: number;
	rateLimitWindowMs: number;
	/** Calls per minute over message, chat and server routes. */
	quotaMax: number;
}

/** The server's defaults (v0.3.44). */
export const REAL_LIMITS: WarestLimits = {
	cooldownMs: 3_000,
	rateLimitMax: 120,
	rateLimitWindowMs: 60_000,
	quotaMax: 500,
};

const QUOTA_WINDOW_MS = 60_000;

interface Window {
	endsAt: number;
	used: number;
}

/** Counts in fixed windows per key; refused calls count, too (v0.3.44, observed). */
class FixedWindows {
	private readonly windows = new Map<string, Window>();

	constructor(
		private readonly max: number,
		private readonly lengthMs: number,
		private readonly headerPrefix: string,
		private readonly error: string,
	) {}

	/** Takes `units` and returns the headers to send, or throws a 429 with them. */
	take(key: string, units: number, now: number): Record<string, string> {
		if (this.max <= 0 || !Number.isFinite(this.max)) return {};
		const known = this.windows.get(key);
		const window = known && known.endsAt > now ? known : { endsAt: now + this.lengthMs, used: 0 };
		window.used += units;
		this.windows.set(key, window);
		const headers = {
			[`${this.headerPrefix}-Limit`]: String(this.max),
			[`${this.headerPrefix}-Remaining`]: String(Math.max(0, this.max - window.used)),
			[`${this.headerPrefix}-Reset`]: String(Math.floor(window.endsAt / 1000)),
		};
		// Without Retry-After: clients read the reset header.
		if (window.used > this.max) throw refusal(429, this.error, {}, headers);
		return headers;
	}
}

/** Rate limit, quota and recipient cooldown of one server. */
export class Limiter {
	private readonly rate: FixedWindows;
	private readonly quota: FixedWindows;
	private readonly cooling = new Map<string, number>();

	constructor(private readonly limits: WarestLimits) {
		this.rate = new FixedWindows(
			limits.rateLimitMax,
			limits.rateLimitWindowMs,
			'X-RateLimit',
			'Too many requests',
		);
		this.quota = new FixedWindows(limits.quotaMax, QUOTA_WINDOW_MS, 'X-Quota', 'Quota exceeded');
	}

	takeRate(apiKey: string, units: number, now: number): Record<string, string> {
		return this.rate.take(apiKey, units, now);
	}

	takeQuota(apiKey: string, now: number): Record<string, string> {
		return this.quota.take(apiKey, 1, now);
	}

	/**
	 * The pause applies per recipient as written, starts with every accepted call and is not extended by refused ones.
	 */
	coolDown(apiKey: string, recipient: string, now: number): void {
		if (this.limits.cooldownMs <= 0 || !Number.isFinite(this.limits.cooldownMs)) return;
		const key = `${apiKey}\n${recipient}`;
		const until = this.cooling.get(key) ?? 0;
		if (until > now) {
			const seconds = Math.ceil((until - now) / 1000);
			throw refusal(
				429,
				'Recipient cooldown',
				{ retryAfter: seconds },
				{ 'Retry-After': String(seconds) },
			);
		}
		this.cooling.set(key, now + this.limits.cooldownMs);
	}
}
