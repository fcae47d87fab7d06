import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { operationNamed } from '../client/findOperation';
import { toNodeError } from '../client/errors';
import { asText } from '../operations/field';
import { formatChatId, isChatId } from '../portable/ids';
import { messageIdsOf } from '../portable/problem';
import { incomingFields } from './incoming';
import { OUTCOMES, type Failed } from './outcome';
import { parametersOf } from './parameters';

/** Where something was to be done, as far as the item could be read. */
interface Place {
	readonly session: string | null;
	/** The chat, group, channel or person, in portable form. */
	readonly chatId: string | null;
}

const NOWHERE: Place = { session: null, chatId: null };

/** The `details` of a failed item. */
export type FailureDetails = Place & {
	readonly outcome: (typeof OUTCOMES)[keyof typeof OUTCOMES];
	/** The name as people write it; null if the credential names no gateway. */
	readonly gateway: string | null;
	/** What to do. */
	readonly hint: string | null;
	/** The ids of the messages that were sent before an item failed. */
	readonly messageIds?: readonly string[];
};

/** The error that n8n shows for a failed item, including what became of it. */
export function errorOf(
	{ error, fate }: Failed,
	node: INode,
	itemIndex?: number,
): ReturnType<typeof toNodeError> {
	const nodeError = toNodeError(error, node, itemIndex);
	nodeError.context.outcome = OUTCOMES[fate];
	return nodeError;
}

/**
 * Makes the output for failed items when the node continues: the input with its files, what happened under `error`, and
 * what became of the item under `details`.
 * @param gateway as people write it; null if the credential names none
 */
export function failedItemsOf(
	context: IExecuteFunctions,
	gateway: string | null,
): (outcome: Failed, itemIndex: number) => INodeExecutionData {
	const node = context.getNode();
	const inputs = context.getInputData();
	let placeOf: ((itemIndex: number) => Place) | undefined;
	return (outcome, itemIndex) => {
		placeOf ??= placesOf(context, inputs);
		const { session, chatId } = placeOf(itemIndex);
		const error = errorOf(outcome, node, itemIndex);
		const messageIds = messageIdsOf(outcome.error);
		const details: FailureDetails = {
			outcome: OUTCOMES[outcome.fate],
			session,
			chatId,
			gateway,
			hint: error.description ?? null,
			...(messageIds.length === 0 ? {} : { messageIds }),
		};
		const { binary, json } = inputs[itemIndex] ?? { json: {} };
		const item: INodeExecutionData = {
			json: { ...json, error: error.message, details },
			...(binary === undefined ? {} : { binary }),
			pairedItem: { item: itemIndex },
		};
		return node.onError === 'continueErrorOutput' ? forErrorOutput(item, error) : item;
	};
}

/**
 * Marks the item so that n8n puts it on the error output. n8n puts items there that have an error, or whose JSON has
 * nothing but `error` and, in later versions, `details` (n8n-core 1.122 to 2.41, handleNodeErrorOutput). It copies
 * those, and afterwards replaces the JSON of every item that still has an error. So this error is one that n8n sees but
 * does not copy.
 */
const forErrorOutput = (item: INodeExecutionData, error: INodeExecutionData['error']) =>
	Object.defineProperty(item, 'error', { value: error, enumerable: false });

/** Fields that name a chat; groups, channels and people are chats, too. */
const CHATS = ['chatId', 'groupId', 'channelId', 'contactId'];

/** Where items were to go. Whatever cannot be read is left out, whatever else is wrong with the item or the node. */
function placesOf(
	context: IExecuteFunctions,
	inputs: readonly INodeExecutionData[],
): (itemIndex: number) => Place {
	const operation = unlessThrown(() =>
		operationNamed(
			asText(context.getNodeParameter('resource', 0), 'Resource'),
			asText(context.getNodeParameter('operation', 0), 'Operation'),
		),
	);
	if (operation === null) return () => NOWHERE;
	const parameters = parametersOf(context, inputs);
	return (itemIndex) => {
		const get = parameters(itemIndex);
		const incoming = { json: incomingFields(context, inputs, itemIndex) };
		const valueOf = (name: string): unknown =>
			unlessThrown(() => operation.fields[name]?.read(get, incoming));
		const session = valueOf('session');
		const chat = CHATS.map(valueOf).find(isChatId);
		return {
			session: typeof session === 'string' ? session : null,
			chatId: chat === undefined ? null : formatChatId(chat),
		};
	};
}

function unlessThrown<T>(read: () => T): T | null {
	try {
		return read();
	} catch {
		return null;
	}
}
