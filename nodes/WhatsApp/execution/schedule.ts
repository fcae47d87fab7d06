import type { Begun } from '../transport/request';
import { Lanes, Slots, type Breadth } from '../transport/lanes';
import type { RequestOptions } from '../transport/options';
import { pause } from '../transport/pause';
import type { Widths } from '../transport/width';

/** Reads in flight at most, unless the person says otherwise. */
const READS = 10;
/** Items that are prepared ahead of those in flight, so that a busy chat does not hold up the others. */
const AHEAD = 10;
/** Items are prepared for so long before the network gets its turn, so that the first are on their way. In milliseconds. */
const BREATH_MS = 4;

/** The items of an execution, and what is done with each. */
export interface Work<T> {
	readonly count: number;
	readonly sends: Widths;
	readonly options: Pick<RequestOptions, 'batching' | 'concurrency'>;
	/** Ends the pauses between batches. */
	readonly signal: AbortSignal | undefined;
	/** True once no further item may be started. */
	readonly isStopped: () => boolean;
	/** True for an item that came to its end in an earlier try. */
	readonly isSettled: (itemIndex: number) => boolean;
	/** Prepares an item, without sending anything. */
	readonly prepare: (itemIndex: number) => Begun<T>;
	/** Brings an item to its end. It never throws. */
	readonly run: (itemIndex: number, begun: Begun<T>) => Promise<void>;
	/** Takes what an item could not be prepared for. */
	readonly fail: (itemIndex: number, error: unknown) => void;
}

/** Runs items in the order and as many at a time as their lanes, the gateway and the person want. */
export async function runItems<T>(work: Work<T>): Promise<void> {
	const breadth = breadthOf(work);
	const lanes = new Lanes(breadth);
	const places = roomFor(work.options.concurrency, breadth);
	const room = new Slots(() => places);
	let breathedAt = Date.now();
	for (let itemIndex = 0; itemIndex < work.count && !work.isStopped(); itemIndex++) {
		if (work.isSettled(itemIndex)) continue;
		await betweenBatches(itemIndex, work, room);
		await room.take();
		if (Date.now() - breathedAt > BREATH_MS) {
			await pause(0);
			breathedAt = Date.now();
		}
		if (work.isStopped()) room.give();
		else void runItem(work, itemIndex, lanes).finally(() => room.give());
	}
	await room.idle();
}

const breadthOf = ({
	options: { concurrency },
	sends,
}: Pick<Work<never>, 'options' | 'sends'>): Breadth => ({
	sends,
	reads: concurrency ?? READS,
});

/** Who asks for one at a time gets the items in their order, whatever chats and sessions they name. */
const roomFor = (concurrency: number | null, breadth: Breadth): number =>
	concurrency === 1 ? 1 : AHEAD * Math.max(breadth.reads, breadth.sends.most);

async function betweenBatches<T>(itemIndex: number, work: Work<T>, room: Slots): Promise<void> {
	const { batching } = work.options;
	if (batching === null || itemIndex === 0 || itemIndex % batching.size !== 0) return;
	await room.idle();
	if (work.isStopped()) return;
	await pause(batching.intervalMs, work.signal);
}

async function runItem<T>(work: Work<T>, itemIndex: number, lanes: Lanes): Promise<void> {
	let begun: Begun<T>;
	try {
		begun = work.prepare(itemIndex);
	} catch (error) {
		return work.fail(itemIndex, error);
	}
	await lanes.run(begun.first, async () => {
		if (!work.isStopped()) await work.run(itemIndex, begun);
	});
}
