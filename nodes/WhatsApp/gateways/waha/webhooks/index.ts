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
 * WAHA signs the body with HMAC-SHA512, as hex (documented, and read in its source of 2026). Its headers with time and
 * id are not signed. The body's own time is, in milliseconds, and exists since 2025.3.
 */
function verify({ headers, rawBody, body }: Delivery, secret: string): Signature {
	const given = headers['x-webhook-hmac'];
	if (given === undefined) return { state: 'missing' };
	const isRight =
		headers['x-webhook-hmac-algorithm'] === 'sha512' && isHmac(given, 'sha512', secret, rawBody);
	return isRight ? { state: 'valid', signedAt: signedAt(body, 'timestamp') } : { state: 'wrong' };
}

/**
 * Writing a session's configuration stops and starts the session, which takes 3 seconds with NOWEB (2024.10.8,
 * observed) and longer with a browser-based engine. Meanwhile it reports STOPPED and STARTING; before 2026.1.2,
 * STARTING several times.
 */
export const wahaRestart: Restart = {
	passing: ['stopped', 'starting'],
	end: 'working',
	usualMs: 20_000,
	// The times inside the payload are not used: older servers lack them, and events have them in whole seconds only.
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
	// WAHA waits without a timeout (read in its source of 2026), and servers in front of n8n usually for a minute, after
	// which WAHA repeats. This is longer than n8n waits for SQLite (60 s), so that a failure of SQLite is still reported.
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
