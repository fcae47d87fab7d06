import { isNewer } from '../../../portable/needs';
import { textAt, type Json, type JsonObject } from '../../../portable/json';
import { GatewayProblem } from '../../../portable/problem';
import type { GatewayAnswer, Plan } from '../../../transport/request';
import { oneWebhook, type Slot, type Wish } from '../../shared/oneWebhook';
import { evolutionProblem, isUnknownInstance, sentencesIn } from '../answers';
import { instanceList, instancesIn, noSuchSession } from '../instances';
import { versionIn, welcome } from '../version';
import { evolutionEventNames } from './eventNames';
import { JWT_KEY, SECRET_HEADER } from './proof';
import {
	storedWebhook,
	webhookIn,
	webhookQuestion,
	writeWebhook,
	type WebhookSetting,
} from './setting';

/** The first version that makes a token from `jwt_key`; earlier ones post it as it is. */
const JWT_SINCE = '2.3.0';

const knowsTokens = (version: string | null): boolean =>
	version !== null && !isNewer(JWT_SINCE, version);

function* askVersion(): Plan<string | null> {
	return versionIn((yield { ...welcome, tolerate: () => true }).body);
}

/** The secret in our own header, and as the key of the server's token if it makes one. */
const headersOf = (secret: string, version: string | null): JsonObject => ({
	[SECRET_HEADER]: secret,
	...(knowsTokens(version) ? { [JWT_KEY]: secret } : {}),
});

function* read(session: string): Plan<Slot | null | undefined> {
	const answer = yield { ...webhookQuestion(session), tolerate: isUnknownInstance };
	if (isUnknownInstance(answer)) return undefined;
	const stored = webhookIn(answer.body);
	if (stored === null) return null;
	const secret = textAt(stored.headers, SECRET_HEADER);
	return {
		url: stored.url,
		secret,
		// With the event's name added to its address, our webhook leads nowhere; somebody else's may want that.
		works: stored.enabled && !(stored.byEvents && secret !== null),
		whole: { ...stored },
	};
}

/** The wanted events, and those that the current webhook already requests; empty means all. */
function eventsFor(wish: Wish, standing: Slot | null, version: string | null): readonly string[] {
	const before = standing === null ? null : webhookIn(standing.whole);
	const { events } = wish;
	if (events === null) return before?.events ?? [];
	if (before?.enabled === true && before.events.length === 0) return [];
	const names = evolutionEventNames({ events, ownMessages: wish.ownMessages }, version);
	if (names.length === 0) throw reportsNone();
	return [...new Set([...names, ...(before?.events ?? [])])];
}

function* write(wish: Wish, standing: Slot | null): Plan<void> {
	const version = yield* askVersion();
	yield* writeKnown(wish.session, {
		enabled: true,
		url: wish.url,
		events: eventsFor(wish, standing, version),
		headers: headersOf(wish.secret, version),
		// It would add the event's name to the address, where n8n has no webhook.
		byEvents: false,
		// Files are downloaded only if they are wanted.
		base64: false,
	});
}

/** The event names that the server lists when it refuses an unknown one. */
function namesIn({ status, body }: GatewayAnswer): readonly string[] | null {
	if (status !== 400) return null;
	const names: readonly string[] =
		sentencesIn(body)
			.join(' ')
			.match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? [];
	return names.includes('MESSAGES_UPSERT') ? names : null;
}

/** Writes a webhook with those of its events that the server knows. */
function* writeKnown(session: string, webhook: WebhookSetting): Plan<void> {
	const answer = yield {
		...writeWebhook(session, webhook),
		tolerate: (candidate) => namesIn(candidate) !== null,
	};
	const known = namesIn(answer);
	if (known === null) return;
	const events = webhook.events.filter((name) => known.includes(name));
	if (events.length === webhook.events.length) throw evolutionProblem(answer) ?? reportsNone();
	// An empty list would mean all events.
	if (events.length === 0) throw reportsNone();
	yield* writeKnown(session, { ...webhook, events });
}

const reportsNone = (): GatewayProblem =>
	new GatewayProblem('Evolution API reports none of the chosen events', {
		hint: 'Choose other events, or update the server.',
	});

/**
 * If there is no webhook to put back, ours is switched off, because an empty address is refused. The stored one stays,
 * without our header (2.3.7, observed).
 */
function* putBack(session: string, whole: Json): Plan<void> {
	const displaced = webhookIn(whole);
	const stored = displaced === null ? yield* storedWebhook(session) : null;
	if (displaced !== null) yield writeWebhook(session, displaced);
	else if (stored !== null)
		yield writeWebhook(session, { ...stored, enabled: false, events: [], headers: {} });
}

/** Evolution API has one webhook for each instance. */
export const evolutionRegistration = oneWebhook({
	name: 'Evolution API',
	read,
	*unknownSession(session) {
		return noSuchSession(session, instancesIn((yield instanceList).body));
	},
	write,
	putBack,
	mayShowForgotten: false,
});
