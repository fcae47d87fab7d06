/** How many simultaneous sends of one session suit a gateway. */
export interface SendRange {
	readonly first: number;
	readonly most: number;
}

/** Factor from one width to the next. A climb takes several steps at once. */
const STEP = 1.25;
const CLIMB = 3;
/** Sends watched at one width before it is judged; at a greater width, one for each lane. */
const LEAST_WATCHED = 12;
/** How many times longer a close call is watched. */
const CLOSE_CALL = 3;
/** Share of the best possible gain that a greater width must bring; with less it only crowds the gateway. */
const WORTH = 0.45;
/** Below this share of the narrower width's rate it is not a close call. */
const CLEARLY_WORSE = 0.8;
/** A narrower width with this share of the rate is as good, and easier on the gateway. */
const AS_GOOD = 0.95;
/** Below this share of what the same width reached before, the gateway has become slower. */
const SLOWER = 0.5;
/** Judgements at a width found to be good before others are tried again; doubles each time. */
const PATIENCE = 4;

/**
 * Finds out how many simultaneous sends a gateway can take. It starts narrow, widens while the rate of finished sends
 * grows, goes back when it does not, and narrows at once when the gateway refuses or fails. Each width is judged by the
 * sends finished at it, so nothing need be known about the gateway.
 */
export class Width {
	/** Widths to try, rising. */
	private readonly steps: readonly number[];
	/** Sends finished per millisecond, by step. */
	private readonly rates: number[] = [];
	private step: number;
	private search: 'climb' | 'approach' | 'descend' | 'rest' = 'climb';
	/** The best step so far of a climb or an approach; null before the first judgement. */
	private base: number | null = null;
	/** The step that a climb found to be no better. */
	private tooWide = Infinity;
	/** Sends started at the previous width that may still end. */
	private late = 0;
	private watched = 0;
	private since: number;
	private isCloseCall = false;
	private rests = 0;
	private patience = PATIENCE;
	private triesNarrower = false;

	/** @param clock in milliseconds, monotonic */
	constructor(
		{ first, most }: SendRange,
		private readonly clock: () => number = () => performance.now(),
	) {
		this.steps = stepsOf(first, most);
		this.step = this.steps.indexOf(first);
		this.since = clock();
	}

	/** How many sends may be in flight now. */
	get now(): number {
		return this.steps[this.step] ?? 1;
	}

	/** Reports that a send ended, well or not. */
	finished(): void {
		if (this.steps.length === 1) return;
		if (this.late > 0) {
			this.late--;
			if (this.late === 0) this.watch();
			return;
		}
		this.watched++;
		const enough = Math.max(LEAST_WATCHED, this.now);
		if (this.watched < (this.isCloseCall ? enough * CLOSE_CALL : enough)) return;
		// The clock may show the same time at two ends.
		const rate = this.watched / Math.max(this.clock() - this.since, Number.EPSILON);
		if (!this.isCloseCall && this.isClose(rate)) {
			this.isCloseCall = true;
			return;
		}
		this.judge(rate);
		if (this.late === 0) this.watch();
	}

	/** Reports that the gateway refused because of load, failed or did not answer in time. */
	overloaded(): void {
		// Sends that were in flight together may fail together, which counts as one sign.
		if (this.steps.length === 1 || this.late > 0) return;
		this.rest();
		// Half as wide, because a climb doubles the width.
		if (this.step > 0) this.go(Math.max(0, this.step - CLIMB));
		else this.watch();
	}

	private watch(): void {
		this.watched = 0;
		this.since = this.clock();
		this.isCloseCall = false;
	}

	private isClose(rate: number): boolean {
		if (this.search === 'descend') return rate < this.rateAt(this.step + 1) * AS_GOOD;
		if (this.search === 'rest') return rate < this.rateAt(this.step) * SLOWER;
		return (
			this.base !== null &&
			!this.isWorth(rate, this.base) &&
			rate > this.rateAt(this.base) * CLEARLY_WORSE
		);
	}

	private judge(rate: number): void {
		const before = this.rateAt(this.step);
		this.rates[this.step] = rate;
		switch (this.search) {
			case 'climb':
				return this.judgeClimb(rate);
			case 'approach':
				return this.judgeApproach(rate);
			case 'descend':
				return this.judgeDescent(rate);
			case 'rest':
				return this.judgeRest(rate < before * SLOWER);
		}
	}

	/** Doubles the width until that is not worth it. */
	private judgeClimb(rate: number): void {
		if (this.base === null || this.isWorth(rate, this.base)) {
			if (this.step === this.top) return this.rest();
			this.base = this.step;
			return this.go(Math.min(this.top, this.step + CLIMB));
		}
		this.tooWide = this.step;
		if (this.base + 1 < this.tooWide) this.begin('approach', this.base + 1);
		else this.begin('descend', this.base);
	}

	/** Goes step by step to the width that a climb jumped over. */
	private judgeApproach(rate: number): void {
		const base = this.base ?? this.step;
		if (!this.isWorth(rate, base)) return this.begin('descend', base);
		this.base = this.step;
		if (this.step + 1 < Math.min(this.tooWide, this.steps.length)) this.go(this.step + 1);
		else this.rest();
	}

	/** If more lanes do not help, fewer may do. */
	private judgeDescent(rate: number): void {
		if (rate < this.rateAt(this.step + 1) * AS_GOOD) {
			this.rest();
			return this.go(this.step + 1);
		}
		const narrower = this.rates[this.step - 1];
		const isKnownWorse = narrower !== undefined && narrower < rate * AS_GOOD;
		if (this.step === 0 || isKnownWorse) return this.rest();
		this.go(this.step - 1);
	}

	/** A gateway may become faster or slower during an execution. */
	private judgeRest(hasSlowedDown: boolean): void {
		if (hasSlowedDown && this.step > 0) return this.go(this.step - 1);
		this.rests++;
		if (this.rests < this.patience) return;
		this.rests = 0;
		this.patience *= 2;
		this.triesNarrower = !this.triesNarrower;
		if (this.triesNarrower && this.step < this.top) {
			this.base = this.step;
			return this.begin('climb', Math.min(this.top, this.step + CLIMB));
		}
		if (this.step === 0) return;
		delete this.rates[this.step - 1];
		this.begin('descend', this.step - 1);
	}

	private get top(): number {
		return this.steps.length - 1;
	}

	private rateAt(step: number): number {
		return this.rates[step] ?? 0;
	}

	private isWorth(rate: number, base: number): boolean {
		const wider = this.now / (this.steps[base] ?? 1);
		return rate >= this.rateAt(base) * (1 + (wider - 1) * WORTH);
	}

	private begin(search: 'approach' | 'climb' | 'descend', step: number): void {
		this.search = search;
		this.go(step);
	}

	private rest(): void {
		this.search = 'rest';
		this.rests = 0;
	}

	private go(step: number): void {
		if (step === this.step) return;
		this.late = this.now;
		this.step = step;
	}
}

/** The widths around the first one: up to the maximum and down to one. */
function stepsOf(first: number, most: number): number[] {
	if (first >= most) return [first];
	const steps = [first];
	for (let next = first; next > 1; steps.unshift(next))
		next = Math.min(next - 1, Math.round(next / STEP));
	for (let next = first; next < most; steps.push(next))
		next = Math.min(most, Math.max(next + 1, Math.round(next * STEP)));
	return steps;
}

/** The widths of all sessions of one execution. */
export class Widths {
	private readonly bySession = new Map<string, Width>();

	constructor(private readonly range: SendRange) {}

	/** Most sends of one session in flight at any time. */
	get most(): number {
		return this.range.most;
	}

	of(session: string): Width {
		const found = this.bySession.get(session) ?? new Width(this.range);
		this.bySession.set(session, found);
		return found;
	}
}
