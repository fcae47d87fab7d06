import type { vocabulary } from '../operations';
import type { About, Operation, OutputFile } from '../operations/operation';
import type { ChatId } from '../portable/ids';
import type { Json } from '../portable/json';
import type { Needs, Running } from '../portable/needs';
import type { GatewayProblem } from '../portable/problem';
import type { Responded } from '../portable/response';
import type { Sent, TextSent } from '../portable/sent';
import type { SetupReport } from '../portable/shapes';
import type { Peer } from '../transport/channel';
import type { GatewayAnswer, GatewayRequest, Plan } from '../transport/request';
import type { CatalogueEntry } from './catalogue';
import type { Manners } from './manners';
import type { Surroundings } from './setup/survey';
import type { Webhooks } from './webhooks';

/** Options of an operation that this gateway does not have, each with what the person should know instead. */
type Lacks<I> = I extends { readonly options: infer O }
	? { readonly [K in keyof O]?: string }
	: never;

type OptionNeeds<I> = I extends { readonly options: infer O }
	? { readonly [K in keyof O]?: Needs }
	: never;

interface Builder<I, R> {
	/**
	 * Pure: typed input to a request, or to a plan of several.
	 * @throws Refusal when this gateway cannot do what the input asks
	 */
	build(input: I): GatewayRequest | Plan<R>;
	/** Options that are refused when set; the editor names the gateways that have them. */
	readonly lacks?: Lacks<I>;
	/** What the server has to be for it, where not every one that is supported can. */
	readonly needs?: Needs;
	/** The same of single options. */
	readonly optionNeeds?: OptionNeeds<I>;
}

/** An answer with a file beside it, such as a picture that was fetched because it was asked for. */
export class WithFile {
	constructor(
		readonly raw: Json,
		readonly file: OutputFile,
	) {}
}

/** How a dialect does an operation that answers JSON. For a list, `read` gets one entry at a time. */
export interface JsonHandler<I, T> extends Builder<I, Json | WithFile> {
	/** The portable answer out of the gateway's own. */
	read(raw: Json, input: I): T;
	/** Something a person should know about this answer although it is a success. */
	hint?(raw: Json, input: I): string | null;
}

/** How a dialect does an operation that answers a file. */
export interface FileHandler<I, A extends About = About> extends Builder<I, GatewayAnswer> {
	/** Several files become several items. */
	file(answer: GatewayAnswer, input: I): OutputFile<A> | ReadonlyArray<OutputFile<A>>;
}

/**
 * How a dialect does an operation about the set-up itself. Its plan finds everything out and tells it in the portable
 * shape; there is no answer of the gateway's own to show.
 */
export interface ReportHandler<I, T> {
	report(input: I, surroundings: Surroundings): Plan<T>;
	readonly lacks?: Lacks<I>;
}

/** An operation the gateway does not have, and what to use instead. */
export interface Missing {
	readonly missing: string;
}
export const missing = (instead: string): Missing => ({ missing: instead });

type HandlerOf<O> =
	O extends Operation<infer I, infer T>
		? [T] extends [OutputFile<infer A>]
			? FileHandler<I, A>
			: [T] extends [SetupReport]
				? ReportHandler<I, T>
				: [T] extends [Responded]
					? JsonHandler<I, Sent<TextSent>> // What is sent is the question; the answer comes to n8n.
					: JsonHandler<I, T>
		: never;

type ResourceDialect<O> = { readonly [K in keyof O]: HandlerOf<O[K]> | Missing };

/** A dialect is total: for every operation a handler or what to use instead, or that for the whole resource. */
export type Dialect = {
	readonly [R in keyof typeof vocabulary]:
		ResourceDialect<(typeof vocabulary)[R]['operations']> | Missing;
};

/** The part of a dialect for one resource, so that each has a file of its own. */
export type DialectOf<R extends keyof Dialect> = ResourceDialect<
	(typeof vocabulary)[R]['operations']
>;

/** Everything that the package knows of a gateway: its entry in the catalogue, what every request needs, its dialect. */
export interface Gateway extends CatalogueEntry, Peer {
	/**
	 * True for an answer to the probe that only this gateway gives: what was asked for, or an error in its own form. By it
	 * the test of the credential finds out who answers.
	 */
	isOwnAnswer(answer: GatewayAnswer): boolean;
	/**
	 * What is looked at beside the probe, where that does not tell whether this package speaks with the server: the problem of
	 * one with which it does not. Absent where the probe tells.
	 */
	readonly welcome?: {
		readonly request: GatewayRequest;
		problem(answer: GatewayAnswer): GatewayProblem | null;
	};
	readonly dialect: Dialect;
	/**
	 * Asks under which id WhatsApp has a phone number. Reads only, and once for each number.
	 * @throws Refusal when the number is not on WhatsApp
	 */
	lookUp(session: string, phone: string): Plan<ChatId>;
	/** How it behaves before a message as a person does. */
	readonly manners: Manners;
	/** Whether its lists may hold phone numbers that are nobody's, made of the digits of hidden ids. */
	readonly makesNumbersUp: boolean;
	/** How it reports what happens. */
	readonly webhooks: Webhooks;
	/** Asks the server what it is, after it refused something; absent where nothing depends on that. */
	running?(): Plan<Running>;
	/** The part of a successful answer that is meant, out of its envelope. */
	payload(answer: GatewayAnswer): Json;
}

/** The request that shows who answers at an address and whether it takes the key. */
export const probeOf = ({ testPath }: Pick<CatalogueEntry, 'testPath'>): GatewayRequest => ({
	method: 'GET',
	path: testPath,
	effect: 'read',
});
