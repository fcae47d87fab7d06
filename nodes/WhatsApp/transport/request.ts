import type { IHttpRequestMethods } from 'n8n-workflow';
import type { Json, JsonObject } from '../portable/json';
import type { FileContent, FileStream } from '../portable/media';
import { GatewayProblem, toError } from '../portable/problem';
import type { Fault } from './fault';

export type QueryValue = string | number | boolean;

/** A time of random length, both ends included, in milliseconds. */
export interface MsRange {
	readonly from: number;
	readonly to: number;
}

/** What must stay in order: the requests for one chat of one session. */
export interface Lane {
	readonly session: string;
	/** In portable form; empty for what concerns the whole session. */
	readonly chat: string;
}

/**
 * One HTTP request to a gateway: what a builder knows and the transport cannot guess.
 */
export interface GatewayRequest {
	readonly method: IHttpRequestMethods;
	/**
	 * Path below the base URL, every value in it already encoded; or the whole address of a file that an answer
	 * pointed to, which gets the API key only on the credential's own host.
	 */
	readonly path: string;
	/** Sent flat: WAHA has names with dots. Undefined members are left out; a list repeats its name. */
	readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
	readonly body?: JsonObject;
	/** A file that goes with the body; the transport reads its bytes when the request leaves. */
	readonly upload?: Upload;
	/**
	 * `read` changes nothing; `repeatable` leaves the same state when it arrives twice; `once` must never be
	 * repeated by itself. Absent means `once`: the method proves nothing (WARest has GETs that log out).
	 */
	readonly effect?: 'read' | 'repeatable' | 'once';
	/**
	 * Requests of one lane leave in order, one after another. A plan that changes something has the lane of all its
	 * requests on its first one. Changes without a lane leave in order among themselves.
	 */
	readonly lane?: Lane;
	/** Its answer holds for the whole execution: whoever asks the same gets it without another request. */
	readonly shared?: true;
	/** Units of the gateway's rate limit that this request uses; 1 when absent. */
	readonly cost?: number;
	/** Requests that share this key are held apart by the gateway's pause per recipient. */
	readonly cooldown?: string;
	/** Waited before it leaves, in milliseconds: for a look at what the gateway may still be doing. */
	readonly delayMs?: number;
	/** Waited before it leaves, as a person would. Only its lane waits: other chats have its place meanwhile. */
	readonly pauseMs?: MsRange;
	/**
	 * The same, between the end of what was last done in its lane and what begins with this request. Only for the first
	 * request of an item.
	 */
	readonly apartMs?: MsRange;
	/**
	 * `binary` keeps the bytes of a successful answer, `stream` gives them while they arrive; `json` (when absent)
	 * parses them.
	 */
	readonly answer?: 'json' | 'binary' | 'stream';
	/** Largest answer, in bytes, also of a `stream`; the transport's own bounds when absent. */
	readonly maxBytes?: number;
	/** Sent without the API key, to learn whether the gateway asks for one. */
	readonly anonymous?: boolean;
	/**
	 * It is sent once and waited for a short time, and any end is an answer, also none at all (`fault`): for a look who
	 * answers, and for what is only good manners.
	 */
	readonly look?: true;
	/** The header that carries the API key, where another gateway than the credential's is looked for. */
	readonly keyHeader?: string;
	/** True for an answer that looks like a failure and is none here; the builder deals with it. */
	readonly tolerate?: (answer: GatewayAnswer) => boolean;
}

/** True for what leaves everything as it was. */
export const onlyReads = ({ effect }: GatewayRequest): boolean => effect === 'read';

/** True for what must not arrive twice. */
export const isOnce = ({ effect }: GatewayRequest): boolean =>
	effect !== 'read' && effect !== 'repeatable';

/** How a file travels in a request. */
export type Upload =
	/** As base64 text at a path inside the JSON body, behind a prefix such as that of a data URI. */
	| {
			readonly as: 'base64';
			readonly file: FileContent;
			readonly into: readonly string[];
			readonly prefix?: string;
			readonly maxBytes?: number;
	  }
	/** As a part of a multipart form, whose other fields are the members of the body. */
	| {
			readonly as: 'multipart';
			readonly file: FileContent;
			readonly field: string;
			readonly maxBytes?: number;
	  };

/** What came back, at any HTTP status. */
export interface GatewayAnswer {
	/** HTTP status; 0 where a look got no answer. */
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed body; null when it is empty, binary or no JSON. */
	readonly body: Json;
	/** Empty when the body is given as a stream. */
	readonly bytes: Buffer;
	/** The body of a successful answer to a `stream` request, to be read once. */
	readonly stream?: FileStream;
	/** MIME type without parameters, lower case; empty when the gateway named none. */
	readonly contentType: string;
	/** Why a look got no answer; absent for everything that is one. */
	readonly fault?: Fault;
}

/** The end of a look that got no answer. */
export const noAnswer = (fault: Fault): GatewayAnswer => ({
	status: 0,
	headers: {},
	body: null,
	bytes: Buffer.alloc(0),
	contentType: '',
	fault,
});

/** Makes a request one that only looks who answers. */
export const lookFor = (request: GatewayRequest): GatewayRequest => ({
	...courtesy(request),
	effect: 'read',
});

/** Makes a request one whose failure holds nothing up. */
export const courtesy = (request: GatewayRequest): GatewayRequest => ({
	...request,
	look: true,
	tolerate: () => true,
});

/**
 * Several requests, each seeing the answer of the one before, or the problem it ended in. Pure: whoever drives it does
 * the sending. It returns the answer in the gateway's own form.
 */
export type Plan<R> = Generator<GatewayRequest, R, GatewayAnswer>;

export type Send = (request: GatewayRequest) => Promise<GatewayAnswer>;

/** A value of a builder that is a plan, told from a single request. */
export const isPlan = <R>(built: GatewayRequest | Plan<R>): built is Plan<R> =>
	Symbol.iterator in built;

/** The same plan, with each of its requests changed; the first has the place 0. */
export function* mapped<R>(
	plan: Plan<R>,
	change: (request: GatewayRequest, place: number) => GatewayRequest,
): Plan<R> {
	let step = plan.next();
	for (let place = 0; step.done !== true; place++) {
		let answer: GatewayAnswer;
		try {
			answer = yield change(step.value, place);
		} catch (error) {
			step = plan.throw(error);
			continue;
		}
		step = plan.next(answer);
	}
	return step.value;
}

/** Asks for what is only good manners, and goes on whatever comes of it. */
export function* courteously(built: GatewayRequest | Plan<unknown>): Plan<void> {
	if (!isPlan(built)) return void (yield courtesy(built));
	let step = built.next();
	while (step.done !== true) {
		const answer = yield courtesy(step.value);
		try {
			step = built.next(answer);
		} catch (error) {
			if (error instanceof GatewayProblem) return;
			throw toError(error);
		}
	}
}

/** Drives a plan to its end. What `send` throws reaches the plan, and ends it unless it is caught there. */
export async function drive<R>(plan: Plan<R>, send: Send): Promise<R> {
	return await driveFrom(plan.next(), plan, send);
}

/** A request or a plan of which the first step is known, and nothing is sent yet. */
export interface Begun<R> {
	/** Null for a plan that needs no request. */
	readonly first: GatewayRequest | null;
	readonly finish: (send: Send) => Promise<R>;
}

/** Takes the first step of what a builder made; `read` reads the answer to a single request. */
export function begin<R>(
	built: GatewayRequest | Plan<R>,
	read: (answer: GatewayAnswer) => R,
): Begun<R> {
	if (isPlan(built)) return beginPlan(built);
	return { first: built, finish: async (send) => read(await send(built)) };
}

/** As `begin`, for what is a plan in any case. */
export function beginPlan<R>(plan: Plan<R>): Begun<R> {
	const step = plan.next();
	return {
		first: step.done === true ? null : step.value,
		finish: async (send) => await driveFrom(step, plan, send),
	};
}

async function driveFrom<R>(
	first: IteratorResult<GatewayRequest, R>,
	plan: Plan<R>,
	send: Send,
): Promise<R> {
	let step = first;
	while (step.done !== true) step = await advance(plan, step.value, send);
	return step.value;
}

async function advance<R>(
	plan: Plan<R>,
	request: GatewayRequest,
	send: Send,
): Promise<IteratorResult<GatewayRequest, R>> {
	let answer: GatewayAnswer;
	try {
		answer = await send(request);
	} catch (error) {
		return plan.throw(error);
	}
	return plan.next(answer);
}
