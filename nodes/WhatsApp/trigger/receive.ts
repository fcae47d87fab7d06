import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Delivery, Identity, Received } from '../gateways/webhooks';
import { at, isObject, listAt, type JsonObject } from '../portable/json';
import { traceOf } from '../portable/problem';
import { readDelivery, type IncomingRequest } from './delivery';
import { readSettings, type Settings } from './fields';
import { hasSender, isHalf, passes, personOf } from './filter';
import { objection } from './fresh';
import { gatewayOf, parametersOf, type Line } from './gatewayOf';
import { completed } from './identity';
import { withFile } from './media';
import { memoryOf, type Memory } from './memory';
import { mentionsAccount } from './mention';
import { claim } from './once';

/** The response of n8n's web server, as far as it is used here. */
interface OutgoingResponse {
	status(code: number): OutgoingResponse;
	json(body: object): unknown;
}

/** What is the same for all that one delivery tells. */
interface Job {
	readonly context: IWebhookFunctions;
	readonly settings: Settings;
	readonly line: Line;
	readonly memory: Memory;
}

/** Tells n8n that the response was sent, and that no workflow starts. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Takes what a gateway posted. The response is sent as soon as it is clear who posted it, and before anything is looked
 * up or downloaded: WARest waits 10 seconds and then forgets the webhook. From then on nothing is thrown, because n8n
 * would make a second response of it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: IncomingRequest = context.getRequestObject();
	const delivery = readDelivery(request);
	if ('reason' in delivery) return refuse(context, delivery.status, delivery.reason);
	const job = await prepare(context);
	if (job === null) return refuse(context, 503, 'The trigger is not set up');
	const reason = objectionTo(delivery, job);
	if (reason !== null) return refuse(context, job.line.gateway.webhooks.refusedStatus, reason);
	respond(context, 200, { received: true });
	try {
		const items = await itemsOf(delivery, job);
		return items.length === 0 ? NOTHING : { ...NOTHING, workflowData: [items] };
	} catch (error) {
		context.logger.error(`${nameOf(context)}: a delivery could not be read. ${traceOf(error)}`);
		return NOTHING;
	}
}

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	context.logger.warn(`${nameOf(context)}: a delivery was refused. ${reason}.`);
	respond(context, status, { received: false, reason });
	return NOTHING;
}

const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

const nameOf = (context: IWebhookFunctions): string =>
	`${context.getNode().name} (workflow ${context.getWorkflow().id})`;

function respond(context: IWebhookFunctions, status: number, body: object): void {
	const response: OutgoingResponse = context.getResponseObject();
	response.status(status).json(body);
}

/** Null when the node cannot work as it is: thrown, that would start a failing execution for whoever posts here. */
async function prepare(context: IWebhookFunctions): Promise<Job | null> {
	try {
		return {
			context,
			settings: readSettings(parametersOf(context)),
			line: await gatewayOf(context),
			memory: memoryOf(context),
		};
	} catch (error) {
		context.logger.error(`${nameOf(context)}: the trigger is not set up. ${reasonOf(error)}`);
		return null;
	}
}

/** Why a delivery is not taken; null when it is. */
function objectionTo(delivery: Delivery, { settings, line, memory }: Job): string | null {
	const { acceptUnsigned } = settings.options;
	const secret = settings.options.secret ?? memory.secret;
	// Nothing was registered yet: a signature could only be a stranger's.
	const signature = line.gateway.webhooks.verify(delivery, secret ?? '');
	const isKnown = secret !== null || signature.state === 'missing';
	return objection(isKnown ? signature : { state: 'wrong' }, acceptUnsigned);
}

async function itemsOf(delivery: Delivery, job: Job): Promise<INodeExecutionData[]> {
	// Claimed without a pause in between, so that of two equal deliveries only one comes through.
	const wanted = job.line.gateway.webhooks
		.events(delivery)
		.filter((received) => isWanted(received, job));
	const items = await Promise.all(wanted.map(async (received) => await itemOf(received, job)));
	return items.filter((item) => item !== null);
}

function isWanted(received: Received, { context, settings, memory }: Job): boolean {
	const item = asJson(received.item);
	return (
		settings.events.includes(received.event) &&
		passes(item, settings.filters, personOf(item), false) &&
		claim(triggerName(context), memory, received.keys)
	);
}

/** Listening in the editor is a trigger of its own beside the active workflow. */
const triggerName = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');

/** What a dialect makes is JSON only. */
const asJson = (item: Received['item']): JsonObject => (isObject(item) ? item : {});

/** The whole item, or null when it shows only now that it is not wanted. */
async function itemOf(received: Received, job: Job): Promise<INodeExecutionData | null> {
	const { context, settings, line } = job;
	const { filters, options } = settings;
	const item = asJson(received.item);
	const { session } = received.item;
	const person = await personAsked(item, session, job);
	const told = {
		...item,
		...(hasSender(item) ? { senderPhone: person.phone, senderLid: person.lid } : {}),
		...(isMentionUnknown(item) ? { mentionsMe: await mentionsAccount(line, session, item) } : {}),
	};
	if (!passes(told, filters, person, true)) return null;
	const isOwnName = received.event === 'other' || options.includeRaw;
	return await withFile(
		context,
		line,
		{
			...told,
			...(isOwnName ? { gatewayEvent: received.gatewayEvent } : {}),
			...(options.includeRaw ? { raw: received.raw } : {}),
		},
		received.raw,
		options,
	);
}

/** Of an own message, whom it is for matters to the lists of chats only. */
async function personAsked(
	item: JsonObject,
	session: string,
	{ settings, line }: Job,
): Promise<Identity> {
	const { chatsAllowed, chatsBlocked } = settings.filters;
	const person = personOf(item);
	const matters = hasSender(item) || chatsAllowed.length + chatsBlocked.length > 0;
	return matters && isHalf(person) ? await completed(line, session, person) : person;
}

const isMentionUnknown = (item: JsonObject): boolean =>
	at(item, 'mentionsMe') === null && listAt(item, 'mentions').length > 0;
