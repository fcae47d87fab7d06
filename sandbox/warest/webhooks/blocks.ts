const MINUTE_MS = 60_000;
/** For a receiver that rejects the signature, and for one that fails repeatedly (v0.3.44, observed). */
const REFUSED_MS = 15 * MINUTE_MS;
const FAILING_MS = MINUTE_MS;
const FAILURES = 5;

interface Receiver {
	failures: number;
	/** Milliseconds since 1970. */
	blockedUntil: number;
	refused: boolean;
}

/** Addresses that get nothing for a while, whoever registered them. Kept only in memory: a restart forgets them. */
export class Blocks {
	private readonly byUrl = new Map<string, Receiver>();

	isBlocked(url: string, now: number): boolean {
		return (this.byUrl.get(url)?.blockedUntil ?? 0) > now;
	}

	/** A 2xx resets everything. */
	succeeded(url: string): void {
		this.byUrl.delete(url);
	}

	/** A 401 or 403. */
	refused(url: string, now: number): void {
		Object.assign(this.of(url), { refused: true, blockedUntil: now + REFUSED_MS });
	}

	/** Any other failed attempt; consecutive ones count, until one succeeds. */
	failed(url: string, now: number): void {
		const receiver = this.of(url);
		receiver.failures += 1;
		if (receiver.failures >= FAILURES && !receiver.refused)
			receiver.blockedUntil = now + FAILING_MS;
	}

	clear(): void {
		this.byUrl.clear();
	}

	private of(url: string): Receiver {
		const known = this.byUrl.get(url) ?? { failures: 0, blockedUntil: 0, refused: false };
		this.byUrl.set(url, known);
		return known;
	}
}
