import { textAt } from '../../../portable/json';
import { isHmac, signedAt } from '../../shared/signature';
import type { Delivery, Signature, Webhooks } from '../../webhooks';
import { warestDownload, warestEvents, warestIdentify, warestNoFile } from './events';
import { warestRegistration } from './registration';

/** The server chooses the length of the hash. */
const SIGNATURE = /^HMAC-SHA(224|256|384|512)=([0-9a-f]+)$/i;

/**
 * WARest signs the body followed directly by the user name of the session's owner, with its session's secret (0.3.44,
 * observed). The headers are not signed. The body's own time is, in milliseconds.
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
	// After 10 s WARest repeats, after four times it forgets the webhook; in the meantime later events wait (0.3.44,
	// observed).
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
	// The test of a webhook is not an event.
	events: (delivery) => (delivery.body.event === 'preflight' ? [] : warestEvents(delivery)),
	identify: warestIdentify,
	download: warestDownload,
	whyNoFile: warestNoFile,
	...warestRegistration,
	// A check takes two of the 120 requests per minute of an API key, so all checks together take a fifth of them.
	lookGapMs: 5_000,
	restart: null,
};
