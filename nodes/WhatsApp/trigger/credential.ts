import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readCredential, CREDENTIAL, type GatewayCredential } from '../client/readCredential';
import type { GatewayName } from '../gateways/catalogue';
import { toError } from '../portable/problem';
import { BoundedMap } from './bounded';

/** Where n8n calls the trigger. */
export type TriggerContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** Where a gateway is: what of a credential tells whose delivery it is. The API key is no part of it. */
export interface GatewayPlace {
	readonly gatewayName: GatewayName;
	/** Without trailing slash. */
	readonly baseUrl: string;
}

/** What is not known, because an older version of this package did not note it, counts as the same. */
export const samePlace = (one: GatewayPlace | null, other: GatewayPlace): boolean =>
	one === null || (one.gatewayName === other.gatewayName && one.baseUrl === other.baseUrl);

const TRIGGERS = 500;

/**
 * To read a credential, n8n 2.41 starts a JavaScript engine of its own (an isolate), which costs as much as half an
 * event. So one reading serves a burst, and a changed credential counts a minute later at the latest.
 */
const FRESH_MS = 60_000;

/** How long the place is known, where registration did not keep it. */
const PLACE_MS = 3_600_000;

const readings = new BoundedMap<Promise<GatewayCredential>>(TRIGGERS);
const places = new BoundedMap<GatewayPlace>(TRIGGERS);

/** What the credential says now. */
export async function readAnew(context: TriggerContext): Promise<GatewayCredential> {
	const name = keyOf(context);
	const reading = readNow(context);
	// Those that ask meanwhile get the same one.
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

/** What the credential said within the last minute, if it was read then. */
export const readOnce = async (context: TriggerContext): Promise<GatewayCredential> =>
	await (readings.get(keyOf(context)) ?? readAnew(context));

/** The place alone, as it was within the last hour. */
export const placeOf = async (context: TriggerContext): Promise<GatewayPlace> =>
	places.get(keyOf(context)) ?? placeIn(await readOnce(context));

export const placeIn = ({ gatewayName, connection }: GatewayCredential): GatewayPlace => ({
	gatewayName,
	baseUrl: connection.baseUrl,
});

const readNow = async (context: TriggerContext): Promise<GatewayCredential> =>
	readCredential(await context.getCredentials(CREDENTIAL));

/** A node that gets another credential has another name. */
function keyOf(context: TriggerContext): string {
	const { id, credentials } = context.getNode();
	return [context.getWorkflow().id, id, credentials?.[CREDENTIAL]?.id ?? ''].join(' ');
}

/** One trigger of one workflow, in this process. */
export const triggerKey = (context: TriggerContext): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/** How the log calls a trigger. */
export const nameOf = (context: TriggerContext): string =>
	`${context.getNode().name} (workflow ${context.getWorkflow().id})`;
