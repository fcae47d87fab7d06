import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	ISourceData,
	IWorkflowDataProxyData,
} from 'n8n-workflow';
import { isObject } from '../portable/json';
import { isEngineToolCall } from './toolCall';

/**
 * Gives the tool of an agent from version 3 on the item that the agent works on. n8n lays the arguments of the model over
 * it (n8n-core 1.120 to 2.41, handleRequest), those that nobody asked for, too: a made-up `chatId` would send a message to
 * somebody else, by an empty Chat or by an expression with `$json`. What the workflow's author left to the model,
 * `$fromAI` finds in another place.
 */
export function restoreAgentItem(context: IExecuteFunctions): void {
	if (!isEngineToolCall(context)) return;
	const proxy = context.getWorkflowDataProxy(0);
	// n8n's expressions read the same objects.
	for (const item of context.getInputData()) item.json = withoutArguments(proxy, item);
}

function withoutArguments(
	proxy: IWorkflowDataProxyData,
	{ json, pairedItem }: INodeExecutionData,
): IDataObject {
	const { [CALL]: _, ...merged } = json;
	const isArgument = (name: string): boolean => isOfModel(proxy, name);
	const own = Object.fromEntries(Object.entries(merged).filter(([name]) => !isArgument(name)));
	const candidates = itemsBehind(proxy, sourceOf(pairedItem)).filter(
		(candidate) =>
			Object.entries(own).every(([name, value]) => same(candidate[name], value)) &&
			Object.keys(candidate).every((name) => name in merged),
	);
	const [first] = candidates;
	if (first === undefined) return own;
	// Where several items could be the one, only that counts in which they agree.
	return Object.fromEntries(
		Object.entries(first).filter(([name, value]) =>
			candidates.every((candidate) => same(candidate[name], value)),
		),
	);
}

/** n8n's own number of the call, beside the arguments. */
const CALL = 'toolCallId';

/** Whether a model gave an argument of this name; true where n8n does not say. */
function isOfModel(proxy: IWorkflowDataProxyData, name: string): boolean {
	try {
		return proxy.$fromAI(name) !== undefined;
	} catch {
		return true;
	}
}

const same = (one: unknown, other: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

/** Where the agent got its items from. */
const sourceOf = (paired: INodeExecutionData['pairedItem']): ISourceData | null =>
	typeof paired === 'object' && 'sourceOverwrite' in paired
		? (paired.sourceOverwrite ?? null)
		: null;

function itemsBehind(proxy: IWorkflowDataProxyData, source: ISourceData | null): IDataObject[] {
	if (source === null) return [];
	try {
		const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = source;
		const items: unknown = proxy.$(previousNode).all(previousNodeOutput, previousNodeRun);
		return Array.isArray(items) ? items.flatMap(jsonOf) : [];
	} catch {
		// n8n throws where a node has not run in this execution.
		return [];
	}
}

const jsonOf = (item: unknown): IDataObject[] =>
	isObject(item) && isObject(item.json) ? [{ ...item.json } as IDataObject] : [];
