import { pause } from './pause';

/**
 * What a piece of work gives, or null when it takes longer than it may. The signal tells it then that nobody waits any
 * more.
 */
export async function inTime<T>(
	milliseconds: number,
	work: (over: AbortSignal) => Promise<T>,
): Promise<T | null> {
	const over = new AbortController();
	try {
		return await Promise.race([
			work(over.signal),
			pause(milliseconds, over.signal).then(() => null),
		]);
	} finally {
		over.abort();
	}
}
