import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { choose } from '../client/choose';
import { openClient } from '../client/client';
import { connect, CREDENTIAL, gatewayNameIn } from '../client/connect';
import { toNodeError, withSummary } from '../client/errors';
import { lookAtFiles, prepareItem, runItem, type Job } from './item';
import { errorOf, failedItemsOf } from './failedItem';
import { itemsOf, failed, summary, type Outcome } from './outcome';
import { memoryOf } from './memory';
import { parametersOf } from './parameters';
import { runItems } from './schedule';
import { isToolCall } from './incoming';
import { asText } from '../operations/field';
import { isObject } from '../portable/json';
import { n8nAddressIn } from '../portable/webAddress';
import { readRequestOptions } from '../transport/options';

/** Runs the node's operation for every input item. Items come out in input order, each paired with its input. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	try {
		return await execute(context);
	} catch (error) {
		const shown = toNodeError(error, context.getNode());
		if (!isToolCall(context)) throw shown;
		return [{ json: { error: shown.message, hint: shown.description ?? null } }];
	}
}

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	let credential: ICredentialDataDecryptedObject = {};
	let job: Job;
	try {
		credential = await context.getCredentials(CREDENTIAL);
		job = prepareJob(context, credential);
	} catch (error) {
		return notStarted(context, gatewayNameIn(credential), error);
	}
	const outcomes = await runAll(job);
	for (const message of [...job.hints, ...job.channel.waits.hints()])
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	if (!context.continueOnFail()) refuseFailures(context, outcomes);
	return itemsOf(outcomes, failedItemsOf(context, job.gateway.name));
}

/** What is the same for every item is read once. */
function prepareJob(context: IExecuteFunctions, credential: ICredentialDataDecryptedObject): Job {
	const connected = connect(credential);
	const chosen = choose(
		connected.gateway,
		asText(context.getNodeParameter('resource', 0), 'Resource'),
		asText(context.getNodeParameter('operation', 0), 'Operation'),
	);
	const inputs = context.getInputData();
	const options = readRequestOptions(context.getNodeParameter('requestOptions', 0, {}));
	const client = openClient(context, connected, options, () => n8nAddress(context));
	return {
		...connected,
		...chosen,
		context,
		channel: client.channel,
		surroundings: client.surroundings,
		inputs,
		parameters: parametersOf(context, inputs),
		heads: new Map(),
		hints: new Set(),
	};
}

/** n8n tells an action node no address but that at which a waiting execution goes on. */
function n8nAddress(context: IExecuteFunctions): string | null {
	const execution: unknown = context.getWorkflowDataProxy(0).$execution;
	return isObject(execution) && typeof execution.resumeUrl === 'string'
		? n8nAddressIn(execution.resumeUrl)
		: null;
}

/**
 * Nothing was done for any item. Where the node goes on when one fails each of them says so: n8n would pass its input
 * on, as if all was well.
 */
function notStarted(
	context: IExecuteFunctions,
	gateway: string | null,
	error: unknown,
): INodeExecutionData[] {
	const outcome = failed(error, null, 'notDone');
	if (!context.continueOnFail()) throw errorOf(outcome, context.getNode());
	const failedItem = failedItemsOf(context, gateway);
	return context.getInputData().map((_, itemIndex) => failedItem(outcome, itemIndex));
}

/** What became of every item. Unless the node goes on when one fails, no further one is started then. */
async function runAll(job: Job): Promise<ReadonlyArray<Outcome | undefined>> {
	const { context, channel, inputs } = job;
	const goesOn = context.continueOnFail();
	const memory = memoryOf(context);
	const outcomes = inputs.map((_, itemIndex) => memory.recall(itemIndex));
	let hasFailed = outcomes.some((outcome) => outcome?.state === 'failed');
	const settle = (itemIndex: number, outcome: Outcome): void => {
		outcomes[itemIndex] = outcome;
		hasFailed ||= outcome.state === 'failed';
	};
	await runItems({
		count: inputs.length,
		options: channel.options,
		sends: channel.widths,
		signal: channel.signal,
		isStopped: () => (hasFailed && !goesOn) || channel.signal?.aborted === true,
		isSettled: (itemIndex) => outcomes[itemIndex] !== undefined,
		lookAhead: (itemIndex) => lookAtFiles(job, itemIndex),
		prepare: (itemIndex) => prepareItem(job, itemIndex),
		run: async (itemIndex, begun) => settle(itemIndex, await runItem(job, itemIndex, begun)),
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
