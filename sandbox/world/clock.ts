import { createHash } from 'node:crypto';

/** Time and ids of the world, both replaceable so that a test can predict them. */
export class Clock {
	private source: () => number = () => Date.now();
	private drawn = 0;

	/** Milliseconds since 1970. */
	nowMs(): number {
		return this.source();
	}

	/** Seconds since 1970, WhatsApp's unit. */
	now(): number {
		return Math.floor(this.source() / 1000);
	}

	/** Stops the clock at this time, or makes it follow `source`. */
	use(source: number | (() => number)): void {
		this.source = typeof source === 'number' ? () => source : source;
	}

	/** Moves the clock forward (it keeps running, or stays stopped, as before). */
	advance(milliseconds: number): void {
		const before = this.source;
		this.source = () => before() + milliseconds;
	}

	/** A message id as phones make them: `3EB0` and 18 hexadecimal digits; the n-th id is the same in every run. */
	messageId(): string {
		return `3EB0${this.hex(18)}`;
	}

	/** The next pseudo-random decimal digits, 14 at most. */
	digits(length: number): string {
		return String(parseInt(this.hex(12), 16))
			.padStart(length, '0')
			.slice(-length);
	}

	/** The next pseudo-random hexadecimal digits, upper case, 40 at most. */
	hex(length: number): string {
		this.drawn += 1;
		return createHash('sha1')
			.update(String(this.drawn))
			.digest('hex')
			.slice(0, length)
			.toUpperCase();
	}
}
