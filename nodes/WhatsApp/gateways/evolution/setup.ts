import type { GatewayAnswer, Plan } from '../../transport/request';
import { catalogue } from '../catalogue';
import { attempt } from '../setup';
import type { Survey, Surveyor, SurveyedWebhook } from '../setup/survey';
import { instancesIn, readSession } from './instances';
import { evolutionRunning } from './version';
import { storedWebhook } from './webhooks/setting';

/** Most sessions whose webhook is read: each takes a request. */
const MAX_SESSIONS_ASKED = 50;

function* webhooksOf(sessions: readonly string[]): Plan<readonly SurveyedWebhook[]> {
	const found: SurveyedWebhook[] = [];
	for (const session of sessions.slice(0, MAX_SESSIONS_ASKED)) {
		const webhook = yield* storedWebhook(session);
		if (webhook?.enabled === true) found.push({ session, url: webhook.url });
	}
	return found;
}

/** The list of sessions is the probe itself. */
function* survey(probe: GatewayAnswer, session: string | null): Plan<Survey> {
	const sessions = instancesIn(probe.body).map(readSession);
	const names = sessions
		.map((one) => one.session)
		.filter((name) => session === null || name === session);
	return {
		version: yield* attempt(evolutionRunning()),
		// No version answers without a key.
		openToAll: null,
		sessions,
		webhooks: yield* attempt(webhooksOf(names)),
		limits: [],
	};
}

export const evolutionSurveyor: Surveyor = {
	...catalogue.evolution,
	survey,
	joinIn:
		'Evolution API has one webhook for each session. If this n8n shall get the events in its place, switch on Replace Existing Webhook in the WhatsApp Gateway Trigger.',
	webhookDoubt: null,
};
