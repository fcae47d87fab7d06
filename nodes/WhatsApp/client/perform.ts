import type { IDataObject } from 'n8n-workflow';
import {
	WithFile,
	type FileHandler,
	type Gateway,
	type JsonHandler,
	type ReportHandler,
} from '../gateways/gateway';
import type { Surroundings } from '../gateways/setup/survey';
import type { AnyOperation, OutputFile } from '../operations/operation';
import { isObject, type Json } from '../portable/json';
import { inOrder } from '../portable/order';
import { Refusal } from '../portable/refusal';
import { withoutSecrets } from '../portable/secrets';
import { begin, beginPlan, type Begun, type Plan, type Send } from '../transport/request';
import {
	answerTo,
	apart,
	messagesOf,
	paced,
	pacingOf,
	rawOf,
	type Answered,
	type Parts,
} from './paced';

/** What one input item becomes, before n8n pairs it. */
export interface Output {
	readonly json: IDataObject;
	readonly file?: OutputFile;
}
export interface Performed {
	readonly outputs: readonly Output[];
	readonly hint: string | null;
}

export type Input = Readonly<Record<string, unknown>>;
export type AnyHandler =
	JsonHandler<Input, object> | FileHandler<Input> | ReportHandler<Input, object>;

/**
 * Takes one item up to its first request: typed input, then request or plan. Nothing is sent before `finish`, which
 * continues with the answer and its portable shape.
 * @throws Refusal when the gateway cannot do what the input asks; from `finish` also GatewayProblem when the gateway
 * says no
 */
export function prepare(
	gateway: Gateway,
	operation: AnyOperation,
	handler: AnyHandler,
	input: Input,
	simplify: boolean,
	surroundings: Surroundings,
): Begun<Performed> {
	refuseLacking(gateway, operation, handler, input);
	if ('report' in handler) {
		const { first, finish } = beginPlan(handler.report(input, surroundings));
		return {
			first,
			finish: async (send) => ({ outputs: [{ json: { ...(await finish(send)) } }], hint: null }),
		};
	}
	if ('file' in handler) {
		const { first, finish } = begin(handler.build(input), (answer) => answer);
		return {
			first,
			finish: async (send) => ({
				outputs: [handler.file(await finish(send), input)].flat().map(fileItem),
				hint: null,
			}),
		};
	}
	const { first, finish } = beginFor(gateway, handler, input);
	return {
		first,
		finish: async (send) => {
			const { answer, input: used, parts } = await finish(send);
			const raw = rawOf(answer);
			const file = answer instanceof WithFile ? { file: answer.file } : {};
			const outputs =
				parts === undefined
					? shape(operation, handler, raw, used, simplify)
					: [inParts(handler, raw, used, simplify, parts)];
			return {
				outputs: outputs.map((output) => ({ ...output, ...file })),
				hint: handler.hint?.(raw, used) ?? null,
			};
		},
	};
}

/** A recipient whose number is looked up first. */
interface Numbered {
	readonly session: string;
	/** Digits with the country code. */
	readonly phone: string;
}

/** Null where no look-up is wanted, and for chats that have no phone number. */
function toLookUp({ chatId, options, session }: Input): Numbered | null {
	const isWanted = isObject(options) && options.lookUpNumber === true;
	if (!isWanted || typeof session !== 'string' || !isObject(chatId)) return null;
	const { kind, user } = chatId;
	return kind === 'person' && typeof user === 'string' ? { session, phone: user } : null;
}

/**
 * Takes the first step: to the named chat, or to the one that WhatsApp has for its number; with the send itself, or
 * with what a person does before it.
 */
function beginFor(
	gateway: Gateway,
	handler: JsonHandler<Input, object>,
	input: Input,
): Begun<Answered> {
	const started = (message: Input): Begun<Json | WithFile> =>
		begin<Json | WithFile>(handler.build(message), (answer) => gateway.payload(answer));
	const { first, finish } = started(input);
	const to = toLookUp(input);
	const pacing = pacingOf(input);
	if (to === null && pacing === null)
		return { first, finish: async (send) => ({ answer: await finish(send), input }) };
	// What the gateway cannot do is refused here, before anything is sent to it.
	if (pacing !== null) messagesOf(gateway, input, pacing).forEach(started);
	const begun = beginPlan(inSteps(gateway, handler, input, to));
	return { ...begun, first: apart(begun.first, pacing) };
}

function* inSteps(
	gateway: Gateway,
	handler: JsonHandler<Input, object>,
	input: Input,
	to: Numbered | null,
): Plan<Answered> {
	const found =
		to === null ? input : { ...input, chatId: yield* gateway.lookUp(to.session, to.phone) };
	const pacing = pacingOf(found);
	if (pacing !== null) return yield* paced(gateway, handler, found, pacing);
	return { answer: yield* answerTo(gateway, handler.build(found)), input: found };
}

/** Takes one item all the way, for callers that need no order among several. */
export const perform = async (
	gateway: Gateway,
	operation: AnyOperation,
	handler: AnyHandler,
	input: Input,
	simplify: boolean,
	send: Send,
	surroundings: Surroundings,
): Promise<Performed> =>
	await prepare(gateway, operation, handler, input, simplify, surroundings).finish(send);

/** n8n fills in the size of a file that is still arriving once it has stored it. */
const fileItem = (file: OutputFile): Output => ({
	json: inOrder({
		...file.about,
		fileName: file.fileName,
		mimeType: file.mimeType,
		sizeBytes: Buffer.isBuffer(file.data) ? file.data.length : null,
	}),
	file,
});

function shape(
	operation: AnyOperation,
	handler: JsonHandler<Input, object>,
	raw: Json,
	input: Input,
	simplify: boolean,
): Output[] {
	const output = (entry: Json): Output => ({
		json:
			simplify || !operation.returns.simplify
				? inOrder({ ...handler.read(entry, input) })
				: rawItem(withoutSecrets(entry)),
	});
	if (operation.returns.kind === 'many') return Array.isArray(raw) ? raw.map(output) : [];
	const { json } = output(raw);
	return [
		{ json: operation.returns.kind === 'command' ? inOrder({ success: true, ...json }) : json },
	];
}

/** A text sent in parts becomes one item, with the ids of all its messages. */
function inParts(
	handler: JsonHandler<Input, object>,
	raw: Json,
	input: Input,
	simplify: boolean,
	{ answers, messageIds }: Parts,
): Output {
	const json = simplify
		? inOrder({ ...handler.read(raw, input), messageIds })
		: rawItem(withoutSecrets(answers));
	return { json };
}

/** n8n takes an item with no members but these for a failed one. */
const FAILED = ['error', 'message', 'details'];

/** The gateway's own answer as an item; wrapped if it is not an object, or if n8n would take it for a failure. */
function rawItem(raw: Json): IDataObject {
	const looksFailed =
		isObject(raw) &&
		raw.error !== undefined &&
		Object.keys(raw).every((key) => FAILED.includes(key));
	return isObject(raw) && !looksFailed ? { ...raw } : { answer: raw };
}

/** Refuses an option that this gateway lacks, instead of dropping it. */
function refuseLacking(
	gateway: Gateway,
	operation: AnyOperation,
	handler: AnyHandler,
	input: Input,
): void {
	const lacks: Readonly<Record<string, string | undefined>> = handler.lacks ?? {};
	for (const [key, instead] of Object.entries(lacks)) {
		if (isObject(input.options) && input.options[key] !== undefined) {
			throw new Refusal(
				`${gateway.name} does not have the option ${optionName(operation, key)}`,
				`Remove the option. ${instead ?? ''}`.trim(),
			);
		}
	}
}

const optionName = (operation: AnyOperation, key: string): string =>
	`"${operation.fields.options?.optional?.[key]?.properties[0]?.displayName ?? key}"`;
