/** The middle one of some numbers, or the mean of the two in the middle. NaN if there are none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
	const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
	return (lower + upper) / 2;
}

/**
 * The median of the ratios of pairs that were measured next to each other, so that a slow phase of the machine affects
 * both sides of a pair.
 */
export const medianRatio = (over: readonly number[], under: readonly number[]): number =>
	median(over.slice(0, under.length).map((value, round) => value / (under[round] ?? Number.NaN)));

/** Like medianRatio, for the difference between the two sides. */
export const medianDifference = (over: readonly number[], under: readonly number[]): number =>
	median(over.slice(0, under.length).map((value, round) => value - (under[round] ?? Number.NaN)));

/** Whole numbers evenly distributed from `min` to `max`, the same for the same seed (mulberry32). */
export function spread(count: number, min: number, max: number, seed: number): number[] {
	let state = seed >>> 0;
	return Array.from({ length: count }, () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		const unit = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
		return min + Math.floor(unit * (max - min + 1));
	});
}
