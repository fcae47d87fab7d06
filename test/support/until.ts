import { setTimeout as pause } from 'node:timers/promises';
import { isSimulated, quiet } from './simulatedTime';

/** In seconds: nothing takes so long, not even on a machine with far too much to do. Less than a test may take. */
const LONGEST_WAIT = 240n;
/** Between two looks, in milliseconds. */
const LOOK_EVERY_MS = 5;

/**
 * Waits until something is so. Where time is simulated it looks whenever nothing is under way, and the clock does not
 * move before it has looked.
 */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	const end = process.hrtime.bigint() + LONGEST_WAIT * 1_000_000_000n;
	for (;;) {
		if (isSimulated()) await quiet();
		if (await isSo()) return;
		if (process.hrtime.bigint() > end) throw new Error(`It was never so: ${isSo.toString()}`);
		if (!isSimulated()) await pause(LOOK_EVERY_MS);
	}
}
