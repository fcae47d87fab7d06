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

/** Where numbers come from that nobody should foresee: from 0 up to 1, as of Math.random. */
export type Random = () => number;

/** A whole number of milliseconds out of a range. */
export const drawn = ({ from, to }: MsRange, random: Random): number =>
	from + Math.floor(random() * (to - from + 1));
