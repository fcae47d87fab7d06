import type { SessionConfig } from '../../operations/session/config';
import { booleanAt, textAt, type Json, type JsonObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { Plan } from '../../transport/request';
import { inSession } from '../shared/path';
import { bodyOf, get, post, repeatable } from './requests';
import { storedWebhook, writeWebhook } from './webhooks/setting';

interface Change extends Partial<SessionConfig> {
	readonly webhookUrl?: string;
}

interface Proxy {
	readonly host: string;
	readonly port: string;
	readonly protocol: string;
}

const STANDARD_PORT = '80';

/** The parts of a proxy, which the server stores separately; an empty text stands for none. */
function partsOf(server: string): Proxy {
	const address = /^[a-z][a-z0-9]*:\/\//i.test(server) ? server : `http://${server}`;
	if (!URL.canParse(address))
		throw new Refusal(
			'Proxy Server is no address',
			'Write host and port, for example proxy.example.com:3128.',
		);
	const { hostname, port, protocol } = new URL(address);
	return {
		host: hostname,
		port: port === '' ? STANDARD_PORT : port,
		protocol: protocol.slice(0, -1),
	};
}

function refuseLoginAlone({ proxyServer, proxyUsername, proxyPassword }: Change): void {
	if ((proxyServer ?? '') !== '' || (proxyUsername ?? proxyPassword) === undefined) return;
	throw new Refusal(
		'A user name or password needs a proxy',
		'Add the option Proxy Server with its address.',
	);
}

/** The proxy of a session to be created. */
export function proxyOf(set: Change): JsonObject {
	refuseLoginAlone(set);
	if ((set.proxyServer ?? '') === '') return {};
	const { host, port, protocol } = partsOf(set.proxyServer ?? '');
	return {
		proxyHost: host,
		proxyPort: port,
		proxyProtocol: protocol,
		proxyUsername: set.proxyUsername ?? '',
		proxyPassword: set.proxyPassword ?? '',
	};
}

/** The server requires all six settings at once. */
const SETTINGS = [
	'rejectCall',
	'groupsIgnore',
	'alwaysOnline',
	'readMessages',
	'readStatus',
	'syncFullHistory',
];

function* changeSettings(session: string, ignoreGroups: boolean): Plan<boolean> {
	const stored = yield* bodyOf(inSession(session, get('settings/find', session)));
	if (booleanAt(stored, 'groupsIgnore') === ignoreGroups) return false;
	const settings = Object.fromEntries(
		SETTINGS.map((name) => [name, booleanAt(stored, name) ?? false]),
	);
	const msgCall = textAt(stored, 'msgCall');
	yield repeatable(
		inSession(
			session,
			post('settings/set', session, {
				...settings,
				groupsIgnore: ignoreGroups,
				...(msgCall === null ? {} : { msgCall }),
			}),
		),
	);
	return true;
}

function* changeProxy(session: string, set: Change): Plan<boolean> {
	refuseLoginAlone(set);
	if (set.proxyServer === undefined) return false;
	const off = set.proxyServer === '';
	const { host, port, protocol } = off
		? { host: '', port: '', protocol: '' }
		: partsOf(set.proxyServer);
	yield repeatable(
		inSession(
			session,
			post('proxy/set', session, {
				enabled: !off,
				host,
				port,
				protocol,
				username: set.proxyUsername ?? '',
				password: set.proxyPassword ?? '',
			}),
		),
	);
	return true;
}

function* changeWebhook(session: string, url: string): Plan<boolean> {
	const stored = yield* storedWebhook(session);
	if (stored?.enabled === true && stored.url === url) return false;
	yield writeWebhook(session, {
		...(stored ?? { events: [], headers: {}, byEvents: false, base64: false }),
		enabled: true,
		url,
	});
	return true;
}

/** Changes what is set, each part where the server keeps it, and reports whether anything had to be written. */
export function* updateSession(session: string, set: Change): Plan<Json> {
	refuseLoginAlone(set);
	const changes = [
		set.ignoreGroups === undefined ? false : yield* changeSettings(session, set.ignoreGroups),
		yield* changeProxy(session, set),
		set.webhookUrl === undefined ? false : yield* changeWebhook(session, set.webhookUrl),
	];
	return { changed: changes.includes(true) };
}
