import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * The fields of the item that an empty choice follows: those of the node's own input item. An agent before version 3
 * calls its tools with what the model wrote, so there it is the item that the agent works on. With several of them n8n
 * does not say which one that is, and nothing is followed: a guess could write to somebody else.
 */
export function incomingFields(
	context: IExecuteFunctions,
	inputs: readonly INodeExecutionData[],
	itemIndex: number,
): IDataObject {
	if (!isToolCall(context)) return inputs[itemIndex]?.json ?? {};
	const [first, ...others] = itemsOfAgent(context);
	return others.length === 0 ? (first?.json ?? {}) : {};
}

function itemsOfAgent(context: IExecuteFunctions): readonly INodeExecutionData[] {
	try {
		return context.getWorkflowDataProxy(0).$input.all();
	} catch {
		// n8n throws where there are no items at all.
		return [];
	}
}

/**
 * Whether an agent before version 3 calls the node. n8n gives the model an empty text for a tool that throws, which reads
 * as a success, and its Retry On Fail makes every try a run of its own, which knows nothing of the one before.
 */
export const isToolCall = (context: IExecuteFunctions): boolean => 'getNextRunIndex' in context;
