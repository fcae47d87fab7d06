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

/** The gateway at the other end, as far as the transport must know it: how to read its answers, and its pace. */
export interface Peer {
	/** As people write it. */
	readonly name: string;
	/** Its address in Docker, with the port of a fresh installation. */
	readonly exampleUrl: string;
	/**
	 * What an answer says went wrong, and what became of the thing then (`fate`): no other place judges that by the status.
	 * A problem without a fate counts as one of which nobody knows. Null for a success.
	 */
	problem(answer: GatewayAnswer): GatewayProblem | null;
	/** True for an answer that says the session cannot work yet; nothing was done. */
	notReady(answer: GatewayAnswer): boolean;
	/** How long the gateway wants to be left alone; null for an answer that does not ask for it. */
	pause(answer: GatewayAnswer): Pause | null;
	/** What an answer tells of the requests that are left. */
	limits(answer: GatewayAnswer): readonly Limit[];
	/** Sends of one session at the same time that suit the gateway. */
	readonly sendsPerSession: SendRange;
}

/** Where the gateway of a credential is, and which one it is. */
export interface Connection {
	/** Name of the credential type that holds the key. */
	readonly credentialType: string;
	/** Without trailing slash. */
	readonly baseUrl: string;
	readonly peer: Peer;
}

/** What is the same for all requests of an execution. Only `load` and `aside` are the item's own. */
export interface GatewayChannel {
	readonly context: RequestContext;
	readonly connection: Connection;
	readonly credential: ICredentialDataDecryptedObject;
	readonly options: RequestOptions;
	/** The part of a request of n8n's helper that never changes. */
	readonly http: Omit<IHttpRequestOptions, 'url'>;
	readonly load: LoadFile;
	/** Waits without keeping a place from others. */
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

/** A channel for one execution, or for one list or webhook call. Files are loaded only where items have some. */
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
			// As they come, so that every answer is read here: in its size, and whatever its content type claims.
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

/** A number that a person gave is kept to. */
const rangeOf = ({ peer }: Connection, { concurrency }: RequestOptions): SendRange =>
	concurrency === null ? peer.sendsPerSession : { first: concurrency, most: concurrency };
