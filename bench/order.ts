/** One observed item; they are listed in the order of observation. */
export interface Sighting {
	/** Only items of the same lane have an order. */
	readonly lane: string;
	readonly index: number;
}

/** Counts the items that were observed after a later item of their own lane. */
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
