import { onlyReads, type GatewayRequest, type Lane } from './request';
import type { Widths } from './width';

/** Requests in flight at most: changes for each session, and what only reads for all. */
export interface Breadth {
	readonly sends: Widths;
	readonly reads: number;
}

/** Waits with others in the place, and has a place again afterwards, unless the wait ended in an error. */
export type Aside = (wait: () => Promise<void>) => Promise<void>;

/** For what has no place to give. */
const WITHOUT_PLACE: Aside = async (wait) => await wait();

type LaneJob = (aside: Aside) => Promise<void>;

/** What changes something and names neither session nor chat: one after another, in the order of the items. */
const WHOLE: Lane = { session: '', chat: '' };

/** Tells lanes apart; null for what only reads, and so has no order. */
export function laneOf(first: GatewayRequest | null): string | null {
	if (first === null || (first.lane === undefined && onlyReads(first))) return null;
	const { session, chat } = first.lane ?? WHOLE;
	return JSON.stringify([session, chat]);
}

/**
 * Keeps the order of one execution: what has the same lane runs in the order in which it was handed in, each when the
 * one before has ended; different lanes run side by side, as many as the gateway likes.
 */
export class Lanes {
	private readonly tails = new Map<string, Promise<void>>();
	private readonly slots = new Map<string, Slots>();

	constructor(private readonly breadth: Breadth) {}

	/** Runs a job in the lane of its first request. */
	async run(first: GatewayRequest | null, job: LaneJob): Promise<void> {
		if (first === null) return await job(WITHOUT_PLACE);
		const lane = laneOf(first);
		const { reads, sends } = this.breadth;
		if (lane === null) return await this.slotsOf('reads', () => reads).run(job);
		const { session } = first.lane ?? WHOLE;
		const width = sends.of(session);
		await this.inOrder(lane, async () => {
			await this.slotsOf(`sends ${session}`, () => width.now).run(async (aside) => {
				await job(aside);
				width.finished();
			});
		});
	}

	private async inOrder(key: string, job: () => Promise<void>): Promise<void> {
		const before = this.tails.get(key) ?? Promise.resolve();
		const mine = before.then(job);
		const ended = mine.catch(() => undefined);
		this.tails.set(key, ended);
		try {
			await mine;
		} finally {
			if (this.tails.get(key) === ended) this.tails.delete(key);
		}
	}

	private slotsOf(name: string, size: () => number): Slots {
		const found = this.slots.get(name) ?? new Slots(size);
		this.slots.set(name, found);
		return found;
	}
}

/** Lets a number of jobs run at the same time, which may change; the others wait in the order in which they came. */
export class Slots {
	private taken = 0;
	private readonly waiting: Array<() => void> = [];
	private readonly watching: Array<() => void> = [];

	constructor(private readonly size: () => number) {}

	async run(job: LaneJob): Promise<void> {
		await this.take();
		let isTaken = true;
		try {
			await job(async (wait) => {
				this.give();
				isTaken = false;
				await wait();
				await this.take();
				isTaken = true;
			});
		} finally {
			if (isTaken) this.give();
		}
	}

	/** Waits for a place and takes it, until `give`. */
	async take(): Promise<void> {
		if (this.taken < this.size()) this.taken++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	give(): void {
		this.taken--;
		while (this.taken < this.size()) {
			const next = this.waiting.shift();
			if (next === undefined) break;
			this.taken++;
			next();
		}
		if (this.taken === 0) for (const resolve of this.watching.splice(0)) resolve();
	}

	/** Waits until every place is free. */
	async idle(): Promise<void> {
		if (this.taken > 0) await new Promise<void>((resolve) => this.watching.push(resolve));
	}
}
