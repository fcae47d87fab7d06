/** One item as it came by, in the order in which they did. */
export interface Sighting {
	/** Only items of one lane have an order among themselves. */
	readonly lane: string;
	readonly index: number;
}

/** Counts the items that came by after a later item of their own lane. */
export function countLate(sightings: Iterable<Sighting>): number {
	const latest = new Map<string, number>();
	let late = 0;
	for (const { lane, index } of sightings) {
		const before = latest.get(lane);
		if (before !== undefined && index < before) late += 1;
		else latest.set(lane, index);
	}
	return late;
}
