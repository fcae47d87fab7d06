import { randomUUID } from 'node:crypto';
import { asString, isObject, type JsonObject, stringsOf } from '../http/json';
import type { Session } from '../world';
import type { EvolutionContext, StoredWebhook } from './context';
import { badRequest } from './errors';
import type { EvolutionRouter } from './router';

/** The one webhook of an instance. Setting it needs no restart. */
export function webhookRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	// Null if none was ever set; its headers are in clear text.
	route.instance(
		'GET',
		'/webhook/find/{instance}',
		(_call, session) => evolution.registration(session).webhook,
	);
	route.instance('POST', '/webhook/set/{instance}', ({ body }, session) =>
		setWebhook(isObject(body.webhook) ? body.webhook : {}, session, evolution),
	);
}

/**
 * Stores a webhook over the existing one. When switched off it loses its events and keeps the rest; omitted headers
 * stay as they were (2.3.7, observed).
 * @throws 400 for an invalid URL, and a TypeError without events
 */
export function setWebhook(
	given: JsonObject,
	session: Session,
	evolution: EvolutionContext,
): StoredWebhook {
	const url = asString(given.url) ?? '';
	if (!/^https?:\/\//.test(url)) throw badRequest('Invalid "url" property');
	const isEnabled = given.enabled === true;
	if (isEnabled && given.events === undefined)
		throw new TypeError("Cannot read properties of undefined (reading 'length')");
	const events = stringsOf(given.events);
	const all = events.length === 0 ? [...evolution.version.events] : events;
	const registration = evolution.registration(session);
	const before = registration.webhook;
	const now = evolution.nowIso();
	registration.webhook = {
		id: before?.id ?? randomUUID(),
		url,
		headers: isObject(given.headers) ? given.headers : (before?.headers ?? {}),
		enabled: isEnabled,
		events: isEnabled ? all : [],
		webhookByEvents: given.byEvents === true,
		webhookBase64: given.base64 === true,
		createdAt: before?.createdAt ?? now,
		updatedAt: now,
		instanceId: registration.id,
	};
	return registration.webhook;
}
