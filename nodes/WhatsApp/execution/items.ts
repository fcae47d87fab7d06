import type { INode, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../errors';
import type { Failed, Outcome } from './outcome';

/** What comes out of the node, in the order of the input. An item that was never started gives nothing. */
export const itemsOf = (
	outcomes: ReadonlyArray<Outcome | undefined>,
	node: INode,
): INodeExecutionData[] =>
	outcomes.flatMap((outcome, itemIndex) => {
		if (outcome === undefined) return [];
		return outcome.state === 'done' ? outcome.items : [failedItem(outcome, node, itemIndex)];
	});

/** n8n keeps nothing but the sentence in the item's JSON; who looks at its error finds there what became of it. */
function failedItem(outcome: Failed, node: INode, itemIndex: number): INodeExecutionData {
	const error = errorOf(outcome, node, itemIndex);
	return { json: { error: error.message }, error, pairedItem: { item: itemIndex } };
}

/** The error n8n shows of a failed item, with what became of it. */
export function errorOf(
	{ error, fate }: Failed,
	node: INode,
	itemIndex?: number,
): ReturnType<typeof toNodeError> {
	const nodeError = toNodeError(error, node, itemIndex);
	nodeError.context.outcome = fate;
	return nodeError;
}
