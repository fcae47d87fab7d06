import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for a busy machine. */
const PATIENCE_MS = 120_000;
const POLL_EVERY_MS = 100;

/** Waits until a value exists, and returns it; the error names what was waited for. */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined> | T | undefined,
	patienceMs = PATIENCE_MS,
): Promise<T> {
	const deadline = Date.now() + patienceMs;
	while (Date.now() < deadline) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		await sleep(POLL_EVERY_MS);
	}
	throw new Error(`There was no ${what} within ${patienceMs / 1000} s`);
}
