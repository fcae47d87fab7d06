import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { GatewayProblem, type Fate } from '../portable/problem';
import type { Outcome } from './outcome';

/**
 * n8n's Retry On Fail runs the node again with all items, so what is done, or may be, is remembered where n8n keeps the
 * node's state from one try to the next: in the data of the execution.
 */
export interface Memory {
	/** What became of an item in an earlier try of this run; undefined when it may be tried. */
	recall(itemIndex: number): Outcome | undefined;
	/** Keeps what must not be done again, for a next try. */
	keep(outcomes: ReadonlyArray<Outcome | undefined>): void;
}

const NO_MEMORY: Memory = { recall: () => undefined, keep: () => undefined };

interface Kept {
	readonly items?: INodeExecutionData[];
	readonly problem?: { message: string; hint?: string; status: number | null; fate: Fate };
}

/** Member of the node's context; the runs of a loop are kept apart. */
const memberFor = (context: IExecuteFunctions): string => {
	const run: unknown = context.getWorkflowDataProxy(0).$runIndex;
	return `sent in run ${String(run)} of execution ${context.getExecutionId()}`;
};

/** The memory of this run; none unless the node may be tried again. */
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
			else state[member] = [...outcomes.entries()].flatMap(keepable);
		},
	};
}

/** Only an item of which certainly nothing was done is free for another try. */
function keepable([index, outcome]: [number, Outcome | undefined]): Array<[number, Kept]> {
	if (outcome === undefined) return [];
	if (outcome.state === 'done')
		return outcome.changed ? [[index, { items: [...outcome.items] }]] : [];
	const { error, fate } = outcome;
	if (fate === 'notDone') return [];
	const known = error instanceof GatewayProblem ? error : null;
	return [
		[
			index,
			{
				problem: {
					message: error instanceof Error ? error.message : String(error),
					...(known?.hint === undefined ? {} : { hint: known.hint }),
					status: known?.status ?? null,
					fate,
				},
			},
		],
	];
}

function recalled(kept: Kept | undefined): Outcome | undefined {
	if (kept?.items !== undefined) return { state: 'done', items: kept.items, changed: true };
	if (kept?.problem === undefined) return undefined;
	const { message, ...details } = kept.problem;
	return { state: 'failed', error: new GatewayProblem(message, details), fate: details.fate };
}
