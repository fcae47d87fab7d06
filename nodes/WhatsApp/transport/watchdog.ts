import { pause } from './pause';

/** An answer of which nothing came for longer than the time-out. */
export class Stalled extends Error {
	readonly code = 'ETIMEDOUT';
}

interface Watched {
	readonly end: (error: Stalled) => void;
	/** On the clock of this process, in milliseconds. */
	deadline: number;
}

/** Between two looks, in milliseconds. */
const LOOK_EVERY_MS = 250;

const watched = new Set<Watched>();
let isLooking = false;

/** One clock for all streams: a timer for each would cost more than reading a short answer. */
async function look(): Promise<void> {
	isLooking = true;
	while (watched.size > 0) {
		await pause(LOOK_EVERY_MS);
		const now = Date.now();
		for (const one of watched) if (one.deadline < now) one.end(new Stalled('nothing came'));
	}
	isLooking = false;
}

/**
 * Ends what stands still.
 * @param stallMs longest time between two signs of life, in milliseconds; told up to a quarter of a second late
 */
export function watchProgress(
	stallMs: number,
	end: (error: Stalled) => void,
): { alive: () => void; done: () => void } {
	const one: Watched = { end, deadline: Date.now() + stallMs };
	watched.add(one);
	if (!isLooking) void look();
	return {
		alive: () => {
			one.deadline = Date.now() + stallMs;
		},
		done: () => watched.delete(one),
	};
}
