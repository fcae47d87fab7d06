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
import { begin, beginPlan, isPlan, type Begun, type Plan, type Send } from '../transport/request';

/** What one input item becomes, before n8n's pairing. */
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
 * One item's way up to its first request: typed input, request or plan. Nothing is sent before `finish`, which goes on
 * with answer and portable shape.
 * @throws Refusal when the gateway cannot do what the input asks; from `finish` also GatewayProblem when it says no
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
			const { answer, input: used } = await finish(send);
			const raw = answer instanceof WithFile ? answer.raw : answer;
			const file = answer instanceof WithFile ? { file: answer.file } : {};
			return {
				outputs: shape(operation, handler, raw, used, simplify).map((output) => ({
					...output,
					...file,
				})),
				hint: handler.hint?.(raw, used) ?? null,
			};
		},
	};
}

/** An answer, and the input that it is the answer to. */
interface Answered {
	readonly answer: Json | WithFile;
	readonly input: Input;
}

/** The person to whom something goes, whose number is looked up first. */
interface Recipient {
	readonly session: string;
	/** Digits with country code. */
	readonly phone: string;
}

/** Null where no look-up is wanted, and for chats that are not known by a phone number. */
function toLookUp({ chatId, options, session }: Input): Recipient | null {
	const isWanted = isObject(options) && options.lookUpNumber === true;
	if (!isWanted || typeof session !== 'string' || !isObject(chatId)) return null;
	const { kind, user } = chatId;
	return kind === 'person' && typeof user === 'string' ? { session, phone: user } : null;
}

/** Takes the first step: towards the chat that is named, or towards the one that WhatsApp has for its number. */
function beginFor(
	gateway: Gateway,
	handler: JsonHandler<Input, object>,
	input: Input,
): Begun<Answered> {
	const answered = (answer: Json | WithFile): Answered => ({ answer, input });
	const { first, finish } = begin<Json | WithFile>(handler.build(input), (answer) =>
		gateway.payload(answer),
	);
	const to = toLookUp(input);
	// What the gateway cannot do is refused by now, before it is asked for the number.
	if (to !== null) return beginPlan(lookedUp(gateway, handler, input, to));
	return { first, finish: async (send) => answered(await finish(send)) };
}

function* lookedUp(
	gateway: Gateway,
	handler: JsonHandler<Input, object>,
	input: Input,
	to: Recipient,
): Plan<Answered> {
	const found = { ...input, chatId: yield* gateway.lookUp(to.session, to.phone) };
	const built = handler.build(found);
	const answer = isPlan(built) ? yield* built : gateway.payload(yield built);
	return { answer, input: found };
}

/** All of one item's way, for who needs no order among many. */
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

/** The size of a file that is still on its way is filled in when n8n has stored it. */
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

/** Members of an item that n8n would take for a failed one when there are no others. */
const FAILED = ['error', 'message', 'details'];

/** The gateway's own answer as an item; wrapped when it is no object, or when n8n would take it for a failure. */
function rawItem(raw: Json): IDataObject {
	const looksFailed =
		isObject(raw) &&
		raw.error !== undefined &&
		Object.keys(raw).every((key) => FAILED.includes(key));
	return isObject(raw) && !looksFailed ? { ...raw } : { answer: raw };
}

/** An option that this gateway does not have is refused, never dropped. */
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
