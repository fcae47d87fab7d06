import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readCredential, CREDENTIAL, type GatewayCredential } from '../client/readCredential';
import type { GatewayName } from '../gateways/catalogue';
import { toError } from '../portable/problem';
import { BoundedMap } from './bounded';

/** The contexts in which n8n calls the trigger. */
export type TriggerContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** Where a gateway is: the part of a credential that tells which gateway a delivery comes from. Without the API key. */
export interface GatewayPlace {
	readonly gatewayName: GatewayName;
	/** Without a trailing slash. */
	readonly baseUrl: string;
}

/** An unknown place counts as the same, because an older version of this package did not record it. */
export const samePlace = (one: GatewayPlace | null, other: GatewayPlace): boolean =>
	one === null || (one.gatewayName === other.gatewayName && one.baseUrl === other.baseUrl);

const TRIGGERS = 500;

/**
 * To read a credential, n8n 2.41 starts a JavaScript engine (an isolate), which costs as much as half an event. One
 * reading therefore serves a burst of events, and a changed credential takes effect after a minute at the latest.
 */
const FRESH_MS = 60_000;

/** How long a place stays known if registration did not keep it. */
const PLACE_MS = 3_600_000;

const readings = new BoundedMap<Promise<GatewayCredential>>(TRIGGERS);
const places = new BoundedMap<GatewayPlace>(TRIGGERS);

/** The credential as it is now. */
export async function readAnew(context: TriggerContext): Promise<GatewayCredential> {
	const name = keyOf(context);
	const reading = readNow(context);
	// Concurrent callers share this reading.
	readings.set(name, reading, FRESH_MS);
	try {
		const connected = await reading;
		places.set(name, placeIn(connected), PLACE_MS);
		return connected;
	} catch (error) {
		readings.delete(name);
		throw toError(error);
	}
}

/** The credential as it was within the last minute. */
export const readOnce = async (context: TriggerContext): Promise<GatewayCredential> =>
	await (readings.get(keyOf(context)) ?? readAnew(context));

/** Only the place, as it was within the last hour. */
export const placeOf = async (context: TriggerContext): Promise<GatewayPlace> =>
	places.get(keyOf(context)) ?? placeIn(await readOnce(context));

export const placeIn = ({ gatewayName, connection }: GatewayCredential): GatewayPlace => ({
	gatewayName,
	baseUrl: connection.baseUrl,
});

const readNow = async (context: TriggerContext): Promise<GatewayCredential> =>
	readCredential(await context.getCredentials(CREDENTIAL));

/** A node that gets another credential gets another key here. */
function keyOf(context: TriggerContext): string {
	const { id, credentials } = context.getNode();
	return [context.getWorkflow().id, id, credentials?.[CREDENTIAL]?.id ?? ''].join(' ');
}

/** One trigger of one workflow, in this process. */
export const triggerKey = (context: TriggerContext): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/** The name of a trigger in the log. */
export const nameOf = (context: TriggerContext): string =>
	`${context.getNode().name} (workflow ${context.getWorkflow().id})`;
