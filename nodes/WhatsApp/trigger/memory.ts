import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isGatewayName } from '../connect';
import { at, isObject, listAt, textAt, type Json } from '../portable/json';
import type { Place } from './credential';

/** What was registered where; the workflow may have been edited since. */
export interface Registered {
	readonly session: string;
	readonly url: string;
	/** The gateway; null in what an older version of this package registered. */
	readonly place: Place | null;
	/** What the dialect needs to take it away again. */
	readonly remembered: Json;
}

/**
 * What the trigger keeps in n8n's static data, which survives a restart. n8n has one for the active workflow and another
 * one, thrown away after, for listening in the editor; it loads it for each request and saves what changed after it.
 */
export interface Memory {
	secret: string | null;
	registered: Registered | null;
	/** Hashes of what came last, the newest at the end. */
	seen: readonly string[];
}

export function memoryOf(context: IHookFunctions | IWebhookFunctions): Memory {
	const data: IDataObject = context.getWorkflowStaticData('node');
	return {
		get secret() {
			return textAt(asJson(data.secret));
		},
		set secret(secret) {
			data.secret = secret;
		},
		get registered() {
			return readRegistered(asJson(data.registered));
		},
		set registered(registered) {
			data.registered = registered;
		},
		get seen() {
			return listAt(asJson(data.seen)).flatMap((key) => textAt(key) ?? []);
		},
		set seen(seen) {
			data.seen = [...seen];
		},
	};
}

/** Static data went through JSON, or will. */
const asJson = (value: unknown): Json => {
	if (isObject(value) || Array.isArray(value)) return value;
	return typeof value === 'string' ? value : null;
};

function readRegistered(raw: Json): Registered | null {
	const [session, url] = [textAt(raw, 'session'), textAt(raw, 'url')];
	return session === null || url === null
		? null
		: { session, url, place: readPlace(raw), remembered: at(raw, 'remembered') ?? null };
}

function readPlace(raw: Json): Place | null {
	const gatewayName = at(raw, 'place', 'gatewayName');
	const baseUrl = textAt(raw, 'place', 'baseUrl');
	return isGatewayName(gatewayName) && baseUrl !== null ? { gatewayName, baseUrl } : null;
}
