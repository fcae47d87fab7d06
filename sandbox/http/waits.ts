import { setTimeout } from 'node:timers';

/** The pauses of a real gateway; with `none` it gives at once the answer that follows the wait. */
export class Waits {
	constructor(private readonly real: boolean) {}

	async pause(milliseconds: number): Promise<void> {
		if (this.real) await sleep(milliseconds);
	}

	/** Waits until `condition` holds, at most `milliseconds`, and returns whether it does. */
	async until(condition: () => boolean, milliseconds: number): Promise<boolean> {
		const end = Date.now() + (this.real ? milliseconds : 0);
		while (!condition() && Date.now() < end) await sleep(50);
		return condition();
	}
}

export async function sleep(milliseconds: number): Promise<void> {
	await new Promise<void>((resolve) => {
		setTimeout(resolve, milliseconds);
	});
}
