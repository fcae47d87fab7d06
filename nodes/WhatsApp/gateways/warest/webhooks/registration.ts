import { textAt, type Json } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import type { Plan } from '../../../transport/request';
import { oneWebhook, type Slot, type Wish } from '../../shared/oneWebhook';
import type { Placed, Registration } from '../../webhooks';
import { isSessionNotFound, sessionItems } from '../answers';
import { sessionList, unusable } from '../requests';
import { setWebhook, webhookIn, webhookQuestion } from './setting';

/** With a shorter secret WARest accepts the webhook but skips every delivery (0.3.44, observed). */
const MIN_SECRET = 6;

/** A webhook that does not show its secret could not be restored: WARest has none without a secret. */
function* read(session: string): Plan<Slot | null | undefined> {
	const answer = yield { ...webhookQuestion(session), tolerate: isSessionNotFound };
	if (isSessionNotFound(answer)) return undefined;
	const { webhookUrl: url, webhookSecret: secret } = webhookIn(answer);
	if (url === null) return null;
	return { url, secret, works: true, whole: secret === null ? null : { url, secret } };
}

function* write({ session, url, secret }: Wish): Plan<void> {
	yield setWebhook(session, { webhookUrl: url, webhookSecret: secret });
}

/**
 * If there is no webhook to put back, the URL is set to an empty text. Deliveries then stop at once, but WARest keeps
 * the stored URL, and forgets it only when n8n answers 404 after the server's next start (0.3.44, observed).
 */
function* putBack(session: string, whole: Json, secret: string): Plan<void> {
	const [url, theirs] = [textAt(whole, 'url'), textAt(whole, 'secret')];
	yield setWebhook(
		session,
		url === null || theirs === null
			? { webhookUrl: '', webhookSecret: secret }
			: { webhookUrl: url, webhookSecret: theirs },
	);
}

const { register, ...others } = oneWebhook({
	name: 'WARest',
	read,
	*unknownSession(session) {
		return unusable(session, sessionItems(yield sessionList));
	},
	write,
	putBack,
	// After a reconnect WARest may show a webhook to which it delivers nothing. No answer of its API reveals this, and
	// writing the webhook again changes nothing else (0.3.44, observed).
	mayShowForgotten: true,
});

/** @throws Refusal on a secret that is too short, besides what `oneWebhook` throws */
function* registerAtWarest(registration: Registration): Plan<Placed> {
	if (registration.secret.length < MIN_SECRET)
		throw new Refusal(
			`The secret is too short for WARest: it needs ${MIN_SECRET} characters`,
			'Write a longer Secret, or leave it empty to have one made.',
		);
	return yield* register(registration);
}

/** WARest has one webhook for each session, and signs with its secret. */
export const warestRegistration = { ...others, register: registerAtWarest };
