import {
	at,
	isObject,
	listAt,
	objectAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../../portable/json';
import { isNewer } from '../../../portable/needs';
import { GatewayProblem } from '../../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../../transport/request';
import { path } from '../../shared/path';
import { unknownSession } from '../../shared/problems';
import type { Entry, Placed, Registration, Standing } from '../../webhooks';
import { lacksRoute, wahaProblem, wahaSentence } from '../answers';
import { wahaEventNames } from './eventNames';
import { get, repeatable } from '../requests';
import { sameJson } from '../sessionConfig';

/**
 * Makes WAHA repeat a failed delivery after 4, 8, 16 … seconds, nine times within 41 minutes. WAHA's default gives up
 * after 30 seconds, less than an update of n8n takes. The trigger accepts a delivery for an hour, which is longer.
 */
const RETRIES = { policy: 'exponential', delaySeconds: 2, attempts: 9 };

/** The last version that does not sign without a Plus licence. */
const UNSIGNED = '2024.10.999';

/** What is kept from registration to removal, as JSON in n8n's static data. */
interface Remembered {
	/** Whether the session had a configuration before, and a list of webhooks in it. */
	readonly config: boolean;
	readonly webhooks: boolean;
	/** Events that the server of this version refused. */
	readonly version: string | null;
	readonly refused: readonly string[];
}

function readRemembered(raw: Json, config: JsonObject | null): Remembered {
	if (!isObject(raw))
		return {
			config: config !== null,
			webhooks: Array.isArray(config?.webhooks),
			version: null,
			refused: [],
		};
	return {
		config: raw.config !== false,
		webhooks: raw.webhooks !== false,
		version: textAt(raw, 'version'),
		refused: listAt(raw, 'refused').flatMap((name) => textAt(name) ?? []),
	};
}

interface Server {
	readonly version: string | null;
	readonly signs: boolean;
}

function* askServer(): Plan<Server> {
	const { body } = yield { ...get('/api/server/version'), tolerate: lacksRoute };
	const version = textAt(body, 'version');
	const signs = version === null || isNewer(version, UNSIGNED) || textAt(body, 'tier') === 'PLUS';
	return { version, signs };
}

const isUnknown = (answer: GatewayAnswer): boolean =>
	answer.status === 404 &&
	/^Session not found|^We didn't find a session/.test(wahaSentence(answer.body) ?? '');

/** The whole configuration of a session: null if it has none, undefined if there is no such session. */
function* storedConfig(session: string): Plan<JsonObject | null | undefined> {
	const answer = yield { ...get(path`/api/sessions/${session}`), tolerate: isUnknown };
	if (isUnknown(answer)) return undefined;
	const config = at(answer.body, 'config');
	return isObject(config) ? config : null;
}

function* existingConfig(session: string): Plan<JsonObject | null> {
	const config = yield* storedConfig(session);
	if (config !== undefined) return config;
	const { body } = yield get('/api/sessions', { all: true });
	throw unknownSession(
		'WAHA',
		session,
		listAt(body).map((item) => textAt(item, 'name')),
	);
}

/**
 * Always sends the whole configuration, because a body without one wipes it (2024.10, observed). It restarts the
 * session.
 */
const put = (session: string, config: JsonObject | null): GatewayRequest =>
	repeatable({ method: 'PUT', path: path`/api/sessions/${session}`, body: { config } });

const isOurs =
	(...urls: ReadonlyArray<string | null>) =>
	(entry: Json): boolean =>
		urls.includes(textAt(entry, 'url'));

/** The configuration with our webhook in its place, and all others unchanged. */
function withOurs(
	config: JsonObject | null,
	{ url, formerUrl, secret }: Registration,
	events: readonly string[],
): JsonObject {
	const list = listAt(config ?? {}, 'webhooks');
	const ours = isOurs(url, formerUrl);
	const found = list.find(ours);
	const entry = {
		...(found === undefined ? { retries: RETRIES } : objectAt(found)),
		url,
		events: sameNames(listAt(found, 'events'), events) ? listAt(found, 'events') : events,
		hmac: { ...objectAt(found, 'hmac'), key: secret },
	};
	const others = (rest: readonly Json[]): readonly Json[] => rest.filter((one) => !ours(one));
	const place = found === undefined ? list.length : list.indexOf(found);
	return { ...config, webhooks: [...list.slice(0, place), entry, ...others(list.slice(place))] };
}

function withoutOurs(
	config: JsonObject,
	url: string,
	{ config: hadConfig, webhooks: hadWebhooks }: Remembered,
): JsonObject | null {
	const webhooks = listAt(config, 'webhooks').filter((entry) => !isOurs(url)(entry));
	if (webhooks.length > 0 || hadWebhooks) return { ...config, webhooks };
	const { webhooks: _, ...rest } = config;
	return Object.keys(rest).length === 0 && !hadConfig ? null : rest;
}

const sameNames = (one: readonly Json[], other: readonly string[]): boolean =>
	one.length === other.length && other.every((name) => one.includes(name));

/** The names that the server knows, from its refusal of an unknown one; null for any other answer. */
function namesIn({ status, body }: GatewayAnswer): string[] | null {
	if (status !== 400) return null;
	const lists = listAt(body, 'message').map(
		(line) => /in events must be one of the following values: (.+)$/.exec(textAt(line) ?? '')?.[1],
	);
	return lists.find((list) => list !== undefined)?.split(/,\s*/) ?? null;
}

/** The names to request, without those that this very version refused before. */
function namesFor(
	registration: Registration,
	{ version }: Server,
	remembered: Remembered,
): string[] {
	const refused = remembered.version === version ? remembered.refused : [];
	return wahaEventNames(registration, version).filter((name) => !refused.includes(name));
}

export function* isRegisteredAtWaha(registration: Registration): Plan<boolean> {
	const server = yield* askServer();
	const config = yield* existingConfig(registration.session);
	if (!server.signs && !registration.acceptUnsigned) return false;
	const names = namesFor(registration, server, readRemembered(registration.remembered, config));
	return config !== null && sameJson(withOurs(config, registration, names), config);
}

/** @throws GatewayProblem for an unknown session, and for a server that cannot do what is wanted */
export function* registerAtWaha(registration: Registration): Plan<Placed> {
	const server = yield* askServer();
	const config = yield* existingConfig(registration.session);
	if (!server.signs && !registration.acceptUnsigned) throw cannotSign(server);
	const remembered = readRemembered(registration.remembered, config);
	const wanted = wahaEventNames(registration, server.version);
	const names = namesFor(registration, server, remembered);
	const taken = yield* write(registration, config, names, server);
	const refused = wanted.filter((name) => !taken.includes(name));
	return {
		remembered: { ...remembered, version: server.version, refused },
		secret: registration.secret,
	};
}

/** Writes what has changed, and returns the names that the server accepted. */
function* write(
	registration: Registration,
	config: JsonObject | null,
	names: readonly string[],
	server: Server,
): Plan<readonly string[]> {
	if (names.length === 0) throw reportsNone(server);
	const wanted = withOurs(config, registration, names);
	if (sameJson(wanted, config)) return names;
	const answer = yield {
		...put(registration.session, wanted),
		tolerate: (candidate) => namesIn(candidate) !== null,
	};
	const known = namesIn(answer);
	if (known === null) return names;
	const fewer = names.filter((name) => known.includes(name));
	if (fewer.length === names.length) throw wahaProblem(answer) ?? reportsNone(server);
	return yield* write(registration, config, fewer, server);
}

/** A session that no longer exists has no webhook of ours either. */
export function* unregisterAtWaha({ session, url, remembered }: Entry): Plan<void> {
	const config = yield* storedConfig(session);
	if (!isObject(config) || !listAt(config, 'webhooks').some(isOurs(url))) return;
	yield put(session, withoutOurs(config, url, readRemembered(remembered, config)));
}

/**
 * Only reads the session's configuration, because changing it restarts the session. The wanted events, and whether the
 * server knows more of them by now, are checked when n8n starts.
 */
export function* lookAtWaha({ session, url, secret }: Registration): Plan<Standing> {
	const config = yield* storedConfig(session);
	if (config === undefined) return { state: 'noSession' };
	const ours = listAt(config, 'webhooks').find(isOurs(url));
	const works = listAt(ours, 'events').length > 0 && textAt(ours, 'hmac', 'key') === secret;
	return works ? { state: 'kept', hasStrangers: false } : { state: 'lost' };
}

const named = ({ version }: Server): string => (version === null ? '' : ` (${version})`);

const cannotSign = (server: Server): GatewayProblem =>
	new GatewayProblem(`This WAHA${named(server)} does not sign what it sends`, {
		hint: 'Update WAHA to 2024.11 or newer. If only the gateway can reach n8n, you can switch on Accept Unsigned under Options instead.',
	});

const reportsNone = (server: Server): GatewayProblem =>
	new GatewayProblem(`This WAHA${named(server)} reports none of the chosen events`, {
		hint: 'Update WAHA, or choose other events.',
	});
