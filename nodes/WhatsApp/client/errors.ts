import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { Refusal } from '../portable/refusal';
import { GatewayProblem } from '../portable/problem';

type NodeError = NodeApiError | NodeOperationError;

/**
 * The error n8n shows: what happened as its message, what to do as its description, the item it belongs to.
 * A new error each time, because n8n keeps what it was made from: here that is never a request or an answer.
 */
export function toNodeError(error: unknown, node: INode, itemIndex?: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const shown = newError(error, node, itemIndex === undefined ? {} : { itemIndex });
	// n8n puts a sentence of its own in the place of one that has a code such as ENOENT in it, if only inside a word: what a
	// gateway says of its own network would be told as the network of n8n, and what became of a message would be lost.
	if (error instanceof Error) shown.message = error.message;
	return shown;
}

function newError(error: unknown, node: INode, item: { itemIndex?: number }): NodeError {
	if (error instanceof GatewayProblem) {
		return new NodeApiError(
			node,
			{ message: error.message },
			{
				message: error.message,
				...(error.hint === undefined ? {} : { description: error.hint }),
				...(error.status === null ? {} : { httpCode: String(error.status) }),
				...item,
			},
		);
	}
	if (error instanceof Refusal) {
		return new NodeOperationError(node, error.message, {
			...(error.hint === undefined ? {} : { description: error.hint }),
			...item,
		});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), item);
}

/** The same error, whose description also says what became of the other items. */
export function withSummary<E extends NodeError>(error: E, summary: string | null): E {
	if (summary !== null)
		error.description = [error.description ?? '', summary].filter((text) => text !== '').join(' ');
	return error;
}
