import type { Sandbox } from '../../sandbox';
import { quiet, sleep, standStillWhile } from '../support/simulatedTime';

const STEP_MS = 2_000;
const LONGEST_MS = 3_600_000;

/** Simulated time for a sandbox and a running trigger: it stands still while the sandbox is working. */
export class Clock {
	constructor(private readonly sandbox: Sandbox) {}

	async pass(ms: number): Promise<void> {
		await standStillWhile(this.isAtWork, async () => {
			await quiet();
			await sleep(ms);
			await quiet();
		});
	}

	/**
	 * How many milliseconds pass until a condition holds, at most an hour.
	 *
	 * @param stepMs between two checks; the result is as exact as that
	 */
	async passUntil(isSo: () => Promise<boolean> | boolean, stepMs = STEP_MS): Promise<number> {
		const start = Date.now();
		while (!(await isSo())) {
			if (Date.now() - start > LONGEST_MS) throw new Error(`It was never so: ${isSo.toString()}`);
			await this.pass(stepMs);
		}
		return Date.now() - start;
	}

	/** Waits until every request and delivery has its answer, and sessions have started. */
	async quiet(): Promise<void> {
		await standStillWhile(this.isAtWork, quiet);
	}

	private readonly isAtWork = (): boolean =>
		this.sandbox.isDelivering ||
		this.sandbox.world.sessions().some(({ status }) => status === 'starting');
}
