import { GatewayProblem, isForeseen, type Fate } from '../portable/problem';
import type { INodeExecutionData } from 'n8n-workflow';

/** What became of one input item; undefined stands for an item that was not started. */
export type Outcome = Done | Failed;

interface Ended {
	/** The lane it runs in (transport/lanes.ts); null if it has none, or it is not known. */
	readonly lane: string | null;
}

export interface Done extends Ended {
	readonly state: 'done';
	readonly items: readonly INodeExecutionData[];
	/** Whether it changed something that must not be changed twice. */
	readonly changed: boolean;
}

export interface Failed extends Ended {
	readonly state: 'failed';
	readonly error: unknown;
	readonly fate: Fate;
}

/** The words that people and expressions get for what became of a failed item. */
export const OUTCOMES = {
	notDone: 'notSent',
	failed: 'failed',
	unknown: 'unknown',
	partly: 'partlySent',
} as const satisfies Record<Fate, string>;

/**
 * A failed item.
 * @param before what became of its requests before the failure: `notDone` if they did nothing that must not be
 * repeated, `unknown` if it is unknown whether one of them did
 */
export function failed(error: unknown, lane: string | null, before: Fate): Failed {
	return { state: 'failed', error, fate: fateOf(error, before), lane };
}

function fateOf(error: unknown, before: Fate): Fate {
	const told = error instanceof GatewayProblem ? error.fate : undefined;
	if (told !== undefined && told !== 'notDone') return told;
	// A plan that continues after a lost answer has found out what became of it, unless a mistake in the code ended it.
	return before === 'unknown' && isForeseen(error) ? 'failed' : before;
}

/**
 * Says which of several items are done, unknown and not done, for whoever must send the rest; null if nothing was
 * changed.
 */
export function summary(outcomes: ReadonlyArray<Outcome | undefined>): string | null {
	const lists: Record<'done' | Fate, number[]> = {
		done: [],
		partly: [],
		unknown: [],
		failed: [],
		notDone: [],
	};
	let changed = false;
	for (const [index, outcome] of outcomes.entries()) {
		if (outcome === undefined) lists.notDone.push(index);
		else if (outcome.state === 'failed') lists[outcome.fate].push(index);
		else lists.done.push(index);
		changed ||= outcome?.state === 'done' ? outcome.changed : false;
	}
	changed ||= lists.partly.length > 0 || lists.unknown.length > 0;
	if (outcomes.length < 2 || !changed) return null;
	return [
		line('Sent', lists.done),
		line('Sent in part', lists.partly),
		line('May have been sent', lists.unknown),
		line('Failed at the gateway', lists.failed),
		line('Not sent', lists.notDone),
	]
		.filter((text) => text !== '')
		.join(' ');
}

const line = (title: string, indexes: readonly number[]): string =>
	indexes.length === 0
		? ''
		: `${title}: ${indexes.length === 1 ? 'item' : 'items'} ${ranges(indexes)}.`;

/** Writes a rising list of numbers as `0 to 4, 7`. */
function ranges(indexes: readonly number[]): string {
	const found: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = found.at(-1);
		if (last !== undefined && last[1] === index - 1) last[1] = index;
		else found.push([index, index]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}

/** The node's output, in the order of the input. An item that was never started yields nothing. */
export const itemsOf = (
	outcomes: ReadonlyArray<Outcome | undefined>,
	failedItem: (outcome: Failed, itemIndex: number) => INodeExecutionData,
): INodeExecutionData[] =>
	outcomes.flatMap((outcome, itemIndex) => {
		if (outcome === undefined) return [];
		return outcome.state === 'done' ? outcome.items : [failedItem(outcome, itemIndex)];
	});
