import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { choose, type Chosen } from './choose';
import { connect, CREDENTIAL, type Connected } from './connect';
import { toNodeError } from './errors';
import { asText, type Get, type ItemFiles } from './operations/field';
import { outputField, simplify } from './operations/fields';
import type { AnyOperation } from './operations/operation';
import { perform, type Input, type Output } from './perform';
import { readRequestOptions, type RequestOptions } from './transport/options';
import { send, type Channel } from './transport/send';

/** What is the same for every item of an execution. */
interface Job extends Connected, Chosen {
	readonly options: RequestOptions;
}

/** Runs the node's operation for every input item. Items come out in input order, each paired with its input. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const job = await prepare(context);
	const hints = new Set<string>();
	const items: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			for (const item of await executeItem(context, job, itemIndex, hints)) items.push(item);
		} catch (error) {
			const nodeError = toNodeError(error, context.getNode(), itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			items.push({
				json: { error: nodeError.message },
				error: nodeError,
				pairedItem: { item: itemIndex },
			});
		}
	}
	for (const message of hints)
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	return items;
}

async function prepare(context: IExecuteFunctions): Promise<Job> {
	try {
		const connected = connect(await context.getCredentials(CREDENTIAL));
		const chosen = choose(
			connected.gateway,
			asText(context.getNodeParameter('resource', 0), 'Resource'),
			asText(context.getNodeParameter('operation', 0), 'Operation'),
		);
		return {
			...connected,
			...chosen,
			options: readRequestOptions(context.getNodeParameter('requestOptions', 0, {})),
		};
	} catch (error) {
		throw toNodeError(error, context.getNode());
	}
}

async function executeItem(
	context: IExecuteFunctions,
	job: Job,
	itemIndex: number,
	hints: Set<string>,
): Promise<INodeExecutionData[]> {
	const get = parameters(context, itemIndex);
	const files = itemFiles(context, itemIndex);
	const channel: Channel = {
		context,
		connection: job.connection,
		options: job.options,
		load: async (field) => await context.helpers.getBinaryDataBuffer(itemIndex, field),
	};
	const { outputs, hint } = await perform(
		job.gateway,
		job.operation,
		job.handler,
		readInput(job.operation, get, files),
		simplify.read(get, files),
		async (request) => await send(channel, request),
	);
	if (hint !== null) hints.add(hint);
	return await Promise.all(
		outputs.map(async (output) => await toItem(context, output, get, itemIndex)),
	);
}

/** A parameter that is hidden for this operation reads as undefined; n8n throws for it unless a fallback is given. */
const parameters =
	(context: IExecuteFunctions, itemIndex: number): Get =>
	(name) =>
		context.getNodeParameter(name, itemIndex, null) ?? undefined;

/** What n8n knows of the item's binary fields without reading them. */
const itemFiles = (context: IExecuteFunctions, itemIndex: number): ItemFiles =>
	Object.fromEntries(
		Object.entries(context.getInputData()[itemIndex]?.binary ?? {}).map(([field, binary]) => [
			field,
			{
				fileName: binary.fileName ?? null,
				mimeType: binary.mimeType,
				sizeBytes: binary.bytes ?? null,
			},
		]),
	);

const readInput = (operation: AnyOperation, get: Get, files: ItemFiles): Input =>
	Object.fromEntries(
		Object.entries(operation.fields).map(([name, field]) => [name, field.read(get, files)]),
	);

async function toItem(
	context: IExecuteFunctions,
	output: Output,
	get: Get,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const item: INodeExecutionData = { json: output.json, pairedItem: { item: itemIndex } };
	if (output.file === undefined) return item;
	const { data, fileName, mimeType } = output.file;
	return {
		...item,
		binary: {
			[outputField.read(get, {})]: await context.helpers.prepareBinaryData(
				data,
				fileName,
				mimeType,
			),
		},
	};
}
