import type { IHttpRequestMethods } from 'n8n-workflow';
import type { Json, JsonObject } from '../portable/json';
import type { FileContent } from '../portable/media';

export type QueryValue = string | number | boolean;

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
	/** Requests of one lane leave in order, one after another: usually a session and a chat. */
	readonly lane?: string;
	/** Units of the gateway's rate limit that this request uses; 1 when absent. */
	readonly cost?: number;
	/** Requests that share this key are held apart by the gateway's pause per recipient. */
	readonly cooldown?: string;
	/** `binary` keeps the bytes of a successful answer; `json` (when absent) parses them. */
	readonly answer?: 'json' | 'binary';
	/** Sent without the API key, to learn whether the gateway asks for one. */
	readonly anonymous?: boolean;
	/** True for an answer that looks like a failure and is none here; the builder deals with it. */
	readonly tolerate?: (answer: GatewayAnswer) => boolean;
}

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
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed body; null when it is empty, binary or no JSON. */
	readonly body: Json;
	readonly bytes: Buffer;
	/** MIME type without parameters, lower case; empty when the gateway named none. */
	readonly contentType: string;
}

/**
 * Several requests, each seeing the answer of the one before. Pure: whoever drives it does the sending.
 * It returns the answer in the gateway's own form.
 */
export type Plan<R> = Generator<GatewayRequest, R, GatewayAnswer>;

/** A value of a builder that is a plan, told from a single request. */
export const isPlan = <R>(built: GatewayRequest | Plan<R>): built is Plan<R> =>
	Symbol.iterator in built;

/** Drives a plan to its end. What `send` throws ends it. */
export async function drive<R>(
	plan: Plan<R>,
	send: (request: GatewayRequest) => Promise<GatewayAnswer>,
): Promise<R> {
	let step = plan.next();
	while (step.done !== true) step = plan.next(await send(step.value));
	return step.value;
}
