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

/** Requests that must stay in order: those for one chat of one session. */
export interface Lane {
	readonly session: string;
	/** In portable form; empty for requests that concern the whole session. */
	readonly chat: string;
}

/** One HTTP request to a gateway: what a builder knows and the transport cannot guess. */
export interface GatewayRequest {
	readonly method: IHttpRequestMethods;
	/**
	 * Path below the base URL, with every value already encoded; or the full address of a file that an answer linked to.
	 * Only the credential's own host gets the API key.
	 */
	readonly path: string;
	/** Kept flat, because WAHA has names with dots. Undefined members are left out; a list repeats its name. */
	readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
	readonly body?: JsonObject;
	/** A file sent with the body; the transport reads its bytes when the request leaves. */
	readonly upload?: Upload;
	/**
	 * `read` changes nothing; `repeatable` gives the same result when it arrives twice; `once` must never be repeated
	 * automatically. Absent means `once`, because the method proves nothing (WARest has GETs that log out).
	 */
	readonly effect?: 'read' | 'repeatable' | 'once';
	/**
	 * Requests of one lane are sent one after another, in order. A plan that changes something gives its first request
	 * the lane of all its requests. Changes without a lane keep their order among themselves.
	 */
	readonly lane?: Lane;
	/** The answer holds for the whole execution: the same request is not sent again. */
	readonly shared?: true;
	/** Units of the gateway's rate limit that this request uses; 1 when absent. */
	readonly cost?: number;
	/** The gateway's pause per recipient keeps requests with the same key apart. */
	readonly cooldown?: string;
	/** Wait before the request leaves, in milliseconds: for checking on something the gateway may still be doing. */
	readonly delayMs?: number;
	/**
	 * Wait before the request leaves, as a person would. Only its lane waits: other chats use its slot in the meantime.
	 */
	readonly pauseMs?: MsRange;
	/** Wait between the end of the last job in its lane and this request. Only for the first request of an item. */
	readonly apartMs?: MsRange;
	/**
	 * `binary` keeps the bytes of a successful answer, `stream` passes them on as they arrive; `json` (the default)
	 * parses them.
	 */
	readonly answer?: 'json' | 'binary' | 'stream';
	/** Largest answer, in bytes, also for a `stream`; when absent the transport's own limits apply. */
	readonly maxBytes?: number;
	/** Sent without the API key, to find out whether the gateway asks for one. */
	readonly anonymous?: boolean;
	/**
	 * Sent once with a short timeout; any outcome is an answer, even none at all (`fault`). For finding out who answers,
	 * and for courtesies such as showing "typing".
	 */
	readonly look?: true;
	/** The header that carries the API key, when probing for a gateway other than the credential's. */
	readonly keyHeader?: string;
	/** Whether an answer that looks like a failure is not one here; the builder deals with it. */
	readonly tolerate?: (answer: GatewayAnswer) => boolean;
}

/** Whether a request changes nothing. */
export const onlyReads = ({ effect }: GatewayRequest): boolean => effect === 'read';

/** Whether a request must not arrive twice. */
export const isOnce = ({ effect }: GatewayRequest): boolean =>
	effect !== 'read' && effect !== 'repeatable';

/** How a file travels in a request. */
export type Upload =
	/** As base64 text at a path inside the JSON body, after a prefix such as that of a data URI. */
	| {
			readonly as: 'base64';
			readonly file: FileContent;
			readonly into: readonly string[];
			readonly prefix?: string;
			readonly maxBytes?: number;
	  }
	/** As a part of a multipart form; the body's members are its other fields. */
	| {
			readonly as: 'multipart';
			readonly file: FileContent;
			readonly field: string;
			readonly maxBytes?: number;
	  };

/** The answer of a gateway, with any HTTP status. */
export interface GatewayAnswer {
	/** HTTP status; 0 if a look got no answer. */
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed body; null when it is empty, binary or not JSON. */
	readonly body: Json;
	/** Empty when the body is given as a stream. */
	readonly bytes: Buffer;
	/** The body of a successful answer to a `stream` request, to be read once. */
	readonly stream?: FileStream;
	/** MIME type without parameters, lower case; empty when the gateway named none. */
	readonly contentType: string;
	/** Why a look got no answer; absent if there is one. */
	readonly fault?: Fault;
}

/** The result of a look that got no answer. */
export const noAnswer = (fault: Fault): GatewayAnswer => ({
	status: 0,
	headers: {},
	body: null,
	bytes: Buffer.alloc(0),
	contentType: '',
	fault,
});

/** Turns a request into one that only checks who answers. */
export const lookFor = (request: GatewayRequest): GatewayRequest => ({
	...courtesy(request),
	effect: 'read',
});

/** Turns a request into a courtesy, whose failure holds nothing up. */
export const courtesy = (request: GatewayRequest): GatewayRequest => ({
	...request,
	look: true,
	tolerate: () => true,
});

/**
 * Several requests; each sees the answer to the one before, or the problem it ended in. Plans are pure: whoever drives
 * one does the sending. A plan returns the answer in the gateway's own form.
 */
export type Plan<R> = Generator<GatewayRequest, R, GatewayAnswer>;

export type Send = (request: GatewayRequest) => Promise<GatewayAnswer>;

/** Whether a builder made a plan rather than a single request. */
export const isPlan = <R>(built: GatewayRequest | Plan<R>): built is Plan<R> =>
	Symbol.iterator in built;

/** The same plan with each request changed; `place` counts from 0. */
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

/** Sends requests that are only good manners, and continues whatever their outcome. */
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

/** Drives a plan to its end. What `send` throws is thrown into the plan, and ends it unless caught there. */
export async function drive<R>(plan: Plan<R>, send: Send): Promise<R> {
	return await driveFrom(plan.next(), plan, send);
}

/** A request, or a plan whose first step is known; nothing has been sent yet. */
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

/** Like `begin`, for a plan. */
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
