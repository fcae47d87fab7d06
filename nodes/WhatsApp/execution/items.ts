import type { INodeExecutionData } from 'n8n-workflow';
import type { Failed, Outcome } from './outcome';

/** What comes out of the node, in the order of the input. An item that was never started gives nothing. */
export const itemsOf = (
	outcomes: ReadonlyArray<Outcome | undefined>,
	failedItem: (outcome: Failed, itemIndex: number) => INodeExecutionData,
): INodeExecutionData[] =>
	outcomes.flatMap((outcome, itemIndex) => {
		if (outcome === undefined) return [];
		return outcome.state === 'done' ? outcome.items : [failedItem(outcome, itemIndex)];
	});
