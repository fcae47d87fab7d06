import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { GatewayProblem, messageIdsOf, toError, type Fate } from '../portable/problem';
import { Refusal } from '../portable/refusal';
import type { Outcome } from './outcome';

/**
 * n8n's Retry On Fail runs the node again with all items. What is done, or may be, is therefore remembered in the data
 * of the execution, where n8n keeps the node's state between tries.
 */
export interface Memory {
	/** What became of an item in an earlier try of this run; undefined if it may be tried. */
	recall(itemIndex: number): Outcome | undefined;
	/** Keeps what a next try must not repeat. */
	keep(outcomes: ReadonlyArray<Outcome | undefined>): void;
}

const NO_MEMORY: Memory = { recall: () => undefined, keep: () => undefined };

interface Kept {
	readonly lane: string | null;
	readonly items?: INodeExecutionData[];
	readonly problem?: {
		message: string;
		hint?: string;
		status: number | null;
		fate: Fate;
		messageIds: readonly string[];
	};
}

/** Member of the node's context; the runs of a loop are kept apart. */
const memberFor = (context: IExecuteFunctions): string => {
	const run: unknown = context.getWorkflowDataProxy(0).$runIndex;
	return `sent in run ${String(run)} of execution ${context.getExecutionId()}`;
};

/** The memory of this run; empty unless the node may be tried again. */
export function memoryOf(context: IExecuteFunctions): Memory {
	if (context.getNode().retryOnFail !== true) return NO_MEMORY;
	const state: IDataObject & { [member: string]: unknown } = context.getContext('node');
	const member = memberFor(context);
	const kept = new Map<number, Kept>(Array.isArray(state[member]) ? state[member] : []);
	return {
		recall: (itemIndex) => recalled(kept.get(itemIndex)),
		keep: (outcomes) => {
			const hasFailed = outcomes.some((outcome) => outcome?.state !== 'done');
			if (!hasFailed) delete state[member];
			else state[member] = keptOf(outcomes);
		},
	};
}

/**
 * What another try must not repeat: an item that was done or may be, and a failed item if a later item of its chat is
 * done already. Anything else may be tried.
 */
function keptOf(outcomes: ReadonlyArray<Outcome | undefined>): Array<[number, Kept]> {
	const passed = new Set<string>();
	const kept: Array<[number, Kept]> = [];
	for (const [index, outcome] of [...outcomes.entries()].reverse()) {
		if (outcome === undefined) continue;
		const isLeft = outcome.state === 'done' ? outcome.changed : outcome.fate !== 'notDone';
		const isLate = outcome.lane !== null && passed.has(outcome.lane);
		if (isLeft && outcome.lane !== null) passed.add(outcome.lane);
		if (isLeft || (isLate && outcome.state === 'failed')) kept.push([index, keep(outcome)]);
	}
	return kept;
}

function keep(outcome: Outcome): Kept {
	const { lane } = outcome;
	if (outcome.state === 'done') return { lane, items: [...outcome.items] };
	const { error, fate } = outcome;
	const isKnown = error instanceof GatewayProblem || error instanceof Refusal;
	const problem = {
		message: toError(error).message,
		...(isKnown && error.hint !== undefined ? { hint: error.hint } : {}),
		status: error instanceof GatewayProblem ? error.status : null,
		fate,
		messageIds: messageIdsOf(error),
	};
	return { lane, problem };
}

function recalled(kept: Kept | undefined): Outcome | undefined {
	if (kept === undefined) return undefined;
	const { items, lane, problem } = kept;
	if (items !== undefined) return { state: 'done', items, changed: true, lane };
	if (problem === undefined) return undefined;
	const { message, ...details } = problem;
	return { state: 'failed', error: new GatewayProblem(message, details), fate: details.fate, lane };
}
