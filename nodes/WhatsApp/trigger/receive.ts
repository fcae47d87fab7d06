import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { gateways } from '../gateways';
import { othersIn } from '../gateways/shared/sharedAddress';
import type { Gateway } from '../gateways/gateway';
import type { Delivery, Identity, Received, Signature } from '../gateways/webhooks';
import { hasField, type EventItem } from '../portable/events';
import { traceOf } from '../portable/problem';
import { inTime } from '../transport/pause';
import { DeliveryAnswer, RECEIVED } from './answer';
import {
	placeIn,
	placeOf,
	readAnew,
	readOnce,
	type GatewayPlace,
	nameOf,
	triggerKey,
} from './credential';
import { readDelivery, type IncomingRequest, objection } from './delivery';
import { readSettings, type Settings } from './fields';
import { hasSender, isHalf, passes, identityIn } from './filter';
import { clientFrom, triggerParameters, type TriggerClient } from './triggerClient';
import { completed } from './identity';
import { keptOf } from './kept';
import { receivedFile } from './media';
import { triggerMemoryOf, type TriggerMemory } from './memory';
import { mentionsAccount } from './mention';
import { claim, untilDecided } from './once';
import { passOn } from './passOn';
import { isPassing } from './statusNews';

/** What all events of one delivery share. */
interface Job {
	readonly context: IWebhookFunctions;
	readonly answer: DeliveryAnswer;
	readonly settings: Settings;
	readonly client: TriggerClient;
	readonly memory: TriggerMemory;
	/** Whether the place of registration is known. */
	readonly isRegistered: boolean;
}

/** Tells n8n that the response was sent, and that no workflow starts. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Takes a delivery of a gateway. n8n responds after storing the execution (n8n 1 just before), so nothing that was
 * confirmed is lost. If that, or a look-up or download before it, takes longer than the gateway may wait, the trigger
 * responds: WARest drops a webhook that answers late. It never throws, because n8n would start an execution that fails.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: IncomingRequest = context.getRequestObject();
	const answer = new DeliveryAnswer(context.getResponseObject());
	const delivery = readDelivery(request);
	if ('reason' in delivery) return refuse(context, answer, delivery.status, delivery.reason);
	const isShared = share(delivery, context, answer);
	const job = await prepare(context, answer);
	// A 503 would make the gateway drop the webhook that the others share.
	if (job === null)
		return refuse(context, answer, isShared ? 200 : 503, 'The trigger is not set up');
	const current = await followed(delivery, job);
	const reason = objectionTo(delivery, current);
	if (reason === null) return await take(delivery, current);
	return refuse(context, answer, current.client.gateway.webhooks.refusedStatus, reason);
}

function refuse(
	context: IWebhookFunctions,
	answer: DeliveryAnswer,
	status: number,
	reason: string,
): IWebhookResponseData {
	context.logger.warn(`${nameOf(context)}: a delivery was refused. ${reason}.`);
	answer.give(status, { received: false, reason });
	return NOTHING;
}

const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

/** Null when the node's settings do not work: throwing would start a failing execution for whoever posts here. */
async function prepare(context: IWebhookFunctions, answer: DeliveryAnswer): Promise<Job | null> {
	try {
		const memory = triggerMemoryOf(context);
		const registeredAt = placeRegistered(context, memory);
		// If it was registered by hand, or by an older version, only the credential tells the gateway.
		const place = registeredAt ?? (await placeOf(context));
		return {
			context,
			answer,
			settings: readSettings(triggerParameters(context)),
			client: clientFrom(context, place),
			memory,
			isRegistered: registeredAt !== null,
		};
	} catch (error) {
		context.logger.error(`${nameOf(context)}: the trigger is not set up. ${reasonOf(error)}`);
		return null;
	}
}

/**
 * Passes a delivery on to the triggers that share the webhook, while this trigger starts its own workflow. The address
 * that was posted to names them. Nothing is read that a user may have misconfigured since.
 * @returns whether there are others
 */
function share(delivery: Delivery, context: IWebhookFunctions, answer: DeliveryAnswer): boolean {
	const { query = {} }: IncomingRequest = context.getRequestObject();
	if (query.also === undefined) return false;
	const memory = triggerMemoryOf(context);
	const place = placeRegistered(context, memory);
	const paths = othersIn(query, memory.secret ?? '');
	if (place === null || paths === null || memory.secret === null) return false;
	const { verify, proof, events, patienceMs } = gateways[place.gatewayName].webhooks;
	if (objection(verify(delivery, memory.secret), proof.by, false) !== null) return false;
	const told = events(delivery).map(({ item }) => item);
	const passing = inTime(patienceMs, async () =>
		passOn(context, delivery, paths, patienceMs, namesOf(told)),
	);
	answer.alsoFor(passing.then((isTaken) => isTaken ?? true));
	return true;
}

/**
 * The gateway as this process knows it, which follows a changed credential; else as n8n stored it. Null if registered
 * by hand.
 */
function placeRegistered(
	context: IWebhookFunctions,
	{ registered }: TriggerMemory,
): GatewayPlace | null {
	const kept = isListening(context) ? undefined : keptOf(triggerKey(context));
	return kept === undefined ? (registered?.place ?? null) : placeIn(kept.access.connected);
}

/**
 * The same for the gateway that the credential names now, in case somebody changed it without this process noticing.
 * Only a delivery that another gateway signed with the right secret leads here; garbage does not.
 */
async function followed(delivery: Delivery, job: Job): Promise<Job> {
	const { context, settings, client, isRegistered } = job;
	if (signatureOf(delivery, client.gateway, job).state === 'valid') return job;
	const isByAnother = Object.values(gateways).some(
		(gateway) => signatureOf(delivery, gateway, job).state === 'valid',
	);
	if (!isByAnother && (isRegistered || !settings.options.acceptUnsigned)) return job;
	const reading = isByAnother ? readAnew(context) : readOnce(context);
	const place = await reading.then(placeIn, () => client.place);
	if (place.gatewayName === client.place.gatewayName) return job;
	return { ...job, client: clientFrom(context, place) };
}

const signatureOf = (delivery: Delivery, gateway: Gateway, job: Job): Signature =>
	proofOf(delivery, gateway, job).signature;

/**
 * Whether the delivery is proved, and by which secret. With automatic registration that is the registered secret, which
 * differs from the user's if the trigger shares a webhook. Until a new secret is set at the gateway, both count.
 */
function proofOf(
	delivery: Delivery,
	{ webhooks }: Gateway,
	{ settings, memory }: Job,
): { readonly signature: Signature; readonly secret: string } {
	const given = settings.options.secret;
	const secrets =
		settings.registration === 'manual' ? [given ?? memory.secret] : [given, memory.secret];
	const proofs = secrets
		.filter((secret) => secret !== null)
		.map((secret) => ({ secret, signature: webhooks.verify(delivery, secret) }));
	const found = proofs.find(({ signature }) => signature.state === 'valid') ?? proofs[0];
	if (found !== undefined) return found;
	// Nothing was registered yet, so a signature can only be a stranger's.
	const { state } = webhooks.verify(delivery, '');
	return { secret: '', signature: { state: state === 'missing' ? 'missing' : 'wrong' } };
}

/** Why a delivery is refused; null if it is taken. */
const objectionTo = (delivery: Delivery, job: Job): string | null =>
	objection(
		signatureOf(delivery, job.client.gateway, job),
		job.client.gateway.webhooks.proof.by,
		job.settings.options.acceptUnsigned,
	);

/** Starts the workflow with the wanted events of a delivery. */
async function take(delivery: Delivery, job: Job): Promise<IWebhookResponseData> {
	const { context, answer, client } = job;
	void answer.giveWithin(client.gateway.webhooks.patienceMs);
	try {
		const received = (await isRestart(delivery, job)) ? [] : await claimed(delivery, job);
		const made = await Promise.all(received.map(async (one) => await startedBy(one, job)));
		const started = made.filter((one) => one !== null);
		if (started.length > 0) {
			const events = started.map(({ event }) => event);
			void answer.failure.then((status) => tellLoss(context, status, events));
			return { webhookResponse: RECEIVED, workflowData: [started.map(({ item }) => item)] };
		}
	} catch (error) {
		context.logger.error(`${nameOf(context)}: a delivery could not be read. ${traceOf(error)}`);
	}
	answer.give();
	return NOTHING;
}

/**
 * Whether a session status starts nothing, because it belongs to a restart. The response waits for that, so if n8n ends
 * meanwhile and forgets, the gateway posts again.
 */
async function isRestart(
	delivery: Delivery,
	{ context, answer, settings, client, memory }: Job,
): Promise<boolean> {
	if (!settings.events.includes('sessionStatus')) return false;
	try {
		return await isPassing(delivery, client, memory, triggerName(context), answer.isTaken);
	} catch (error) {
		context.logger.error(`${nameOf(context)}: a status could not be read. ${traceOf(error)}`);
		return false;
	}
}

/** The gateway does not repeat a delivery that was confirmed, so somebody must check. */
function tellLoss(context: IWebhookFunctions, status: number, events: readonly EventItem[]): void {
	context.logger.error(
		`${nameOf(context)}: the workflow did not start (n8n answered ${status}), and the gateway will not repeat what is lost: ${namesOf(events)}.`,
	);
}

const namesOf = (events: readonly EventItem[]): string =>
	events
		.map((item) =>
			[item.event, item.session, item.chatId, hasField(item, 'messageId') ? item.messageId : null]
				.filter((name) => name !== null)
				.join(' '),
		)
		.join(', ');

/** The events that start the workflow now and have not done so before. */
async function claimed(delivery: Delivery, job: Job): Promise<readonly Received[]> {
	const { context, answer, client, memory } = job;
	const trigger = triggerName(context);
	const wanted = client.gateway.webhooks
		.events(delivery)
		.filter((received) => isWanted(received, job));
	const allKeys = wanted.flatMap(({ keys }) => keys);
	// Claimed without a pause in between, so that only one of two equal deliveries comes through.
	return await untilDecided(trigger, allKeys, () =>
		wanted.filter(({ keys }) => claim(trigger, memory, keys, answer.isTaken)),
	);
}

const isWanted = ({ event, item }: Received, { settings }: Job): boolean =>
	settings.events.includes(event) && passes(item, settings.filters, identityIn(item), false);

const isListening = (context: IWebhookFunctions): boolean => context.getMode() === 'manual';

/** Listening in the editor is a trigger of its own beside the active workflow. */
const triggerName = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');

/** What starts a workflow: the event, and its item. */
interface Started {
	readonly event: EventItem;
	readonly item: INodeExecutionData;
}

/** The whole item, or null if it only now turns out to be unwanted. */
async function startedBy(received: Received, job: Job): Promise<Started | null> {
	const { context, settings, client } = job;
	const { filters, options } = settings;
	const person = await personAsked(received.item, job);
	const event = await withMention(withSender(received.item, person), client);
	if (!passes(event, filters, person, true)) return null;
	const isOwnName = received.event === 'other' || options.includeRaw;
	const { media, binary } = await receivedFile(context, client, event, received.raw, options);
	const json: IDataObject = {
		...event,
		...media,
		...(isOwnName ? { gatewayEvent: received.gatewayEvent } : {}),
		...(options.includeRaw ? { raw: received.raw } : {}),
	};
	return { event, item: binary === null ? { json } : { json, binary } };
}

const withSender = (item: EventItem, { phone, lid }: Identity): EventItem =>
	hasSender(item) ? { ...item, senderPhone: phone, senderLid: lid } : item;

async function withMention(item: EventItem, client: TriggerClient): Promise<EventItem> {
	if (!hasField(item, 'mentionsMe') || item.mentionsMe !== null || item.mentions.length === 0)
		return item;
	return { ...item, mentionsMe: await mentionsAccount(client, item.session, item.mentions) };
}

/** The recipient of an own message matters only to the lists of chats. */
async function personAsked(item: EventItem, { settings, client }: Job): Promise<Identity> {
	const { chatsAllowed, chatsBlocked } = settings.filters;
	const person = identityIn(item);
	const matters = hasSender(item) || chatsAllowed.length + chatsBlocked.length > 0;
	return matters && isHalf(person) ? await completed(client, item.session, person) : person;
}
