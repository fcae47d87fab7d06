import { onlyReads, type GatewayRequest, type Lane } from './request';
import type { Widths } from './width';

/** Most requests in flight: for changes per session, for reads in total. */
export interface Breadth {
	readonly sends: Widths;
	readonly reads: number;
}

/** Waits while another job uses this one's slot, then takes a slot again, unless the wait ended in an error. */
export type Aside = (wait: () => Promise<void>) => Promise<void>;

/** For jobs that hold no slot. */
const WITHOUT_PLACE: Aside = async (wait) => await wait();

type LaneJob = (aside: Aside) => Promise<void>;

/** The lane of changes that name neither session nor chat: one after another, in the order of the items. */
const WHOLE: Lane = { session: '', chat: '' };

/** The key of a lane; null for reads, which need no order. */
export function laneOf(first: GatewayRequest | null): string | null {
	if (first === null || (first.lane === undefined && onlyReads(first))) return null;
	const { session, chat } = first.lane ?? WHOLE;
	return JSON.stringify([session, chat]);
}

/**
 * Keeps the order within one execution: jobs of the same lane run one after another, in the order in which they were
 * handed in; different lanes run in parallel, as many as suit the gateway.
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

/** Limits how many jobs run at the same time; the limit may change. The others wait in the order in which they came. */
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

	/** Waits for a slot and occupies it until `give`. */
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

	/** Waits until every slot is free. */
	async idle(): Promise<void> {
		if (this.taken > 0) await new Promise<void>((resolve) => this.watching.push(resolve));
	}
}
