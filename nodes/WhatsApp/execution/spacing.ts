import { laneOf, type Aside } from '../transport/lanes';
import { pause } from '../transport/pause';
import type { GatewayRequest } from '../transport/request';
import { drawn, type Random } from '../transport/waits';

interface Setting {
	readonly random: Random;
	/** Ends every pause. */
	readonly stop: AbortSignal;
	/** Whether all items form one line, whatever chats they name. */
	readonly isOneLine: boolean;
}

/** Keeps items apart that ask for it: within a lane, or all of them if they form one line. */
export class Spacing {
	/** When the last item of a lane ended, on the monotonic clock. */
	private readonly endedAt = new Map<string | null, number>();

	constructor(private readonly setting: Setting) {}

	/** Waits until an item may begin. The first one of a line never waits. */
	async keep(first: GatewayRequest | null, aside: Aside): Promise<void> {
		const { random, stop } = this.setting;
		const endedAt = this.endedAt.get(this.lineOf(first));
		if (first?.apartMs === undefined || endedAt === undefined || stop.aborted) return;
		const ms = endedAt + drawn(first.apartMs, random) - performance.now();
		if (ms > 0) await aside(async () => void (await pause(ms, stop)));
	}

	ended(first: GatewayRequest | null): void {
		this.endedAt.set(this.lineOf(first), performance.now());
	}

	private lineOf(first: GatewayRequest | null): string | null {
		return this.setting.isOneLine ? null : laneOf(first);
	}
}
