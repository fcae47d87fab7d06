import { textAt } from '../../../portable/json';
import { isHmac, signedAt } from '../../shared/signature';
import type { Delivery, Signature, Webhooks } from '../../webhooks';
import { warestDownload, warestEvents, warestIdentify, warestNoFile } from './events';
import { warestRegistration } from './registration';

/** The server chooses the length of the hash. */
const SIGNATURE = /^HMAC-SHA(224|256|384|512)=([0-9a-f]+)$/i;

/**
 * WARest signs the body with its session's secret and, glued to it, the user name of the session's owner
 * (0.3.44, observed). The headers are not signed; the body's own time is, in milliseconds.
 */
function verify({ headers, rawBody, body }: Delivery, secret: string): Signature {
	const given = headers['x-warest-signature'];
	if (given === undefined) return { state: 'missing' };
	const [, bits, hex] = SIGNATURE.exec(given) ?? [];
	const username = headers['x-warest-username'] ?? textAt(body, 'session', 'username') ?? '';
	const isRight =
		bits !== undefined &&
		hex !== undefined &&
		isHmac(hex, `sha${bits}`, `${secret}${username}`, rawBody);
	return isRight ? { state: 'valid', signedAt: signedAt(body, 'ts') } : { state: 'wrong' };
}

export const warestWebhooks: Webhooks = {
	proof: { by: 'signature', how: 'HMAC-SHA-224 to -512 of the body, in `X-WAREST-Signature`' },
	verify,
	// A 401 makes WARest block the address for 15 minutes and forget the webhook (0.3.44, observed).
	refusedStatus: 200,
	// After 10 s it repeats, after four times it forgets the webhook, and meanwhile what follows waits (0.3.44, observed).
	patienceMs: 3_000,
	never: [
		'ack',
		'chatArchived',
		'chatLabel',
		'groupJoined',
		'groupJoinRequest',
		'groupLeft',
		'label',
	],
	// The test of a webhook tells nothing.
	events: (delivery) => (delivery.body.event === 'preflight' ? [] : warestEvents(delivery)),
	identify: warestIdentify,
	download: warestDownload,
	whyNoFile: warestNoFile,
	...warestRegistration,
	// A look takes two of the 120 requests that an API key has in a minute, so all looks together take a fifth of them.
	lookGapMs: 5_000,
	restart: null,
};
