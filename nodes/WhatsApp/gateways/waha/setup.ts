import { listAt, textAt, type Json } from '../../portable/json';
import type { Running } from '../../portable/needs';
import { GatewayProblem } from '../../portable/problem';
import type { Session } from '../../portable/shapes';
import type { GatewayAnswer, Plan } from '../../transport/request';
import { catalogue } from '../catalogue';
import { attempt } from '../setup';
import type { Survey, Surveyor, SurveyedWebhook } from '../setup/survey';
import { get } from './requests';
import { readSession } from './shapes';

/** Advice for a WAHA that works without a key. */
export const CLOSE_IT = 'Update it and set WAHA_API_KEY.';

/**
 * Servers before 2025.6.5, and those with the check switched off, accept any key or none: this is reported, not
 * refused.
 */
export function* asksForKey(): Plan<boolean> {
	const { status } = yield { ...get('/api/sessions'), anonymous: true, tolerate: () => true };
	return status === 401 || status === 403;
}

/** All sessions, even stopped ones, each with its configuration. The keys in it are not passed on. */
function* allSessions(): Plan<{ sessions: Session[]; webhooks: SurveyedWebhook[] }> {
	const entries = listAt((yield get('/api/sessions', { all: true })).body);
	return { sessions: entries.map(readSession), webhooks: entries.flatMap(webhooksOf) };
}

export function* wahaRunning(): Plan<Running> {
	const { body } = yield get('/api/server/version');
	return { version: textAt(body, 'version'), engine: textAt(body, 'engine') };
}

const webhooksOf = (entry: Json): SurveyedWebhook[] =>
	listAt(entry, 'config', 'webhooks').flatMap((webhook) => {
		const url = textAt(webhook, 'url');
		return url === null ? [] : [{ session: textAt(entry, 'name') ?? '', url }];
	});

function* survey(_: GatewayAnswer, session: string | null): Plan<Survey> {
	const openToAll = (yield* asksForKey()) ? null : CLOSE_IT;
	const all = yield* attempt(allSessions());
	const { sessions, webhooks } =
		all instanceof GatewayProblem ? { sessions: all, webhooks: all } : all;
	return {
		version: yield* attempt(wahaRunning()),
		openToAll,
		sessions,
		webhooks:
			webhooks instanceof GatewayProblem || session === null
				? webhooks
				: webhooks.filter((webhook) => webhook.session === session),
		limits: [],
	};
}

export const wahaSurveyor: Surveyor = {
	...catalogue.waha,
	survey,
	joinIn:
		'If this n8n shall get them, too, publish a workflow with a WhatsApp Gateway Trigger: WAHA sends them to both.',
	webhookDoubt: null,
};
