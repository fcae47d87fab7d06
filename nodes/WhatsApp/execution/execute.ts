import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { findOperation } from '../client/findOperation';
import { openClient } from '../client/client';
import { readCredential, CREDENTIAL, gatewayNameIn } from '../client/readCredential';
import { toNodeError, withSummary } from '../client/errors';
import { asText } from '../operations/field';
import { isObject } from '../portable/json';
import { n8nAddressIn } from '../portable/webAddress';
import { readRequestOptions } from '../transport/options';
import { restoreAgentItem } from './agentItem';
import { askFor, type Asking } from './approval/ask';
import { errorOf, failedItemsOf } from './failedItem';
import { lookAtFiles, prepareItem, runItem, type Job } from './item';
import { memoryOf } from './memory';
import { modelError, modelItem } from './modelAnswer';
import { failed, itemsOf, summary, type Outcome } from './outcome';
import { parametersOf } from './parameters';
import { runItems } from './schedule';
import { isTool, isToolCall } from './toolCall';

/**
 * Runs the node's operation for every input item. Items come out in input order, each paired with its input. For a tool
 * of an agent they are made for a model to read, and a failure is reported in them instead of ending the agent.
 */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	try {
		restoreAgentItem(context);
		const items = await execute(context);
		return isTool(context) ? items.map(modelItem) : items;
	} catch (error) {
		const shown = toNodeError(error, context.getNode());
		if (!isTool(context)) throw shown;
		const { description, message } = shown;
		if (!isRetried(context)) return [modelError(message, description ?? null)];
		// The model gets only the message of an error thrown here.
		shown.message = [message, description ?? ''].filter((text) => text !== '').join('. ');
		throw shown;
	}
}

/** Whether n8n runs the node again when it throws. Tools of agents before version 3 would forget what was sent. */
const isRetried = (context: IExecuteFunctions): boolean =>
	context.getNode().retryOnFail === true && !isToolCall(context);

/** Whether the node continues when an item fails. A model is told of the failure in any case. */
const goesOn = (context: IExecuteFunctions): boolean =>
	context.continueOnFail() && !isTool(context);

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	let credential: ICredentialDataDecryptedObject = {};
	let job: AskingJob;
	try {
		credential = await context.getCredentials(CREDENTIAL);
		job = prepareJob(context, credential);
	} catch (error) {
		return notStarted(context, gatewayNameIn(credential), error);
	}
	const outcomes = await runAll(job);
	for (const message of [...job.hints, ...job.channel.waits.hints()])
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	if (!goesOn(context)) refuseFailures(context, outcomes);
	const failedItem = failedItemsOf(context, job.gateway.name);
	return job.asking === null
		? itemsOf(outcomes, failedItem)
		: await waitFor(job.asking, outcomes[0], context, failedItem);
}

/** Makes n8n wait if the question was sent. Until there is an answer the output is the input, as in n8n's own nodes. */
async function waitFor(
	asking: Asking,
	outcome: Outcome | undefined,
	context: IExecuteFunctions,
	failedItem: ReturnType<typeof failedItemsOf>,
): Promise<INodeExecutionData[]> {
	const inputs = context.getInputData();
	if (outcome === undefined) return [];
	if (outcome.state === 'failed')
		return inputs.map((_, itemIndex) => failedItem(outcome, itemIndex));
	await asking.wait();
	return inputs;
}

interface AskingJob extends Job {
	/** The question, if the operation asks one; it is asked once for all items. */
	readonly asking: Asking | null;
}

/** Reads once what is the same for every item. */
function prepareJob(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
): AskingJob {
	const connected = readCredential(credential);
	const chosen = findOperation(
		connected.gateway,
		asText(context.getNodeParameter('resource', 0), 'Resource'),
		asText(context.getNodeParameter('operation', 0), 'Operation'),
	);
	const all = context.getInputData();
	const parameters = parametersOf(context, all);
	const asking = chosen.operation.asks === true ? askFor(context, all, parameters) : null;
	const options = readRequestOptions(context.getNodeParameter('requestOptions', 0, {}));
	const client = openClient(context, connected, options, () => n8nAddress(context));
	return {
		...connected,
		...chosen,
		context,
		channel: client.channel,
		surroundings: client.surroundings,
		inputs: asking === null ? all : all.slice(0, 1),
		parameters,
		heads: new Map(),
		hints: new Set(),
		complete: asking === null ? (input) => input : asking.complete,
		asking,
	};
}

/** The only address that n8n tells an action node is the one at which a waiting execution continues. */
function n8nAddress(context: IExecuteFunctions): string | null {
	const execution: unknown = context.getWorkflowDataProxy(0).$execution;
	return isObject(execution) && typeof execution.resumeUrl === 'string'
		? n8nAddressIn(execution.resumeUrl)
		: null;
}

/**
 * For when nothing was done for any item. If the node continues on failures, every item says so, because n8n would pass
 * on the input as if all was well.
 */
function notStarted(
	context: IExecuteFunctions,
	gateway: string | null,
	error: unknown,
): INodeExecutionData[] {
	const outcome = failed(error, null, 'notDone');
	if (!goesOn(context)) throw errorOf(outcome, context.getNode());
	const failedItem = failedItemsOf(context, gateway);
	return context.getInputData().map((_, itemIndex) => failedItem(outcome, itemIndex));
}

/** What became of every item. Unless the node continues on failures, no item is started after one failed. */
async function runAll(job: Job): Promise<ReadonlyArray<Outcome | undefined>> {
	const { context, channel, inputs } = job;
	const continues = goesOn(context);
	const memory = memoryOf(context);
	const outcomes = inputs.map((_, itemIndex) => memory.recall(itemIndex));
	const stop = new AbortController();
	const heed = (outcome: Outcome | undefined): void => {
		if (outcome?.state === 'failed' && !continues) stop.abort();
	};
	outcomes.forEach(heed);
	const settle = (itemIndex: number, outcome: Outcome): void => {
		outcomes[itemIndex] = outcome;
		heed(outcome);
	};
	await runItems({
		count: inputs.length,
		options: channel.options,
		sends: channel.widths,
		stop:
			channel.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, channel.signal]),
		random: channel.random,
		isSettled: (itemIndex) => outcomes[itemIndex] !== undefined,
		lookAhead: (itemIndex) => lookAtFiles(job, itemIndex),
		prepare: (itemIndex) => prepareItem(job, itemIndex),
		run: async (itemIndex, begun, aside) =>
			settle(itemIndex, await runItem(job, itemIndex, begun, aside)),
		fail: (itemIndex, error) => settle(itemIndex, failed(error, null, 'notDone')),
	});
	memory.keep(outcomes);
	return outcomes;
}

/** The node fails with its first failed item, and says what became of the others. */
function refuseFailures(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome | undefined>,
): void {
	for (const [itemIndex, outcome] of outcomes.entries()) {
		if (outcome?.state !== 'failed') continue;
		throw withSummary(errorOf(outcome, context.getNode(), itemIndex), summary(outcomes));
	}
}
