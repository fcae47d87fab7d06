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
 * Restores the agent's own item for a tool of an agent from version 3 on. n8n merges all arguments of the model into it
 * (n8n-core 1.120 to 2.41, handleRequest), even unrequested ones: through an empty Chat or an expression with `$json`,
 * a made-up `chatId` would send a message to somebody else. Values that the workflow's author left to the model are not
 * affected, because `$fromAI` reads them elsewhere.
 */
export function restoreAgentItem(context: IExecuteFunctions): void {
	if (!isEngineToolCall(context)) return;
	const proxy = context.getWorkflowDataProxy(0);
	// Changed in place, because n8n's expressions read the same objects.
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
	// If several items match, only the fields in which they agree are kept.
	return Object.fromEntries(
		Object.entries(first).filter(([name, value]) =>
			candidates.every((candidate) => same(candidate[name], value)),
		),
	);
}

/** n8n adds its own id of the call to the arguments. */
const CALL = 'toolCallId';

/** Whether the model gave an argument with this name; true if n8n does not say. */
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
