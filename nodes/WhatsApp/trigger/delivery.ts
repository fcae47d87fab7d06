import type { Delivery, Proof, Signature } from '../gateways/webhooks';
import { isObject, parseJson, type Json } from '../portable/json';

/** In bytes. No event of a gateway comes near this; n8n itself answers 500 above 16 MB, before any node runs. */
const MAX_BODY_BYTES = 8 * 1_048_576;

/** A request as n8n passes it on; a form has no raw bytes. */
export interface IncomingRequest {
	readonly headers: Readonly<Record<string, unknown>>;
	readonly rawBody?: unknown;
	readonly query?: Readonly<Record<string, unknown>>;
	/** Path and query as received. */
	readonly originalUrl?: string;
	readonly socket?: IncomingSocket;
}

/** This process's end of a connection. */
export interface IncomingSocket {
	readonly localAddress?: string | undefined;
	readonly localPort?: number | undefined;
	/** True for TLS. */
	readonly encrypted?: boolean;
}

/** A request that is not a delivery, and the response to it. */
export interface Unreadable {
	readonly status: 400 | 413;
	readonly reason: string;
}

/** Reads what a gateway posted, without trusting any of it yet. */
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

/** Headers that occur once; gateways send none several times. */
const textsOf = (headers: IncomingRequest['headers']): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
		),
	);

/**
 * How old a signed delivery may be, in milliseconds. Longer than the 41 minutes over which WAHA repeats a delivery with
 * the retry policy that the trigger requests (WARest: 6 seconds), and short enough to remember everything that came in
 * that time.
 */
export const REPLAY_PAST_MS = 60 * 60_000;

/** How far the gateway's clock may be ahead, in milliseconds. */
export const REPLAY_FUTURE_MS = 5 * 60_000;

/**
 * Why a delivery is refused; null if it is taken.
 * @param by how the gateway proves its identity
 * @param acceptUnsigned whether a delivery without proof is taken; one with a wrong proof never is
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
