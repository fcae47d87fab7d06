import { GatewayProblem } from '../../portable/problem';
import { listAt, textAt, type Json } from '../../portable/json';
import type { LimitLeft } from '../../portable/shapes';
import type { GatewayAnswer, Plan } from '../../transport/request';
import { catalogue } from '../catalogue';
import { attempt } from '../setup';
import type { Survey, Surveyor, SurveyedWebhook } from '../setup/survey';
import { sessionItems, warestLimits, warestPayload, warestProblem } from './answers';
import { read } from './requests';
import { readSession } from './shapes';
import { webhookIn, webhookQuestion } from './webhooks/setting';

/** The server calls it serviceVersion (read in its source), its document of 1.3.42 serverVersion. */
export const versionOf = (raw: Json): string | null =>
	textAt(raw, 'serviceVersion') ??
	textAt(raw, 'serverVersion') ??
	textAt(
		listAt(raw, 'runtime').find((entry) => /^warest/i.test(textAt(entry, 'name') ?? '')),
		'version',
	);

/** Most sessions whose webhook is read: each takes a request, and a minute allows 120 (0.3.44). */
const MAX_SESSIONS_ASKED = 50;

function* webhooksOf(sessions: readonly string[]): Plan<readonly SurveyedWebhook[]> {
	const found: SurveyedWebhook[] = [];
	for (const session of sessions.slice(0, MAX_SESSIONS_ASKED)) {
		const { webhookUrl } = webhookIn(yield webhookQuestion(session));
		if (webhookUrl !== null) found.push({ session, url: webhookUrl });
	}
	return found;
}

/** Only an administrator's key gets the version; the answer to any other key has the limits, too. */
function* about(): Plan<Pick<Survey, 'version' | 'limits'>> {
	const answer = yield { ...read('/api/v1/server/info'), tolerate: ({ status }) => status === 403 };
	const version = versionOf(warestPayload(answer));
	return {
		version: warestProblem(answer) ?? { version, engine: null },
		limits: limitsLeft(answer),
	};
}

const NAMES: Readonly<Record<string, LimitLeft['name']>> = {
	ratelimit: 'rateLimit',
	quota: 'quota',
};

const limitsLeft = (answer: GatewayAnswer): LimitLeft[] =>
	warestLimits(answer).flatMap(({ name, remaining, resetMs }) => {
		const portable = NAMES[name];
		if (portable === undefined) return [];
		const limit = Number(answer.headers[`x-${name}-limit`] ?? Number.NaN);
		return [
			{
				name: portable,
				limit: Number.isFinite(limit) ? limit : null,
				remaining,
				resetsInSeconds: Math.ceil(resetMs / 1000),
			},
		];
	});

/** The list of sessions is the probe itself. */
function* survey(probe: GatewayAnswer, session: string | null): Plan<Survey> {
	const items = sessionItems(probe);
	const names = items
		.flatMap((item) => textAt(item, 'id') ?? [])
		.filter((name) => session === null || name === session);
	const webhooks = yield* attempt(webhooksOf(names));
	const told = yield* attempt(about());
	return {
		...(told instanceof GatewayProblem ? { version: told, limits: limitsLeft(probe) } : told),
		openToAll: null,
		sessions: items.map(readSession),
		webhooks,
	};
}

export const warestSurveyor: Surveyor = {
	...catalogue.warest,
	survey,
	joinIn:
		'WARest has one webhook for each session. If this n8n shall get the events in its place, switch on Replace Existing Webhook in the WhatsApp Gateway Trigger.',
	// WARest may show a webhook that it forgot at its last reconnect (0.3.44, observed).
	webhookDoubt:
		'If no event comes all the same, unpublish the workflow with the trigger and publish it again: after a reconnect WARest shows a webhook to which it sends nothing.',
};
