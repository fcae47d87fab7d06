import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { operationNamed } from '../client/findOperation';
import { toNodeError } from '../client/errors';
import { asText } from '../operations/field';
import { formatChatId, isChatId } from '../portable/ids';
import { messageIdsOf } from '../portable/problem';
import { incomingFields } from './incoming';
import { OUTCOMES, type Failed } from './outcome';
import { parametersOf } from './parameters';

/** Where something was to happen, as far as the item could be read. */
interface Place {
	readonly session: string | null;
	/** The chat, group, channel or person, in portable form. */
	readonly chatId: string | null;
}

const NOWHERE: Place = { session: null, chatId: null };

/** What is told of a failed item under `details`. */
export type FailureDetails = Place & {
	readonly outcome: (typeof OUTCOMES)[keyof typeof OUTCOMES];
	/** As people write it; null where the credential names none. */
	readonly gateway: string | null;
	/** What to do. */
	readonly hint: string | null;
	/** The messages of an item that was sent in part. */
	readonly messageIds?: readonly string[];
};

/** The error n8n shows of a failed item, with what became of it. */
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
 * Makes what comes out for the items that failed where the node goes on: the input with its files, what happened under
 * `error`, and under `details` what became of it.
 * @param gateway as people write it; null where the credential names none
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
 * The same item, so that n8n puts it on the error output. There n8n takes items that have an error, or whose JSON holds
 * nothing but `error` and, since later versions, `details` (n8n-core 1.122 to 2.41, handleNodeErrorOutput); those it
 * copies, and afterwards it replaces the JSON of every item that still has an error. So the error is one that n8n sees
 * and does not copy.
 */
const forErrorOutput = (item: INodeExecutionData, error: INodeExecutionData['error']) =>
	Object.defineProperty(item, 'error', { value: error, enumerable: false });

/** Fields that name where something happens; groups, channels and people are chats, too. */
const CHATS = ['chatId', 'groupId', 'channelId', 'contactId'];

/** Where items were to go. What cannot be read is left out, whatever else is wrong with the item or the node. */
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
