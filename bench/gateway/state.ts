import { spread } from '../statistics';
import { Journal } from './journal';
import type { Plan } from './protocol';

const NO_PLAN: Plan = {
	items: 0,
	chats: 1,
	latencyMs: { min: 0, max: 0 },
	seed: 0,
	fileBytes: 0,
};

/** What the gateway knows: what is planned, and what has happened since that was said. */
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

	/** The same item takes the same time in every run, whoever sends it. */
	latencyOf(index: number): number {
		return this.latencies[index] ?? 0;
	}
}
