import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isToolCall } from './toolCall';

/**
 * The fields of the item that an empty choice follows: the node's own input item. An agent before version 3 calls its
 * tools with what the model wrote, so there it is the item that the agent works on. If there are several, n8n does not
 * say which one that is, and nothing is followed: a guess could write to somebody else.
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
		// n8n throws if there are no items at all.
		return [];
	}
}
