import { setTimeout as pause } from 'node:timers/promises';
import { isSimulated, quiet } from './simulatedTime';

/** In seconds: longer than anything takes even on an overloaded machine, and shorter than the timeout of a test. */
const LONGEST_WAIT = 240n;
/** Between two checks, in milliseconds. */
const LOOK_EVERY_MS = 5;

/**
 * Waits until a condition holds. With simulated time it checks whenever nothing is in progress, and the clock does not
 * move before the check.
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
