import { isHmac, signedAt } from '../signature';
import type { Delivery, Signature, Webhooks } from '../webhooks';
import { wahaDownload, wahaEvents, wahaIdentify } from './events';
import { isRegisteredAtWaha, lookAtWaha, registerAtWaha, unregisterAtWaha } from './registration';
import { wahaRestart } from './restart';

/**
 * WAHA signs the body with HMAC-SHA512 and gives it as hex (documented, and read in its source of 2026). Its headers
 * with time and id are not signed; the body's own time is, in milliseconds, and is there since 2025.3.
 */
function verify({ headers, rawBody, body }: Delivery, secret: string): Signature {
	const given = headers['x-webhook-hmac'];
	if (given === undefined) return { state: 'missing' };
	const isRight =
		headers['x-webhook-hmac-algorithm'] === 'sha512' && isHmac(given, 'sha512', secret, rawBody);
	return isRight ? { state: 'valid', signedAt: signedAt(body, 'timestamp') } : { state: 'wrong' };
}

export const wahaWebhooks: Webhooks = {
	proof: { by: 'signature', how: 'HMAC-SHA512 of the body, in `X-Webhook-Hmac`' },
	verify,
	refusedStatus: 401,
	// It waits without end (read in its source of 2026), and servers in front of n8n for a minute as a rule, after which
	// it repeats. Longer than n8n waits for SQLite (60 s), so that a failure of it is still told.
	patienceMs: 75_000,
	never: [],
	events: wahaEvents,
	identify: wahaIdentify,
	download: wahaDownload,
	whyNoFile: () => null,
	isRegistered: isRegisteredAtWaha,
	register: registerAtWaha,
	unregister: unregisterAtWaha,
	look: lookAtWaha,
	lookGapMs: 0,
	restart: wahaRestart,
};
