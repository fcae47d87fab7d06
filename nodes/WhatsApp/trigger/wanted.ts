import { randomBytes } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';
import type { Registration } from '../gateways/webhooks';
import { quote, Refusal } from '../portable/refusal';
import { isWebAddress, SET_N8N_ADDRESS } from '../portable/webAddress';
import { samePlace, triggerKey } from './credential';
import { eventName } from './events';
import { readSettings, type Settings } from './fields';
import {
	accessOf,
	openTriggerClient,
	triggerParameters,
	type Access,
	type TriggerClient,
} from './triggerClient';
import { keptOf, NOBODY, type Kept } from './kept';
import { triggerMemoryOf, type Registered } from './memory';

const SECRET_BYTES = 32;

/** The webhook that is wanted, and at which gateway. */
export interface WantedWebhook {
	readonly access: Access;
	readonly client: TriggerClient;
	readonly registration: Registration;
	/** What was registered last, wherever that was. */
	readonly before: Registered | null;
	/** True if that was at another gateway or for another session. */
	readonly isMoved: boolean;
	/** Whether the user entered the secret. */
	readonly isGiven: boolean;
}

/**
 * The gateway and the wanted webhook, from the trigger's settings; null if the user registers it by hand.
 * @throws Refusal when the settings or the credential are invalid
 */
export async function wantedOf(context: IHookFunctions): Promise<WantedWebhook | null> {
	const settings = readSettings(triggerParameters(context));
	if (settings.registration === 'manual') {
		refuseUnverifiable(settings);
		return null;
	}
	const access = await accessOf(context);
	const client = openTriggerClient(context, access);
	refuseNever(client, settings);
	const before = registeredBefore(context);
	const isMoved =
		before !== null &&
		!(samePlace(before.place, client.place) && before.session === settings.session);
	const registration = registrationOf(context, settings, isMoved ? null : before, isMoved);
	return {
		access,
		client,
		before,
		isMoved,
		registration,
		isGiven: settings.options.secret !== null,
	};
}

/** As this process knows it, because it restores what a gateway lost; else as n8n stored it. */
export function registeredBefore(context: IHookFunctions): Registered | null {
	const kept = keptFor(context);
	return kept === undefined ? triggerMemoryOf(context).registered : kept.registered;
}

/**
 * What this process looks after for the workflow; nothing for listening in the editor, which has an address of its own.
 */
export function keptFor(context: IHookFunctions): Kept | undefined {
	const kept = keptOf(triggerKey(context));
	return kept?.registration.url === webhookUrlOf(context) ? kept : undefined;
}

/** @throws Refusal for a workflow that was never saved */
export function webhookUrlOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new Refusal('n8n has no address for this trigger', 'Save the workflow and try again.');
}

/** n8n builds the address from its settings without checking them. */
function refuseNoAddress(url: string): void {
	if (isWebAddress(url)) return;
	throw new Refusal(
		`n8n gives this trigger the address ${quote(url)}, which is no web address`,
		SET_N8N_ADDRESS,
	);
}

/**
 * Uses the secret that the user entered; otherwise one is generated once and kept. A trigger that was moved gets a new
 * one, so that a webhook that could not be removed no longer starts anything. Only a registered secret is kept, so the
 * user's new secret is kept once it is set at the gateway.
 */
function secretOf(context: IHookFunctions, given: string | null, isMoved: boolean): string {
	const memory = triggerMemoryOf(context);
	const known = isMoved ? null : memory.secret;
	const secret = given ?? known ?? randomBytes(SECRET_BYTES).toString('hex');
	if (known === null) memory.secret = secret;
	return secret;
}

function registrationOf(
	context: IHookFunctions,
	{ session, events, filters, options }: Settings,
	before: Registered | null,
	isMoved: boolean,
): Registration {
	const url = webhookUrlOf(context);
	refuseNoAddress(url);
	return {
		session,
		url,
		formerUrl: before?.url ?? null,
		tail: tailOf(context, url),
		temporary: isListening(context),
		secret: secretOf(context, options.secret, isMoved),
		events,
		ownMessages: filters.ownMessages,
		acceptUnsigned: options.acceptUnsigned,
		replace: options.replace,
		remembered: before?.remembered ?? null,
		learns: true,
		// Other triggers may not be known yet while n8n starts, or if the editor listens in another main process of n8n.
		forgetsStrangers: ['activate', 'update'].includes(context.getActivationMode()),
		company: NOBODY,
	};
}

/** Whether n8n registers for "listen for test event"; on removal n8n does not say so. */
export const isListening = (context: IHookFunctions): boolean =>
	context.getActivationMode() === 'manual';

/** `/<id>/webhook`; for a node without its own id, the id is replaced by the workflow's id and the node's name. */
function tailOf(context: IHookFunctions, url: string): string {
	const parts = new URL(url).pathname.split('/');
	return `/${parts.slice(context.getNode().webhookId === undefined ? -3 : -2).join('/')}`;
}

/** Refuses events that the gateway never reports, instead of waiting for them. */
function refuseNever({ gateway }: TriggerClient, { events }: Settings): void {
	const never = events.filter((event) => gateway.webhooks.never.includes(event));
	if (never.length === 0) return;
	throw new Refusal(
		`${gateway.name} does not report: ${never.map(eventName).join(', ')}`,
		'Take it out of Events.',
	);
}

/** With manual registration only the user knows the secret. */
function refuseUnverifiable({ options }: Settings): void {
	if (options.secret !== null || options.acceptUnsigned) return;
	throw new Refusal(
		'With manual registration the trigger needs a secret to know the gateway by',
		'Add Secret under Options, and enter the same one at the gateway. If the gateway cannot sign, switch on Accept Unsigned there.',
	);
}
