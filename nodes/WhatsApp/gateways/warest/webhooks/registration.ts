import { textAt, type Json } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import type { Plan } from '../../../transport/request';
import { hostOf, isSibling, isTaken } from '../../shared/oneWebhook';
import type { Entry, Registration, Standing } from '../../webhooks';
import { isSessionNotFound } from '../answers';
import { onSession } from '../requests';
import { setWebhook, webhookIn, webhookQuestion, type Webhook } from './setting';

/** With a shorter secret WARest takes the webhook and skips every delivery (0.3.44, observed). */
const MIN_SECRET = 6;

/** A webhook that was somebody else's, to be put back. */
interface Displaced {
	readonly url: string;
	readonly secret: string;
}

function readDisplaced(raw: Json): Displaced | null {
	const [url, secret] = [textAt(raw, 'url'), textAt(raw, 'secret')];
	return url === null || secret === null ? null : { url, secret };
}

/**
 * Takes the session's one webhook. It is written even when it stands there already: after a reconnect WARest shows a
 * webhook to which it delivers nothing until it is written again (0.3.44, observed).
 * @throws GatewayProblem when somebody else's webhook stands there and must stay; Refusal on a secret that is too short
 */
export function* registerAtWarest(registration: Registration): Plan<Json> {
	const { session, url, secret } = registration;
	if (secret.length < MIN_SECRET)
		throw new Refusal(
			`The secret is too short for WARest: it needs ${MIN_SECRET} characters`,
			'Write a longer Secret, or leave it empty to have one made.',
		);
	const stored = webhookIn(yield* onSession(session, webhookQuestion(session)));
	const displaced = displacedBy(registration, stored);
	yield setWebhook(session, { webhookUrl: url, webhookSecret: secret });
	return displaced === null ? null : { ...displaced };
}

/** What must be put back later: what stands there now, unless it is our own. */
function displacedBy(
	registration: Registration,
	{ webhookUrl, webhookSecret }: Webhook,
): Displaced | null {
	const { session, url, formerUrl, replace, temporary, remembered } = registration;
	const earlier = readDisplaced(remembered);
	if (webhookUrl === null || webhookUrl === url || webhookUrl === formerUrl) return earlier;
	const sibling = isSibling(webhookUrl, registration);
	if (sibling && !temporary) return earlier;
	if (!sibling && !replace) throw isTaken('WARest', session, webhookUrl);
	// WARest has no webhook without a secret; one that shows none could not be put back as it was.
	return webhookSecret === null ? earlier : { url: webhookUrl, secret: webhookSecret };
}

/**
 * Puts back what stood there before. Without that the URL is emptied: deliveries stop at once, yet WARest keeps the
 * stored URL, and forgets it when n8n answers 404 after the next start of the server (0.3.44, observed).
 */
export function* unregisterAtWarest({ session, url, secret, remembered }: Entry): Plan<void> {
	const answer = yield { ...webhookQuestion(session), tolerate: isSessionNotFound };
	if (isSessionNotFound(answer)) return;
	const stored = webhookIn(answer);
	const displaced = readDisplaced(remembered);
	if (stored.webhookUrl === url)
		yield setWebhook(session, {
			webhookUrl: displaced?.url ?? '',
			webhookSecret: displaced?.secret ?? secret,
		});
	else if (stored.webhookUrl === null && displaced !== null)
		yield setWebhook(session, { webhookUrl: displaced.url, webhookSecret: displaced.secret });
}

/**
 * Writes our webhook once more where it stands: after a reconnect WARest shows a webhook to which it delivers nothing, no
 * answer of its API tells so, and writing it again changes nothing else (0.3.44, observed).
 */
export function* lookAtWarest(registration: Registration): Plan<Standing> {
	const { session, url, secret } = registration;
	const answer = yield { ...webhookQuestion(session), tolerate: isSessionNotFound };
	if (isSessionNotFound(answer)) return { state: 'noSession' };
	const { webhookUrl } = webhookIn(answer);
	if (webhookUrl === null || webhookUrl === registration.formerUrl) return { state: 'lost' };
	if (isSibling(webhookUrl, registration)) return { state: 'lent' };
	if (webhookUrl !== url) return { state: 'taken', by: hostOf(webhookUrl) };
	yield setWebhook(session, { webhookUrl: url, webhookSecret: secret });
	return { state: 'kept' };
}
