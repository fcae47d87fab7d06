import type { FaultName } from './faults';

/** What one request meets. */
export interface Step {
	readonly fault: FaultName;
	/** Before anything happens to it, in milliseconds. */
	readonly latencyMs: number;
}

/** What the requests for one item meet, one after the other. Any further one passes. */
export type Story = readonly Step[];

/** The chance of each of some faults, in percent; what is left passes. */
export type Chances = ReadonlyArray<readonly [percent: number, ...each: readonly FaultName[]]>;

export interface Mix {
	/** A refusal before the item's last request. */
	readonly before?: Chances;
	readonly end?: Chances;
}

const LONGEST_LATENCY_MS = 40;

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
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

/** Steps without latency, for a story that a test tells itself. */
export const story = (...faults: readonly FaultName[]): Story =>
	faults.map((fault) => ({ fault, latencyMs: 0 }));
