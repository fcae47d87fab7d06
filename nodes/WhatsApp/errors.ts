import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { Refusal } from './portable/refusal';
import { GatewayProblem } from './portable/problem';

/**
 * The error n8n shows: what happened as its message, what to do as its description, the item it belongs to.
 * A new error each time, because n8n keeps what it was made from: here that is never a request or an answer.
 */
export function toNodeError(
	error: unknown,
	node: INode,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const item = itemIndex === undefined ? {} : { itemIndex };
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
export function withSummary<E extends NodeApiError | NodeOperationError>(
	error: E,
	summary: string | null,
): E {
	if (summary !== null)
		error.description = [error.description ?? '', summary].filter((text) => text !== '').join(' ');
	return error;
}
