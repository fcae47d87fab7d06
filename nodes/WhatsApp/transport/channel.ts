import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { LoadFile } from './body';
import type { Aside } from './lanes';
import type { RequestOptions } from './options';
import { Pace, type Limit, type Pause } from './pace';
import type { GatewayProblem } from '../portable/problem';
import type { GatewayAnswer } from './request';
import { SharedAnswers } from './shared';
import { Reach, Waits, type Random } from './waits';
import { Widths, type SendRange } from './width';

/** Where n8n lets a node make requests from: an execution, a list in the editor, a trigger's set-up, loop or webhook. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** What the transport must know about the gateway: how to read its answers, and its pace. */
export interface Peer {
	/** The name as people write it. */
	readonly name: string;
	/** Its address in Docker, with the port of a fresh installation. */
	readonly exampleUrl: string;
	/**
	 * The problem that an answer reports, and what became of the request (`fate`): only this decides, not the status. A
	 * problem without a fate counts as unknown. Null for a success.
	 */
	problem(answer: GatewayAnswer): GatewayProblem | null;
	/** Whether an answer says that the session cannot work yet, so nothing was done. */
	notReady(answer: GatewayAnswer): boolean;
	/** How long the gateway asks us to wait; null if the answer does not ask for it. */
	pause(answer: GatewayAnswer): Pause | null;
	/** The rate limits that an answer reports. */
	limits(answer: GatewayAnswer): readonly Limit[];
	/** How many simultaneous sends of one session suit the gateway. */
	readonly sendsPerSession: SendRange;
}

/** Where the gateway of a credential is, and which one it is. */
export interface Connection {
	/** Name of the credential type that holds the key. */
	readonly credentialType: string;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly peer: Peer;
}

/** What all requests of an execution share. Only `load` and `aside` belong to one item. */
export interface GatewayChannel {
	readonly context: RequestContext;
	readonly connection: Connection;
	readonly credential: ICredentialDataDecryptedObject;
	readonly options: RequestOptions;
	/** The constant part of every request to n8n's helper. */
	readonly http: Omit<IHttpRequestOptions, 'url'>;
	readonly load: LoadFile;
	/** Waits without occupying a slot that others could use. */
	readonly aside: Aside;
	readonly random: Random;
	readonly pace: Pace;
	readonly reach: Reach;
	readonly shared: SharedAnswers;
	readonly waits: Waits;
	readonly widths: Widths;
	/** Ends everything when the execution is cancelled. */
	readonly signal: AbortSignal | undefined;
}

type Opening = Pick<GatewayChannel, 'context' | 'connection' | 'credential' | 'options'>;

/** A channel for one execution, or for one list or webhook call. Only items can have files to load. */
export function openChannel({ context, connection, credential, options }: Opening): GatewayChannel {
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const waits = new Waits(signal);
	return {
		context,
		connection,
		credential,
		options,
		http: {
			// As a stream, so that this code reads every answer, bounded in size and whatever its content type claims.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: options.timeoutMs,
			skipSslCertificateValidation: options.ignoreSslIssues,
			...(options.proxy === null ? {} : { proxy: options.proxy }),
		},
		load: async () => await Promise.reject(new Error('There is no item here, and no file')),
		aside: async (wait) => await wait(),
		random: Math.random,
		pace: new Pace(waits),
		reach: new Reach(),
		shared: new SharedAnswers(),
		waits,
		widths: new Widths(rangeOf(connection, options)),
		signal,
	};
}

/** A number that the user sets is used as it is. */
const rangeOf = ({ peer }: Connection, { concurrency }: RequestOptions): SendRange =>
	concurrency === null ? peer.sendsPerSession : { first: concurrency, most: concurrency };
