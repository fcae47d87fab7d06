import { spread } from '../statistics';
import { Journal } from './journal';
import type { Plan } from './protocol';

const NO_PLAN: Plan = {
	items: 0,
	chats: 1,
	latencyMs: { min: 0, max: 0 },
	seed: 0,
	slowsAbove: null,
	fileBytes: 0,
};

/** What the gateway knows: the plan, and what has happened since it was set. */
export class BenchState {
	plan = NO_PLAN;
	journal = new Journal();
	private latencies: readonly number[] = [];

	begin(plan: Plan): void {
		const { items, latencyMs, seed } = plan;
		this.plan = plan;
		this.journal = new Journal();
		this.latencies = spread(items, latencyMs.min, latencyMs.max, seed);
	}

	/**
	 * How long an item that has just arrived takes, in milliseconds. Without `slowsAbove` it is the same in every run,
	 * for every sender.
	 */
	latencyOf(index: number): number {
		const { slowsAbove } = this.plan;
		const crowd = slowsAbove === null ? 1 : this.journal.underWay / slowsAbove;
		return (this.latencies[index] ?? 0) * Math.max(1, crowd) ** 2;
	}
}
