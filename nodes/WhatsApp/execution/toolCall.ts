import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an agent before version 3 calls the node. n8n gives the model an empty text for a tool that throws, which reads
 * as a success, and its Retry On Fail makes every try a run of its own, which knows nothing of the one before.
 */
export const isToolCall = (context: IExecuteFunctions): boolean => 'getNextRunIndex' in context;
