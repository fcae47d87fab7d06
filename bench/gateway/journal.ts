import { countLate, type Sighting } from '../order';
import type { Account } from './protocol';
import type { ReceivedFile } from './received';

/** Enough to see what went wrong. */
const MAX_WRONG = 5;

/** One request, from its first byte to the last byte of its answer. */
export interface Visit {
	/** The item that it carries; null until its body was read, and for requests without an item. */
	item: Sighting | null;
}

/** Records requests and answers, in order. */
export class Journal {
	private readonly arrivals: Visit[] = [];
	private readonly answers: Visit[] = [];
	private readonly seen = new Set<number>();
	private readonly files: ReceivedFile[] = [];
	private readonly wrong: string[] = [];
	private inFlight = 0;
	private maxInFlight = 0;

	arrive(): Visit {
		const visit: Visit = { item: null };
		this.arrivals.push(visit);
		this.inFlight += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		return visit;
	}

	/** An item arrives once; a second time is an error. */
	identify(visit: Visit, item: Sighting): void {
		visit.item = item;
		if (this.seen.has(item.index)) this.complain(`item ${item.index} arrived twice`);
		this.seen.add(item.index);
	}

	leave(visit: Visit): void {
		this.answers.push(visit);
		this.inFlight -= 1;
	}

	keep(file: ReceivedFile): void {
		this.files.push(file);
	}

	complain(what: string): void {
		if (this.wrong.length < MAX_WRONG) this.wrong.push(what);
	}

	get answered(): number {
		return this.answers.length;
	}

	/** Requests that have arrived and are not answered yet. */
	get underWay(): number {
		return this.inFlight;
	}

	account(): Account {
		return {
			answered: this.answered,
			arrived: this.seen.size,
			lateArrivals: countLate(items(this.arrivals)),
			lateAnswers: countLate(items(this.answers)),
			maxInFlight: this.maxInFlight,
			files: this.files,
			wrong: this.wrong,
		};
	}
}

function* items(visits: readonly Visit[]): Generator<Sighting> {
	for (const { item } of visits) if (item !== null) yield item;
}
