/** Longer than anything that is waited for here, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

export async function sleep(ms: number): Promise<void> {
	if (ms > 0) await new Promise<void>((resolve) => setTimeout(resolve, ms));
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	const end = Date.now() + LONGEST_WAIT_MS;
	while (!(await condition())) {
		if (Date.now() > end) throw new Error('waited in vain');
		await sleep(5);
	}
}
