import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { FoundOperation } from '../client/findOperation';
import type { GatewayCredential } from '../client/readCredential';
import type { Surroundings } from '../gateways/setup/survey';
import type { Get, InputItem } from '../operations/field';
import { outputField, simplify } from '../operations/fields';
import type { AnyOperation } from '../operations/operation';
import { prepare, type Input, type Output, type Performed } from '../client/perform';
import { isLost, toError, type Fate } from '../portable/problem';
import type { GatewayChannel } from '../transport/channel';
import { laneOf, type Aside } from '../transport/lanes';
import { isOnce, type Begun } from '../transport/request';
import { send } from '../transport/send';
import { filesOf, headsOf, loaderOf, store, type Heads, type ItemPlace } from './files';
import { incomingFields } from './incoming';
import { failed, type Outcome } from './outcome';
import { explained } from './unsupported';

/** What all items of an execution share. */
export interface Job extends GatewayCredential, FoundOperation {
	readonly context: IExecuteFunctions;
	readonly channel: GatewayChannel;
	readonly surroundings: Surroundings;
	readonly inputs: readonly INodeExecutionData[];
	readonly parameters: (itemIndex: number) => Get;
	/** The first bytes of files whose type nothing else reveals, by item. */
	readonly heads: Map<number, Heads>;
	/** What the user should know even though it went well. */
	readonly hints: Set<string>;
	/** What the node adds to an item's input. It may refuse the item. */
	readonly complete: (input: Input) => Input;
}

/** Reads the beginning of an item's files if that is needed before the item is read; null if not. */
export function lookAtFiles(job: Job, itemIndex: number): Promise<void> | null {
	const looking = headsOf(placeOf(job, itemIndex));
	return looking?.then((heads) => void job.heads.set(itemIndex, heads)) ?? null;
}

/**
 * Reads one item and builds its first request. Nothing is sent.
 * @throws Refusal
 */
export function prepareItem(job: Job, itemIndex: number): Begun<Performed> {
	const get = job.parameters(itemIndex);
	const item = {
		json: incomingFields(job.context, job.inputs, itemIndex),
		...filesOf(placeOf(job, itemIndex), job.heads.get(itemIndex)),
	};
	job.heads.delete(itemIndex);
	const input = job.complete(readInput(job.operation, get, item));
	const begun = prepare(
		job.gateway,
		job.operation,
		job.handler,
		input,
		simplify.read(get, item),
		job.surroundings,
	);
	return explained(begun, job, input);
}

const placeOf = ({ context: { helpers }, inputs }: Job, itemIndex: number): ItemPlace => ({
	helpers,
	item: inputs[itemIndex] ?? { json: {} },
	itemIndex,
});

const readInput = ({ fields }: AnyOperation, get: Get, item: InputItem): Input =>
	Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read(get, item)]));

/** Runs one item to its end. It never throws. */
export async function runItem(
	job: Job,
	itemIndex: number,
	begun: Begun<Performed>,
	aside: Aside,
): Promise<Outcome> {
	const channel = { ...job.channel, load: loaderOf(placeOf(job, itemIndex)), aside };
	const lane = laneOf(begun.first);
	let before: Fate = 'notDone';
	try {
		const { outputs, hint } = await begun.finish(async (request) => {
			try {
				const answer = await send(channel, request);
				if (isOnce(request) && answer.status < 300 && before === 'notDone') before = 'failed';
				return answer;
			} catch (error) {
				// The plan may continue, and find out that it was done.
				if (isLost(error)) before = 'unknown';
				throw toError(error);
			}
		});
		if (hint !== null) job.hints.add(hint);
		const items = outputs.map(async (output) => await toItem(job, output, itemIndex));
		return { state: 'done', items: await Promise.all(items), changed: before !== 'notDone', lane };
	} catch (error) {
		return failed(error, lane, before);
	}
}

async function toItem(
	{ context, parameters }: Job,
	{ file, json }: Output,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const pairedItem = { item: itemIndex };
	if (file === undefined) return { json, pairedItem };
	const stored = await store(context, file);
	const isOnTheWay = 'sizeBytes' in json && json.sizeBytes === null;
	return {
		json: isOnTheWay ? { ...json, sizeBytes: stored.sizeBytes } : json,
		pairedItem,
		binary: { [outputField.read(parameters(itemIndex), {})]: stored.binary },
	};
}
