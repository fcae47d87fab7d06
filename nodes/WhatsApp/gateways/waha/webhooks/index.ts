import { isHmac, signedAt } from '../../shared/signature';
import type { Delivery, Signature, Webhooks, Restart } from '../../webhooks';
import { wahaDownload, wahaEvents, wahaIdentify } from './events';
import { isRegisteredAtWaha, lookAtWaha, registerAtWaha, unregisterAtWaha } from './registration';
import { at } from '../../../portable/json';
import { momentIn } from '../../../portable/time';
import { path } from '../../shared/path';
import { get } from '../requests';
import { readSession } from '../shapes';

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

/**
 * Writing a session's configuration stops and starts it, which takes 3 seconds with NOWEB (2024.10.8, observed); an engine
 * with a browser needs longer. STOPPED and STARTING are told meanwhile, STARTING several times before 2026.1.2.
 */
export const wahaRestart: Restart = {
	passing: ['stopped', 'starting'],
	end: 'working',
	usualMs: 20_000,
	// Not the times within the payload, which older servers lack and events have to the second only.
	at: ({ body, headers }) =>
		momentIn(at(body, 'timestamp')) ?? momentIn(headers['x-webhook-timestamp']),
	*status(session) {
		const { body } = yield get(path`/api/sessions/${session}`);
		return readSession(body).status;
	},
};

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
	hasRoomForOne: false,
	register: registerAtWaha,
	unregister: unregisterAtWaha,
	look: lookAtWaha,
	lookGapMs: 0,
	restart: wahaRestart,
};
