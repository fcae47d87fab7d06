/** In milliseconds. */
const FIRST_WAIT_MS = 2 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * How often a lost webhook is put back where that restarts the session. A gateway that was made anew loses it once or
 * twice; somebody who takes it away each time must not cost the phone its connection every minute.
 */
export class Restores {
	private lastAt = -Infinity;
	private waitMs = 0;

	/** How long to leave it now, in milliseconds; 0 for not at all. */
	leftMs(now: number): number {
		return Math.max(0, this.lastAt + this.waitMs - now);
	}

	done(now: number): void {
		const isAgain = now - this.lastAt < this.waitMs + LONGEST_WAIT_MS;
		this.waitMs = isAgain ? Math.min(LONGEST_WAIT_MS, this.waitMs * 2 || FIRST_WAIT_MS) : 0;
		this.lastAt = now;
	}
}
