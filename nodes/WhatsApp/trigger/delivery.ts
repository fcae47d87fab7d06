import type { Delivery, Proof, Signature } from '../gateways/webhooks';
import { isObject, parseJson, type Json } from '../portable/json';

/** In bytes. No event of a gateway comes near; n8n itself fails above 16 MB with a 500, before any node is asked. */
const MAX_BODY_BYTES = 8 * 1_048_576;

/** A request as n8n hands it over: the bytes are missing for a form. */
export interface IncomingRequest {
	readonly headers: Readonly<Record<string, unknown>>;
	readonly rawBody?: unknown;
	readonly query?: Readonly<Record<string, unknown>>;
	/** Path and query, as they came in. */
	readonly originalUrl?: string;
	readonly socket?: IncomingSocket;
}

/** The end of a connection at this process. */
export interface IncomingSocket {
	readonly localAddress?: string | undefined;
	readonly localPort?: number | undefined;
	/** True for TLS. */
	readonly encrypted?: boolean;
}

/** A request that is no delivery, and what it is answered with. */
export interface Unreadable {
	readonly status: 400 | 413;
	readonly reason: string;
}

/** Reads what a gateway posted. Nothing in it is trusted yet. */
export function readDelivery({ headers, rawBody }: IncomingRequest): Delivery | Unreadable {
	if (!/^application\/json\s*(;|$)/i.test(String(headers['content-type'] ?? '')))
		return { status: 400, reason: 'The body must be JSON' };
	if (!Buffer.isBuffer(rawBody)) return { status: 400, reason: 'There is no body' };
	if (rawBody.length > MAX_BODY_BYTES) return { status: 413, reason: 'The body is too large' };
	const body = parsed(rawBody);
	if (!isObject(body)) return { status: 400, reason: 'The body must be a JSON object' };
	return { headers: textsOf(headers), rawBody, body };
}

function parsed(bytes: Buffer): Json {
	try {
		return parseJson(bytes.toString('utf8'));
	} catch {
		return null;
	}
}

/** Headers that came once; one that came several times is none of a gateway's. */
const textsOf = (headers: IncomingRequest['headers']): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
		),
	);

/**
 * How old a signed delivery may be, in milliseconds. Longer than the 41 minutes over which WAHA repeats one in the way
 * the trigger asks for (WARest: 6 seconds), and short enough to remember everything that came in it.
 */
export const REPLAY_PAST_MS = 60 * 60_000;

/** How far the gateway's clock may be ahead. */
export const REPLAY_FUTURE_MS = 5 * 60_000;

/**
 * Why a delivery is not taken; null when it is.
 * @param by what the gateway proves itself with
 * @param acceptUnsigned whether one without that is taken; a wrong one never is
 */
export function objection(
	signature: Signature,
	by: Proof['by'],
	acceptUnsigned: boolean,
): string | null {
	if (signature.state === 'wrong') return `The ${by} is wrong`;
	if (signature.state === 'missing') return acceptUnsigned ? null : `The ${by} is missing`;
	return signature.signedAt === null || isFresh(signature.signedAt)
		? null
		: 'The time of the event is too far from now';
}

function isFresh(signedAt: number): boolean {
	const age = Date.now() - signedAt;
	return age <= REPLAY_PAST_MS && age >= -REPLAY_FUTURE_MS;
}
