import type { IHookFunctions } from 'n8n-workflow';
import { toNodeError } from '../client/errors';
import type { Placed } from '../gateways/webhooks';
import { GatewayProblem, toError } from '../portable/problem';
import { BoundedMap } from './bounded';
import { change } from './change';
import { placeIn, samePlace, nameOf, triggerKey } from './credential';
import { sessionParameter } from './fields';
import { accessOf, openTriggerClient, triggerParameters, type Access } from './triggerClient';
import {
	asRegistered,
	forget,
	inCompany,
	keep,
	listenAt,
	NOBODY,
	registeredInCompany,
	stopListeningAt,
} from './kept';
import { triggerMemoryOf, type Registered } from './memory';
import {
	webhookUrlOf,
	isListening,
	keptFor,
	registeredBefore,
	wantedOf,
	type WantedWebhook,
} from './wanted';

/**
 * Registrations that n8n did not save because an activation failed on another trigger; n8n still asks to remove our
 * webhook.
 */
const unsaved = new BoundedMap<Registered>(1_000);
const UNSAVED_MS = 3_600_000;

/** Whether the gateway would deliver to the trigger as registered; then n8n does nothing more. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const wanted = await wantedOf(context);
		if (wanted === null) return true;
		// A webhook at another place has to be removed there first.
		if (wanted.isMoved) return false;
		lookAfter(context, wanted);
		const { client, registration } = wanted;
		const { webhooks } = client.gateway;
		return await orLater(context, wanted, async () =>
			change(client, registration.session, () => webhooks.isRegistered(registration)),
		);
	});
}

/** Makes the gateway deliver to the trigger, and remembers where. */
export async function register(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const wanted = await wantedOf(context);
		if (wanted === null) return true;
		await leaveFormer(context, wanted);
		lookAfter(context, wanted);
		const { client, registration } = wanted;
		return await orLater(context, wanted, async () => {
			const plan = () =>
				client.gateway.webhooks.register(registeredInCompany(registration, client));
			remember(context, wanted, await change(client, registration.session, plan));
			return true;
		});
	});
}

/** Removes what was registered. n8n also calls it after a failed activation, when there may be nothing to remove. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const kept = keptFor(context);
		const registered = registeredBefore(context) ?? unsaved.get(webhookUrlOf(context)) ?? null;
		const temporary = stopListeningAt(webhookUrlOf(context));
		if (registered === null && triggerParameters(context)('registration') === 'manual') return true;
		// Set at once, so that no check waiting for its turn writes the webhook again, and nobody counts on it.
		if (kept !== undefined) kept.isLeaving = true;
		let isGone = false;
		try {
			await takeAway(context, registered, temporary);
			isGone = true;
		} finally {
			if (kept !== undefined) Object.assign(kept, { isLeaving: isGone, isDoubtful: !isGone });
		}
		triggerMemoryOf(context).registered = null;
		unsaved.delete(webhookUrlOf(context));
		if (kept !== undefined) forget(triggerKey(context));
		return true;
	});
}

/** Removes a webhook at the gateway where it was registered, even if the credential names another one by now. */
async function takeAway(
	context: IHookFunctions,
	registered: Registered | null,
	temporary: boolean,
): Promise<void> {
	const ways = await waysOf(context);
	const way = ways.find(
		(access) => registered === null || samePlace(registered.place, placeIn(access.connected)),
	);
	// Only the process that registered it still has the key, which is never stored.
	if (way === undefined) return warn(context, registered, 'The credential leads elsewhere by now');
	const client = openTriggerClient(context, way);
	const entry = {
		session: registered?.session ?? sessionParameter(triggerParameters(context)),
		url: registered?.url ?? webhookUrlOf(context),
		secret: triggerMemoryOf(context).secret ?? '',
		remembered: registered?.remembered ?? null,
		temporary,
		company: NOBODY,
	};
	const plan = () => client.gateway.webhooks.unregister(inCompany(entry, client));
	await change(client, entry.session, plan);
}

/** The credential as it is now, if it can be read, and as it was when the webhook was registered. */
async function waysOf(context: IHookFunctions): Promise<Access[]> {
	const kept = keptFor(context);
	if (kept === undefined) return [await accessOf(context)];
	const now = await accessOf(context).catch(() => null);
	return now === null ? [kept.access] : [now, kept.access];
}

/** If its credential or session was changed, a trigger removes its webhook from the former place, if it can. */
async function leaveFormer(
	context: IHookFunctions,
	{ before, isMoved }: WantedWebhook,
): Promise<void> {
	if (!isMoved) return;
	try {
		await takeAway(context, before, false);
	} catch (error) {
		if (!(error instanceof GatewayProblem)) throw toError(error);
		warn(context, before, error.message);
	}
}

const warn = (context: IHookFunctions, registered: Registered | null, reason: string): void =>
	context.logger.warn(
		`${nameOf(context)}: its webhook of the session "${registered?.session ?? ''}" at ${registered?.place?.baseUrl ?? ''} could not be taken away. ${reason}. Take it away there.`,
	);

/**
 * A trigger registered before n8n was started need not wait for the gateway: its own checks register it as soon as the
 * gateway answers, while n8n would try again ever more rarely, or not at all.
 */
async function orLater(
	context: IHookFunctions,
	{ before }: WantedWebhook,
	work: () => Promise<boolean>,
): Promise<boolean> {
	try {
		return await work();
	} catch (error) {
		const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
		if (!(error instanceof GatewayProblem) || !isStart || before === null) throw toError(error);
		context.logger.warn(
			`${nameOf(context)}: ${error.message}. Its webhook is looked after as soon as that is over.`,
		);
		return true;
	}
}

/** Keeps the previous secret until another one is set at the gateway. */
function lookAfter(context: IHookFunctions, { registration, access, before }: WantedWebhook): void {
	if (isListening(context)) return listenAt(registration, access);
	const secret = triggerMemoryOf(context).secret ?? registration.secret;
	const kept = { ...registration, secret, learns: false, forgetsStrangers: false };
	keep(triggerKey(context), { registration: kept, access, registered: before });
}

function remember(
	context: IHookFunctions,
	wanted: WantedWebhook,
	{ remembered, secret }: Placed,
): void {
	tellOtherSecret(context, wanted, secret);
	const registration = { ...wanted.registration, remembered, secret };
	const registered = asRegistered(registration, wanted.access);
	const memory = triggerMemoryOf(context);
	if (memory.secret !== secret) memory.secret = secret;
	memory.registered = registered;
	unsaved.set(registered.url, registered, UNSAVED_MS);
	lookAfter(context, { ...wanted, registration, before: registered });
}

/** The user may wonder why the gateway does not have the secret that was entered in the node. */
function tellOtherSecret(
	context: IHookFunctions,
	{ isGiven, registration }: WantedWebhook,
	secret: string,
): void {
	if (!isGiven || secret === registration.secret) return;
	context.logger.warn(
		`${nameOf(context)}: it shares the webhook of the session "${registration.session}" with other workflows, and takes their secret. Its own counts when it is the only one.`,
	);
}

/** Errors here are shown as the action node would show them. */
async function told<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toNodeError(error, context.getNode());
	}
}
