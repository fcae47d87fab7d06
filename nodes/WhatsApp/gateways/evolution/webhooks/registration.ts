import { isNewer } from '../../../portable/needs';
import { isObject, textAt, type Json, type JsonObject } from '../../../portable/json';
import { GatewayProblem } from '../../../portable/problem';
import type { GatewayAnswer, Plan } from '../../../transport/request';
import { hostOf, isSibling, isTaken } from '../../shared/oneWebhook';
import type { Entry, Registration, Standing } from '../../webhooks';
import { evolutionProblem, isUnknownInstance, sentencesIn } from '../answers';
import { instanceNamed } from '../instances';
import { versionIn, welcome } from '../version';
import { evolutionEventNames } from './eventNames';
import { JWT_KEY, SECRET_HEADER } from './proof';
import { storedWebhook, webhookIn, webhookQuestion, writeWebhook, type Webhook } from './setting';

/** The first version that makes a token of `jwt_key`; earlier ones post it as it is. */
const JWT_SINCE = '2.3.0';

const knowsTokens = (version: string | null): boolean =>
	version !== null && !isNewer(JWT_SINCE, version);

function* askVersion(): Plan<string | null> {
	return versionIn((yield { ...welcome, tolerate: () => true }).body);
}

/** The secret in a header of our own, and as the key of the server's own token where it makes one. */
const headersOf = (secret: string, version: string | null): JsonObject => ({
	[SECRET_HEADER]: secret,
	...(knowsTokens(version) ? { [JWT_KEY]: secret } : {}),
});

function ours(registration: Registration, version: string | null): Webhook {
	const { url, secret } = registration;
	return {
		enabled: true,
		url,
		events: evolutionEventNames(registration, version),
		headers: headersOf(secret, version),
		// It would add the name of the event to the address, where n8n has nothing.
		byEvents: false,
		// Files are fetched where they are wanted, and only there.
		base64: false,
	};
}

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && other.every((name) => one.includes(name));

const sameHeaders = (one: JsonObject, other: JsonObject): boolean =>
	sameNames(Object.keys(one), Object.keys(other)) &&
	Object.entries(other).every(([name, value]) => one[name] === value);

const isSame = (one: Webhook, other: Webhook): boolean =>
	one.enabled === other.enabled &&
	one.url === other.url &&
	one.byEvents === other.byEvents &&
	one.base64 === other.base64 &&
	sameNames(one.events, other.events) &&
	sameHeaders(one.headers, other.headers);

/** What is kept between registering and taking away, as JSON in n8n's static data. */
interface Remembered {
	/** Somebody else's webhook, to be put back. */
	readonly displaced: Webhook | null;
	/** Names that the server of this version refused. */
	readonly version: string | null;
	readonly refused: readonly string[];
}

function readRemembered(raw: Json): Remembered {
	const kept = isObject(raw) ? raw : {};
	return {
		displaced: webhookIn(kept.displaced ?? null),
		version: textAt(kept, 'version'),
		refused: Array.isArray(kept.refused)
			? kept.refused.flatMap((name: Json) => textAt(name) ?? [])
			: [],
	};
}

const withoutRefused = (
	webhook: Webhook,
	version: string | null,
	remembered: Remembered,
): Webhook => ({
	...webhook,
	events: webhook.events.filter(
		(name) => remembered.version !== version || !remembered.refused.includes(name),
	),
});

/** @throws GatewayProblem for a session that does not exist */
function* existingWebhook(session: string): Plan<Webhook | null> {
	const answer = yield { ...webhookQuestion(session), tolerate: isUnknownInstance };
	if (!isUnknownInstance(answer)) return webhookIn(answer.body);
	yield* instanceNamed(session);
	return yield* storedWebhook(session);
}

export function* isRegisteredAtEvolution(registration: Registration): Plan<boolean> {
	const version = yield* askVersion();
	const stored = yield* existingWebhook(registration.session);
	const remembered = readRemembered(registration.remembered);
	return (
		stored !== null &&
		isSame(stored, withoutRefused(ours(registration, version), version, remembered))
	);
}

/** @throws GatewayProblem when somebody else's webhook stands there and must stay */
export function* registerAtEvolution(registration: Registration): Plan<Json> {
	const version = yield* askVersion();
	const stored = yield* existingWebhook(registration.session);
	const remembered = readRemembered(registration.remembered);
	const displaced = displacedBy(registration, stored, remembered);
	const all = ours(registration, version);
	const taken = yield* write(registration.session, withoutRefused(all, version, remembered));
	return {
		...(displaced === null ? {} : { displaced: { ...displaced } }),
		version,
		refused: all.events.filter((name) => !taken.includes(name)),
	};
}

/** What must be put back later: what stands there now, unless it is our own. */
function displacedBy(
	registration: Registration,
	stored: Webhook | null,
	{ displaced }: Remembered,
): Webhook | null {
	const { session, url, formerUrl, replace, temporary } = registration;
	if (stored === null || stored.url === url || stored.url === formerUrl) return displaced;
	const sibling = isSibling(stored.url, registration);
	if (sibling && !temporary) return displaced;
	// One that is switched off gets nothing, so that nobody loses anything; it is put back all the same.
	if (!sibling && stored.enabled && !replace) throw isTaken('Evolution API', session, stored.url);
	return stored;
}

/** Names of events in a refusal of one that the server does not know, which lists all that it does. */
function namesIn({ status, body }: GatewayAnswer): readonly string[] | null {
	if (status !== 400) return null;
	const names: readonly string[] =
		sentencesIn(body)
			.join(' ')
			.match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? [];
	return names.includes('MESSAGES_UPSERT') ? names : null;
}

/** Writes our webhook, and answers the names that the server took. */
function* write(session: string, webhook: Webhook): Plan<readonly string[]> {
	// An empty list would be all events.
	if (webhook.events.length === 0) throw reportsNone();
	const answer = yield {
		...writeWebhook(session, webhook),
		tolerate: (candidate) => namesIn(candidate) !== null,
	};
	const known = namesIn(answer);
	if (known === null) return webhook.events;
	const events = webhook.events.filter((name) => known.includes(name));
	if (events.length === webhook.events.length) throw evolutionProblem(answer) ?? reportsNone();
	return yield* write(session, { ...webhook, events });
}

const reportsNone = (): GatewayProblem =>
	new GatewayProblem('Evolution API reports none of the chosen events', {
		hint: 'Choose other events, or update the server.',
	});

/**
 * Puts back what stood there before. Without that our webhook is switched off: an empty address is refused, and the stored
 * one stays behind without a header of ours (2.3.7, observed).
 */
export function* unregisterAtEvolution({ session, url, remembered }: Entry): Plan<void> {
	const answer = yield { ...webhookQuestion(session), tolerate: isUnknownInstance };
	if (isUnknownInstance(answer)) return;
	const stored = webhookIn(answer.body);
	const { displaced } = readRemembered(remembered);
	if (stored === null || stored.url === url) {
		if (displaced !== null) yield writeWebhook(session, displaced);
		else if (stored !== null)
			yield writeWebhook(session, { ...stored, enabled: false, events: [], headers: {} });
	}
}

/** Reads the webhook and nothing else. */
export function* lookAtEvolution(registration: Registration): Plan<Standing> {
	const { session, url, secret, formerUrl } = registration;
	const answer = yield { ...webhookQuestion(session), tolerate: isUnknownInstance };
	if (isUnknownInstance(answer)) return { state: 'noSession' };
	const stored = webhookIn(answer.body);
	if (stored === null || stored.url === formerUrl) return { state: 'lost' };
	if (stored.url === url) {
		const works =
			stored.enabled &&
			!stored.byEvents &&
			stored.events.length > 0 &&
			stored.headers[SECRET_HEADER] === secret;
		return { state: works ? 'kept' : 'lost' };
	}
	if (isSibling(stored.url, registration)) return { state: 'lent' };
	return stored.enabled ? { state: 'taken', by: hostOf(stored.url) } : { state: 'lost' };
}
