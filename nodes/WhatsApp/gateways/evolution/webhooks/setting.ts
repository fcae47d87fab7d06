import {
	booleanAt,
	isObject,
	listAt,
	objectAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../../portable/json';
import type { GatewayRequest, Plan } from '../../../transport/request';
import { inSession } from '../../shared/path';
import { get, post, repeatable } from '../requests';

/** The one webhook of a session, with everything that the server stores about it. */
export interface WebhookSetting {
	readonly enabled: boolean;
	readonly url: string;
	/** Empty means all. */
	readonly events: readonly string[];
	readonly headers: JsonObject;
	/** Whether the name of the event is added to the address. */
	readonly byEvents: boolean;
	/** Whether files come with their messages. */
	readonly base64: boolean;
}

export const webhookQuestion = (session: string): GatewayRequest =>
	inSession(session, get('webhook/find', session));

/** The stored webhook, under the names of the database or of the request; null if there is none. */
export function webhookIn(stored: Json): WebhookSetting | null {
	const url = textAt(stored, 'url');
	if (!isObject(stored) || url === null) return null;
	return {
		enabled: booleanAt(stored, 'enabled') !== false,
		url,
		events: listAt(stored, 'events').flatMap((name) => textAt(name) ?? []),
		headers: objectAt(stored, 'headers'),
		byEvents: booleanAt(stored, 'webhookByEvents') ?? booleanAt(stored, 'byEvents') ?? false,
		base64: booleanAt(stored, 'webhookBase64') ?? booleanAt(stored, 'base64') ?? false,
	};
}

export function* storedWebhook(session: string): Plan<WebhookSetting | null> {
	return webhookIn((yield webhookQuestion(session)).body);
}

/**
 * Writes every field: omitted headers keep their old values, and omitted events are a server error (2.3.7, observed).
 * The phone stays linked.
 */
export const writeWebhook = (session: string, webhook: WebhookSetting): GatewayRequest =>
	repeatable(inSession(session, post('webhook/set', session, { webhook: { ...webhook } })));
