import type { SessionApp } from '../../operations/session/lists';
import type { SessionConfig } from '../../operations/session/config';
import type { SessionWebhook } from '../../operations/session/webhooks';
import {
	at,
	booleanAt,
	defined,
	isObject,
	objectAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../portable/json';
import { Refusal } from '../../portable/refusal';

/**
 * A session's configuration merged with the user's settings. Lists are replaced whole, everything else by its parts.
 * @throws Refusal when a part is set that means nothing without another one
 */
export const mergedConfig = (current: JsonObject, set: Partial<SessionConfig>): JsonObject =>
	defined({
		...current,
		metadata: set.metadata ?? current.metadata,
		proxy: mergedProxy(current, set),
		debug: set.debug ?? current.debug,
		noweb: mergedNoweb(current, set),
		gows: mergedGows(current, set),
		webjs: part(current, 'webjs', { tagsEventsOn: set.webjsTagEvents }),
		ignore: part(current, 'ignore', {
			status: set.ignoreStatus,
			groups: set.ignoreGroups,
			channels: set.ignoreChannels,
			broadcast: set.ignoreBroadcast,
		}),
		client: part(current, 'client', {
			deviceName: set.deviceName,
			browserName: set.browserName,
		}),
		webhooks: set.webhooks?.map(webhookBody) ?? current.webhooks,
	});

/** A part of the configuration, unchanged or with new values in it. */
function part(current: JsonObject, name: string, values: JsonObject): Json | undefined {
	const given = defined(values);
	return Object.keys(given).length === 0 ? current[name] : { ...objectAt(current, name), ...given };
}

function mergedProxy(current: JsonObject, set: Partial<SessionConfig>): Json | undefined {
	const { proxyServer, proxyUsername, proxyPassword } = set;
	const login = defined({ username: proxyUsername, password: proxyPassword });
	const hasLogin = Object.keys(login).length > 0;
	if (proxyServer === undefined && !hasLogin) return current.proxy;
	const server = proxyServer ?? textAt(current, 'proxy', 'server') ?? '';
	if (server !== '') return { ...objectAt(current, 'proxy'), server, ...login };
	if (!hasLogin) return isObject(current.proxy) ? undefined : current.proxy;
	throw new Refusal(
		'A user name or password needs a proxy',
		'Add the option Proxy Server with its address.',
	);
}

/** WAHA requires these settings whole; unset ones stay as they were, or as WAHA's defaults. */
function mergedNoweb(current: JsonObject, set: Partial<SessionConfig>): Json | undefined {
	const { nowebStore, nowebFullSync, nowebMarkOnline } = set;
	const store =
		nowebStore === undefined && nowebFullSync === undefined
			? undefined
			: {
					// History is loaded into the store, so it requires one.
					enabled:
						nowebStore ?? booleanAt(current, 'noweb', 'store', 'enabled') ?? nowebFullSync ?? false,
					fullSync: nowebFullSync ?? booleanAt(current, 'noweb', 'store', 'fullSync') ?? false,
				};
	if (store === undefined && nowebMarkOnline === undefined) return current.noweb;
	return {
		...objectAt(current, 'noweb'),
		markOnline: nowebMarkOnline ?? booleanAt(current, 'noweb', 'markOnline') ?? true,
		...(store === undefined ? {} : { store }),
	};
}

function mergedGows(current: JsonObject, set: Partial<SessionConfig>): Json | undefined {
	const storage = part(objectAt(current, 'gows'), 'storage', {
		messages: set.gowsMessages,
		groups: set.gowsGroups,
		chats: set.gowsChats,
		labels: set.gowsLabels,
	});
	return storage === objectAt(current, 'gows').storage
		? current.gows
		: { ...objectAt(current, 'gows'), storage };
}

const webhookBody = ({ url, events, hmacKey, retries, headers }: SessionWebhook): JsonObject =>
	defined({
		url,
		events: [...events],
		hmac: hmacKey === null ? undefined : { key: hmacKey },
		retries: retries === null ? undefined : { ...retries },
		customHeaders: headers.length === 0 ? undefined : headers.map((header) => ({ ...header })),
	});

/** Apps as WAHA expects them. */
export const appBodies = (apps: readonly SessionApp[], session: string): JsonObject[] =>
	apps.map(({ app, id, enabled, config }) => ({
		id: id ?? `${app}_${session}`,
		session,
		app,
		enabled,
		config,
	}));

/** Apps from WAHA, in the form in which they are sent; one that does not say whether it is enabled is. */
export const storedApps = (apps: readonly Json[]): Json[] =>
	apps.map((app) => ({
		id: at(app, 'id'),
		session: at(app, 'session'),
		app: at(app, 'app'),
		enabled: at(app, 'enabled') ?? true,
		config: at(app, 'config'),
	}));

/** Whether two values are equal; a member that is null equals an absent one. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
	if (one === other || (one ?? null) === (other ?? null)) return true;
	if (Array.isArray(one) && Array.isArray(other))
		return one.length === other.length && one.every((entry, i) => sameJson(entry, other[i]));
	if (!isObject(one) || !isObject(other)) return false;
	return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) =>
		sameJson(one[name], other[name]),
	);
}
