import { Refusal } from '../portable/refusal';
import { pause } from './pause';
import type { MsRange } from './request';

/** What an execution waited for, and for how long, so that it can be reported. */
export class Waits {
	private readonly told = new Map<string, { times: number; longestMs: number }>();

	constructor(private readonly signal: AbortSignal | undefined) {}

	/**
	 * Waits, unless the execution is cancelled.
	 * @param reason a sentence without a full stop that says why; null for a wait that need not be reported
	 * @throws Refusal when the execution is cancelled
	 */
	async sleep(ms: number, reason: string | null): Promise<void> {
		if (reason !== null) this.note(ms, reason);
		if (await pause(ms, this.signal)) return;
		// With this word n8n treats an execution as canceled, not failed.
		throw new Refusal('The execution was canceled');
	}

	/** One sentence for each reason for waiting. */
	hints(): string[] {
		return [...this.told].map(([reason, { times, longestMs }]) => {
			const seconds = (longestMs / 1000).toFixed(longestMs < 10_000 ? 1 : 0);
			return times === 1
				? `${reason}: waited ${seconds} s`
				: `${reason}: waited ${times} times, ${seconds} s at the longest`;
		});
	}

	private note(ms: number, reason: string): void {
		const { times, longestMs } = this.told.get(reason) ?? { times: 0, longestMs: 0 };
		this.told.set(reason, { times: times + 1, longestMs: Math.max(longestMs, ms) });
	}
}

/** In milliseconds: enough to spread many requests, and little compared with a wait of a minute. */
const MOST_JITTER_MS = 2_000;

/** A little longer, so that requests that wait together do not all return together. */
export const jittered = (ms: number): number =>
	Math.round(ms + Math.random() * Math.min(ms * 0.25, MOST_JITTER_MS));

/** How long to wait for a gateway that answered before: a restart takes that long. In milliseconds. */
const RESTART_PATIENCE_MS = 30_000;
/** How long to wait for a gateway that never answered: the address is probably wrong. In milliseconds. */
const FIRST_PATIENCE_MS = 1_500;

/** What an execution knows about reaching its gateway. */
export class Reach {
	private hasAnswered = false;
	private isGivenUp = false;

	answered(): void {
		this.hasAnswered = true;
		this.isGivenUp = false;
	}

	/** Called after a wait in vain: nobody else waits until the gateway answers again. */
	giveUp(): void {
		this.isGivenUp = true;
	}

	get patienceMs(): number {
		if (this.isGivenUp) return 0;
		return this.hasAnswered ? RESTART_PATIENCE_MS : FIRST_PATIENCE_MS;
	}
}

/** A source of unpredictable numbers, from 0 up to but not including 1, like Math.random. */
export type Random = () => number;

/** A random whole number of milliseconds from a range. */
export const drawn = ({ from, to }: MsRange, random: Random): number =>
	from + Math.floor(random() * (to - from + 1));
