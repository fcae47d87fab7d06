import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an agent before version 3 calls the node. If a tool throws, n8n gives such a model an empty text, which reads
 * as a success. Its Retry On Fail makes every try a separate run, which knows nothing of the one before.
 */
export const isToolCall = (context: IExecuteFunctions): boolean => 'getNextRunIndex' in context;

/** n8n makes two node types for agents; the one that asks a person first has another ending. */
const TOOL_TYPE = /(?<!Hitl)Tool$/;

/** Whether the node is a tool of an agent, of any version, so that a model reads the output. */
export const isTool = (context: IExecuteFunctions): boolean =>
	TOOL_TYPE.test(context.getNode().type);

/** Whether n8n's engine runs the node for an agent, as it does from agent version 3 on. */
export const isEngineToolCall = (context: IExecuteFunctions): boolean =>
	/Tool$/.test(context.getNode().type) && !isToolCall(context);
