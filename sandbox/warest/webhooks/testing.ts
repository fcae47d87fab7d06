import { asString, type JsonObject, stringsOf } from '../../http/json';
import type { WarestUser } from '../auth';
import type { WarestContext } from '../context';
import { refusal, type WarestAnswer } from '../envelopes';
import { preflight } from './preflight';

/**
 * `{sessionId, url, secret}`, of which `url` may be a list: `ok` is true even if a target failed (v0.3.44, observed).
 * The words of the refusals are guesses.
 */
export async function testWebhooks(
	{ sessionId, url, secret }: JsonObject,
	user: WarestUser,
	warest: WarestContext,
): Promise<WarestAnswer> {
	const targets = typeof url === 'string' ? [url] : stringsOf(url);
	if (targets.length === 0) throw refusal(400, 'url is required');
	const session = warest.owned(asString(sessionId) ?? '', user);
	const { owner } = warest.registration(session);
	const bits = warest.settings.webhooks.warestSignatureBits;
	const signer = { session, username: owner, secret: asString(secret) ?? '', bits };
	const now = warest.world.clock.nowMs();
	const results = await Promise.all(
		targets.map(async (target) => await preflight(signer, target, now)),
	);
	return { status: 200, body: { ok: true, results } };
}
