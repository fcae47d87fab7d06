import { Refusal } from '../portable/refusal';
import { pause } from './pause';
import type { MsRange } from './request';

/** What an execution waited for, and for how long, so that it can be told. */
export class Waits {
	private readonly told = new Map<string, { times: number; longestMs: number }>();

	constructor(private readonly signal: AbortSignal | undefined) {}

	/**
	 * Waits, unless the execution is cancelled.
	 * @param reason a sentence without full stop that says why; null for a wait that nobody need know of
	 * @throws Refusal when the execution is cancelled
	 */
	async sleep(ms: number, reason: string | null): Promise<void> {
		if (reason !== null) this.note(ms, reason);
		if (await pause(ms, this.signal)) return;
		// The word by which n8n takes an execution for canceled, and not for failed.
		throw new Refusal('The execution was canceled');
	}

	/** One sentence for each thing that was waited for. */
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

/** In milliseconds: enough to spread many requests, and nothing beside a minute's wait. */
const MOST_JITTER_MS = 2_000;

/** A little longer, so that those who wait together do not all come back together. */
export const jittered = (ms: number): number =>
	Math.round(ms + Math.random() * Math.min(ms * 0.25, MOST_JITTER_MS));

/** How long a gateway is waited for that answered before: a restart takes that long. In milliseconds. */
const RESTART_PATIENCE_MS = 30_000;
/** How long one is waited for that never answered: the address is probably wrong. In milliseconds. */
const FIRST_PATIENCE_MS = 1_500;

/** What an execution knows of its gateway. */
export class Reach {
	private hasAnswered = false;
	private isGivenUp = false;

	answered(): void {
		this.hasAnswered = true;
		this.isGivenUp = false;
	}

	/** Somebody waited in vain: until the gateway answers again nobody else waits. */
	giveUp(): void {
		this.isGivenUp = true;
	}

	get patienceMs(): number {
		if (this.isGivenUp) return 0;
		return this.hasAnswered ? RESTART_PATIENCE_MS : FIRST_PATIENCE_MS;
	}
}

/** Where numbers come from that nobody should foresee: from 0 up to 1, as of Math.random. */
export type Random = () => number;

/** A whole number of milliseconds out of a range. */
export const drawn = ({ from, to }: MsRange, random: Random): number =>
	from + Math.floor(random() * (to - from + 1));
