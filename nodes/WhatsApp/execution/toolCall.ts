import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an agent before version 3 calls the node. n8n gives the model an empty text for a tool that throws, which reads
 * as a success, and its Retry On Fail makes every try a run of its own, which knows nothing of the one before.
 */
export const isToolCall = (context: IExecuteFunctions): boolean => 'getNextRunIndex' in context;

/** n8n makes two types of the node for agents; the one behind which a person is asked first has another end. */
const TOOL_TYPE = /(?<!Hitl)Tool$/;

/** Whether the node is the tool of an agent, of any version, so that a model reads what comes out. */
export const isTool = (context: IExecuteFunctions): boolean =>
	TOOL_TYPE.test(context.getNode().type);

/** Whether n8n's engine runs the node for an agent, as for those from version 3 on. */
export const isEngineToolCall = (context: IExecuteFunctions): boolean =>
	/Tool$/.test(context.getNode().type) && !isToolCall(context);
