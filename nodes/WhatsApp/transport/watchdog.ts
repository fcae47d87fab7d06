import { pause } from './pause';

/** An answer of which nothing arrived for longer than the timeout. */
export class Stalled extends Error {
	readonly code = 'ETIMEDOUT';
}

interface Watched {
	readonly end: (error: Stalled) => void;
	/** On the clock of this process, in milliseconds. */
	deadline: number;
}

/** Time between two checks, in milliseconds. */
const LOOK_EVERY_MS = 250;

const watched = new Set<Watched>();
let isLooking = false;

/** One timer for all streams, because one for each would cost more than reading a short answer. */
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
 * Ends a stream that stalls.
 * @param stallMs longest time between two signs of life, in milliseconds; noticed up to a quarter of a second late
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
