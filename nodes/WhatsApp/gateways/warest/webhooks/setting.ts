import { booleanAt, defined, textAt, type Json } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import { GatewayProblem } from '../../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../../transport/request';
import { inSession, path } from '../../shared/path';
import { warestPayload, warestSentence } from '../answers';
import { post, repeatable } from '../requests';

export interface WebhookSetting {
	readonly webhookUrl: string | null;
	readonly webhookSecret: string | null;
}

const configPath = (session: string): string => path`/api/v1/session/${session}/config`;

/** An empty object changes nothing and is the only way to read the configuration (0.3.44, observed). */
export const webhookQuestion = (session: string): GatewayRequest => ({
	...inSession(session, post(configPath(session), {})),
	effect: 'read',
});

export function webhookIn(answer: GatewayAnswer): WebhookSetting {
	const stored = warestPayload(answer);
	return {
		webhookUrl: textAt(stored, 'webhookUrl'),
		webhookSecret: textAt(stored, 'webhookSecret'),
	};
}

function* storedWebhook(session: string): Plan<WebhookSetting> {
	return webhookIn(yield webhookQuestion(session));
}

/** Always sends both, because a URL without its secret gets a new random one on every call (0.3.44, observed). */
export const setWebhook = (
	session: string,
	webhook: { readonly webhookUrl: string; readonly webhookSecret: string },
): GatewayRequest => repeatable(post(configPath(session), webhook));

/**
 * Starting a session whose runtime was stopped gives it an empty webhook, although the API shows the stored one again
 * seconds later (0.3.44, observed). So the configuration is read before the start and written back afterwards, even if
 * the session is not ready in time.
 */
export function* keepingWebhook<R>(session: string, start: Plan<R>): Plan<R> {
	const { webhookUrl, webhookSecret } = yield* storedWebhook(session);
	try {
		return yield* start;
	} finally {
		if (webhookUrl !== null && webhookSecret !== null)
			yield setWebhook(session, { webhookUrl, webhookSecret });
	}
}

interface Change {
	readonly webhookUrl?: string;
	readonly webhookSecret?: string;
	readonly preflight?: boolean;
}

/**
 * Changes the webhook of a session, and reports whether anything had to be written.
 * @throws Refusal when there would be no secret to sign with, or nothing to test
 */
export function* changeWebhook(session: string, set: Change): Plan<Json> {
	if (
		set.preflight !== undefined &&
		set.webhookUrl === undefined &&
		set.webhookSecret === undefined
	)
		throw new Refusal(
			'Test Webhook needs a webhook to test',
			'Add Webhook URL or Webhook Secret, with the value it has if it shall stay.',
		);
	const before = yield* storedWebhook(session);
	const after = {
		webhookUrl: set.webhookUrl ?? before.webhookUrl,
		webhookSecret: set.webhookSecret ?? before.webhookSecret,
	};
	const changed =
		after.webhookUrl !== before.webhookUrl || after.webhookSecret !== before.webhookSecret;
	if (changed || set.preflight === true) yield* write(session, after, set.preflight);
	return { changed };
}

function* write(
	session: string,
	webhook: WebhookSetting,
	preflight: boolean | undefined,
): Plan<void> {
	const { webhookUrl, webhookSecret } = webhook;
	if (webhookSecret === null)
		throw new Refusal(
			`The session "${session}" on WARest has no webhook secret yet`,
			'Add Webhook Secret: WARest would make one up that is never shown here.',
		);
	const answer = yield {
		...repeatable(
			post(
				configPath(session),
				defined({ webhookUrl: webhookUrl ?? undefined, webhookSecret, preflight }),
			),
		),
		tolerate: isFailedTest,
	};
	if (isFailedTest(answer))
		throw new GatewayProblem('The webhook did not take the test event of WARest', {
			status: answer.status,
			hint: 'Nothing was saved. WARest must reach the URL, and get a status of 2xx within 5 seconds.',
		});
}

const isFailedTest = (answer: GatewayAnswer): boolean =>
	answer.status === 400 &&
	booleanAt(answer.body, 'status') === false &&
	/preflight/i.test(warestSentence(answer.body) ?? '');
