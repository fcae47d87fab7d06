import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isGatewayName } from '../gateways/listed';
import { at, isObject, listAt, numberAt, objectAt, textAt, type Json } from '../portable/json';
import { SESSION_STATUSES } from '../portable/shapes';
import type { GatewayPlace } from './credential';
import type { AnnouncedStatus } from './restart';

/**
 * What was registered, and where; the workflow and its credential may have been edited since. The key is never stored.
 */
export interface Registered {
	/** The gateway; null if an older version of this package registered it. */
	readonly place: GatewayPlace | null;
	readonly session: string;
	readonly url: string;
	/** What the dialect needs to remove it. */
	readonly remembered: Json;
}

/**
 * What the trigger keeps in n8n's static data, which survives a restart. n8n has one for the active workflow, and a
 * temporary one for listening in the editor. It loads the data for each request and saves changes afterwards.
 */
export interface TriggerMemory {
	secret: string | null;
	registered: Registered | null;
	/** Hashes of the latest events, the newest last. */
	seen: readonly string[];
	/** The session status that the workflow was told last. */
	toldOf(session: string): AnnouncedStatus | null;
	tell(session: string, told: AnnouncedStatus): void;
}

/** Most sessions whose last status is kept. A trigger has one session, unless somebody gave its address to several. */
const SESSIONS = 20;

export function triggerMemoryOf(context: IHookFunctions | IWebhookFunctions): TriggerMemory {
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
		toldOf: (session) => readTold(at(asJson(data.told), session)),
		tell: (session, told) => {
			const { [session]: _, ...others } = objectAt(asJson(data.told));
			const kept = Object.entries(others).slice(1 - SESSIONS);
			data.told = Object.fromEntries([...kept, [session, { ...told }]]);
		},
	};
}

function readTold(raw: Json | undefined): AnnouncedStatus | null {
	const [status, moment] = [textAt(raw, 'status'), numberAt(raw, 'at')];
	const known = SESSION_STATUSES.find((name) => name === status);
	return known === undefined || moment === null ? null : { status: known, at: moment };
}

/** Static data is stored as JSON. */
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

function readPlace(raw: Json): GatewayPlace | null {
	const gatewayName = at(raw, 'place', 'gatewayName');
	const baseUrl = textAt(raw, 'place', 'baseUrl');
	return isGatewayName(gatewayName) && baseUrl !== null ? { gatewayName, baseUrl } : null;
}
