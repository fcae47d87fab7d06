import type { FaultName } from './faults';

/** What one request meets. */
export interface Step {
	readonly fault: FaultName;
	/** The delay before anything happens to the request, in milliseconds. */
	readonly latencyMs: number;
}

/** What the requests for one item meet, one after another. Further requests pass. */
export type Story = readonly Step[];

/** The chance of each of these faults, in percent; all other requests pass. */
export type Chances = ReadonlyArray<readonly [percent: number, ...each: readonly FaultName[]]>;

export interface Mix {
	/** A refusal before the item's last request. */
	readonly before?: Chances;
	readonly end?: Chances;
}

const LONGEST_LATENCY_MS = 40;

/** Numbers from 0 up to, but not including, 1; the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The same stories for the same seed, in whatever order the requests come. */
export function plan(count: number, seed: number, { before = [], end = [] }: Mix): Story[] {
	const random = seeded(seed);
	return Array.from({ length: count }, () =>
		[draw(before, random), draw(end, random) ?? 'none']
			.filter((fault) => fault !== null)
			.map((fault) => ({ fault, latencyMs: Math.floor(random() * LONGEST_LATENCY_MS) })),
	);
}

function draw(chances: Chances, random: () => number): FaultName | null {
	let left = random() * 100;
	for (const [percent, ...each] of chances) {
		for (const fault of each) {
			left -= percent;
			if (left < 0) return fault;
		}
	}
	return null;
}

/** Steps without latency, for a test that writes its own story. */
export const story = (...faults: readonly FaultName[]): Story =>
	faults.map((fault) => ({ fault, latencyMs: 0 }));
