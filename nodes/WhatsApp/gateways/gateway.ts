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

/** Options of an operation that this gateway lacks, each with advice for the user. */
type Lacks<I> = I extends { readonly options: infer O }
	? { readonly [K in keyof O]?: string }
	: never;

type OptionNeeds<I> = I extends { readonly options: infer O }
	? { readonly [K in keyof O]?: Needs }
	: never;

interface Builder<I, R> {
	/**
	 * Pure: turns typed input into a request, or into a plan of several requests.
	 * @throws Refusal when this gateway cannot do what the input asks
	 */
	build(input: I): GatewayRequest | Plan<R>;
	/** Options that are refused when set; the editor names the gateways that have them. */
	readonly lacks?: Lacks<I>;
	/** What the server must be, if not every supported server can do it. */
	readonly needs?: Needs;
	/** The same for single options. */
	readonly optionNeeds?: OptionNeeds<I>;
}

/** An answer together with a file, such as a picture that the user asked to download. */
export class WithFile {
	constructor(
		readonly raw: Json,
		readonly file: OutputFile,
	) {}
}

/** How a dialect performs an operation that returns JSON. For a list, `read` gets one entry at a time. */
export interface JsonHandler<I, T> extends Builder<I, Json | WithFile> {
	/** Turns the gateway's own answer into the portable one. */
	read(raw: Json, input: I): T;
	/** Something the user should know about this answer although it is a success. */
	hint?(raw: Json, input: I): string | null;
}

/** How a dialect performs an operation that returns a file. */
export interface FileHandler<I, A extends About = About> extends Builder<I, GatewayAnswer> {
	/** Several files become several items. */
	file(answer: GatewayAnswer, input: I): OutputFile<A> | ReadonlyArray<OutputFile<A>>;
}

/**
 * How a dialect performs an operation about the setup itself. Its plan finds everything out and returns it in the
 * portable shape, so there is no answer of the gateway itself to show.
 */
export interface ReportHandler<I, T> {
	report(input: I, surroundings: Surroundings): Plan<T>;
	readonly lacks?: Lacks<I>;
}

/** An operation that the gateway lacks, and what to use instead. */
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
					? JsonHandler<I, Sent<TextSent>> // It sends the question; the reply goes to n8n.
					: JsonHandler<I, T>
		: never;

type ResourceDialect<O> = { readonly [K in keyof O]: HandlerOf<O[K]> | Missing };

/**
 * A dialect is total: for every operation it has a handler or says what to use instead, or says that for the whole
 * resource.
 */
export type Dialect = {
	readonly [R in keyof typeof vocabulary]:
		ResourceDialect<(typeof vocabulary)[R]['operations']> | Missing;
};

/** The part of a dialect for one resource, so that each has a file of its own. */
export type DialectOf<R extends keyof Dialect> = ResourceDialect<
	(typeof vocabulary)[R]['operations']
>;

/**
 * Everything that the package knows about a gateway: its entry in the catalogue, what every request needs, its dialect.
 */
export interface Gateway extends CatalogueEntry, Peer {
	/**
	 * Whether only this gateway gives this answer to the probe: the requested data, or an error in its own form. The test
	 * of the credential uses it to find out who answers.
	 */
	isOwnAnswer(answer: GatewayAnswer): boolean;
	/**
	 * Checked besides the probe if the probe does not tell whether this package supports the server: the problem of one
	 * that it does not support. Absent if the probe tells.
	 */
	readonly welcome?: {
		readonly request: GatewayRequest;
		problem(answer: GatewayAnswer): GatewayProblem | null;
	};
	readonly dialect: Dialect;
	/**
	 * Asks for the id under which WhatsApp has a phone number. Only reads, once per number.
	 * @throws Refusal when the number is not on WhatsApp
	 */
	lookUp(session: string, phone: string): Plan<ChatId>;
	/** How it does what a person does before sending a message. */
	readonly manners: Manners;
	/** Whether its lists may contain made-up phone numbers, taken from the digits of hidden ids. */
	readonly makesNumbersUp: boolean;
	/** How it reports events. */
	readonly webhooks: Webhooks;
	/** Asks the server for its version and engine after it refused something; absent if nothing depends on that. */
	running?(): Plan<Running>;
	/** Takes the content of a successful answer out of its envelope. */
	payload(answer: GatewayAnswer): Json;
}

/** The request that shows who answers at an address and whether it accepts the key. */
export const probeOf = ({ testPath }: Pick<CatalogueEntry, 'testPath'>): GatewayRequest => ({
	method: 'GET',
	path: testPath,
	effect: 'read',
});
