import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { Refusal } from '../portable/refusal';
import { GatewayProblem } from '../portable/problem';

type NodeError = NodeApiError | NodeOperationError;

/**
 * The error that n8n shows: what happened is its message, what to do its description, with the item it belongs to. It
 * is always a new error, because n8n keeps what an error was made from: here that is never a request or an answer.
 */
export function toNodeError(error: unknown, node: INode, itemIndex?: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const shown = newError(error, node, itemIndex === undefined ? {} : { itemIndex });
	// n8n replaces a message that contains a code such as ENOENT, even inside a word, with a sentence of its own: a
	// gateway's own network problem would be shown as n8n's, and what became of the message would be lost.
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
