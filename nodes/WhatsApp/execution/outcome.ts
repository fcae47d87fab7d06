import { GatewayProblem, isForeseen, type Fate } from '../portable/problem';
import type { INodeExecutionData } from 'n8n-workflow';

/** What became of one input item; undefined stands for an item that was not started. */
export type Outcome = Done | Failed;

interface Ended {
	/** In what order it stands (transport/lanes.ts); null where in none, or it is not known. */
	readonly lane: string | null;
}

export interface Done extends Ended {
	readonly state: 'done';
	readonly items: readonly INodeExecutionData[];
	/** Whether anything was changed that must not be changed twice. */
	readonly changed: boolean;
}

export interface Failed extends Ended {
	readonly state: 'failed';
	readonly error: unknown;
	readonly fate: Fate;
}

/** What people and expressions are told became of a failed item. */
export const OUTCOMES = {
	notDone: 'notSent',
	failed: 'failed',
	unknown: 'unknown',
} as const satisfies Record<Fate, string>;

/**
 * A failed item.
 * @param before what its requests before the failure came to: `notDone` when nothing that must not be repeated was done,
 * `unknown` when nobody knows of one whether it was
 */
export function failed(error: unknown, lane: string | null, before: Fate): Failed {
	return { state: 'failed', error, fate: fateOf(error, before), lane };
}

function fateOf(error: unknown, before: Fate): Fate {
	const told = error instanceof GatewayProblem ? error.fate : undefined;
	if (told !== undefined && told !== 'notDone') return told;
	// A plan that goes on after a lost answer has found out what became of it, unless a mistake in the code ended it.
	return before === 'unknown' && isForeseen(error) ? 'failed' : before;
}

/**
 * Says which items of several are done, unknown and not done, for a person who must send the rest; null where nothing
 * was changed.
 */
export function summary(outcomes: ReadonlyArray<Outcome | undefined>): string | null {
	const lists: Record<'done' | Fate, number[]> = { done: [], failed: [], unknown: [], notDone: [] };
	let changed = false;
	for (const [index, outcome] of outcomes.entries()) {
		if (outcome === undefined) lists.notDone.push(index);
		else if (outcome.state === 'failed') lists[outcome.fate].push(index);
		else lists.done.push(index);
		changed ||= outcome?.state === 'done' ? outcome.changed : false;
	}
	if (outcomes.length < 2 || (!changed && lists.unknown.length === 0)) return null;
	return [
		line('Sent', lists.done),
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

/** `0 to 4, 7` for a rising list of numbers. */
function ranges(indexes: readonly number[]): string {
	const found: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = found.at(-1);
		if (last !== undefined && last[1] === index - 1) last[1] = index;
		else found.push([index, index]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}

/** What comes out of the node, in the order of the input. An item that was never started gives nothing. */
export const itemsOf = (
	outcomes: ReadonlyArray<Outcome | undefined>,
	failedItem: (outcome: Failed, itemIndex: number) => INodeExecutionData,
): INodeExecutionData[] =>
	outcomes.flatMap((outcome, itemIndex) => {
		if (outcome === undefined) return [];
		return outcome.state === 'done' ? outcome.items : [failedItem(outcome, itemIndex)];
	});
