import type { Begun } from '../transport/request';
import { Lanes, Slots, type Aside, type Breadth } from '../transport/lanes';
import type { RequestOptions } from '../transport/options';
import { pause } from '../transport/pause';
import type { Random } from '../transport/waits';
import type { Widths } from '../transport/width';
import { Spacing } from './spacing';

/** Most reads in flight, unless the user sets another number. */
const READS = 10;
/** Items prepared ahead of those in flight, so that a busy chat does not hold up the others. */
const AHEAD = 10;
/**
 * After preparing items for this long, the network gets its turn, so that the first requests leave. In milliseconds.
 */
const BREATH_MS = 4;

/** The items of an execution, and what is done with each. */
export interface Work<T> {
	readonly count: number;
	readonly sends: Widths;
	readonly options: Pick<RequestOptions, 'batching' | 'concurrency'>;
	/** Once aborted, no further item is started, and pauses between items and batches end. */
	readonly stop: AbortSignal;
	readonly random: Random;
	/** True for an item that was finished in an earlier try. */
	readonly isSettled: (itemIndex: number) => boolean;
	/** Finds out what must be known before an item is prepared; null if nothing. It never throws. */
	readonly lookAhead: (itemIndex: number) => Promise<void> | null;
	/** Prepares an item without sending anything. */
	readonly prepare: (itemIndex: number) => Begun<T>;
	/** Runs an item to its end. It never throws. */
	readonly run: (itemIndex: number, begun: Begun<T>, aside: Aside) => Promise<void>;
	/** Takes the error of an item that could not be prepared. */
	readonly fail: (itemIndex: number, error: unknown) => void;
}

/** Runs items in the order, and with the concurrency, that their lanes, the gateway and the user's settings allow. */
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

/** With a concurrency of one the items run in their order, whatever chats and sessions they name. */
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
