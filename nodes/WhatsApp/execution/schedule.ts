import type { Begun } from '../transport/request';
import { Lanes, Slots, type Aside, type Breadth } from '../transport/lanes';
import type { RequestOptions } from '../transport/options';
import { pause } from '../transport/pause';
import type { Random } from '../transport/waits';
import type { Widths } from '../transport/width';
import { Spacing } from './spacing';

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
	/** Once it is aborted no further item is started, and the pauses between items and batches end. */
	readonly stop: AbortSignal;
	readonly random: Random;
	/** True for an item that came to its end in an earlier try. */
	readonly isSettled: (itemIndex: number) => boolean;
	/** Finds out what must be known before an item is prepared; null where nothing must. It never throws. */
	readonly lookAhead: (itemIndex: number) => Promise<void> | null;
	/** Prepares an item, without sending anything. */
	readonly prepare: (itemIndex: number) => Begun<T>;
	/** Brings an item to its end. It never throws. */
	readonly run: (itemIndex: number, begun: Begun<T>, aside: Aside) => Promise<void>;
	/** Takes what an item could not be prepared for. */
	readonly fail: (itemIndex: number, error: unknown) => void;
}

/** Runs items in the order and as many at a time as their lanes, the gateway and the person want. */
export async function runItems<T>(work: Work<T>): Promise<void> {
	const breadth = breadthOf(work);
	const lanes = new Lanes(breadth);
	const spacing = new Spacing({ ...work, isOneLine: work.options.concurrency === 1 });
	const places = roomFor(work.options.concurrency, breadth);
	const room = new Slots(() => places);
	let breathedAt = Date.now();
	for (let itemIndex = 0; itemIndex < work.count && !work.stop.aborted; itemIndex++) {
		if (work.isSettled(itemIndex)) continue;
		await betweenBatches(itemIndex, work, room);
		await room.take();
		if (Date.now() - breathedAt > BREATH_MS) {
			await pause(0);
			breathedAt = Date.now();
		}
		const looking = work.lookAhead(itemIndex);
		if (looking !== null) await looking;
		if (work.stop.aborted) room.give();
		else void runItem(work, itemIndex, lanes, spacing).finally(() => room.give());
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
	if (work.stop.aborted) return;
	await pause(batching.intervalMs, work.stop);
}

async function runItem<T>(
	work: Work<T>,
	itemIndex: number,
	lanes: Lanes,
	spacing: Spacing,
): Promise<void> {
	let begun: Begun<T>;
	try {
		begun = work.prepare(itemIndex);
	} catch (error) {
		return work.fail(itemIndex, error);
	}
	await lanes.run(begun.first, async (aside) => {
		await spacing.keep(begun.first, aside);
		if (work.stop.aborted) return;
		await work.run(itemIndex, begun, aside);
		spacing.ended(begun.first);
	});
}
