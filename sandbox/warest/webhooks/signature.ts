import { createHmac } from 'node:crypto';
import type { WebhookSettings } from '../../delivery/settings';
import type { Session } from '../../world';

export type SignatureBits = WebhookSettings['warestSignatureBits'];

/** `HMAC-SHA256=<hex>` over the raw body; the key is the secret followed directly by the owner's user name. */
export function signature(
	body: string,
	secret: string,
	username: string,
	bits: SignatureBits = 256,
): string {
	const key = `${secret}${username}`;
	return `HMAC-SHA${bits}=${createHmac(`sha${bits}`, key).update(body).digest('hex')}`;
}

/** Whose event it is. */
export interface Signer {
	session: Session;
	username: string;
	secret: string;
	bits: SignatureBits;
}

/** The `session` of every body. */
export function sessionInfo({ session, username }: Signer): object {
	return { id: session.name, label: session.name, registry: username, username };
}

/** The headers that deliveries and preflights share; `ts` in milliseconds is in the body, too. */
export function signedHeaders(
	signer: Signer,
	event: string,
	ts: number,
	body: string,
): Record<string, string> {
	const { session, username, secret, bits } = signer;
	return {
		'Content-Type': 'application/json',
		'X-WAREST-Signature': signature(body, secret, username, bits),
		'X-WAREST-Signature-Alg': `HMAC-SHA${bits}`,
		'X-WAREST-Timestamp': String(ts),
		'X-WAREST-Event': event,
		'X-WAREST-Session': session.name,
		'X-WAREST-Registry': username,
		'X-WAREST-Label': session.name,
		'X-WAREST-Username': username,
		'X-WAREST-Version': '1',
	};
}
