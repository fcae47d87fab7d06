import { randomBytes } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';
import { toNodeError } from '../errors';
import type { Registration } from '../gateways/webhooks';
import { quote, Refusal } from '../portable/refusal';
import { BoundedMap } from './bounded';
import { eventName } from './events';
import { readSession, readSettings, type Settings } from './fields';
import { gatewayOf, parametersOf, type Line } from './gatewayOf';
import { inTurn } from './inTurn';
import { memoryOf, type Registered } from './memory';

const SECRET_BYTES = 32;

/** What n8n did not save because an activation failed on another trigger; it still asks to take our webhook away. */
const unsaved = new BoundedMap<Registered>(1_000);
const UNSAVED_MS = 3_600_000;

/**
 * Whether the gateway would deliver to the trigger as it stands; then n8n does nothing more. n8n asks at every
 * activation and at every start of its own.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const job = await prepare(context);
		if (job === null) return true;
		const { line, registration } = job;
		return await inTurn(
			turnOf(line, registration.session),
			async () => await line.run(line.gateway.webhooks.isRegistered(registration)),
		);
	});
}

/** Has the gateway deliver to the trigger, and remembers where. */
export async function register(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const job = await prepare(context);
		if (job === null) return true;
		const { line, registration } = job;
		const { session, url } = registration;
		const remembered = await inTurn(
			turnOf(line, session),
			async () => await line.run(line.gateway.webhooks.register(registration)),
		);
		const registered = { session, url, remembered };
		memoryOf(context).registered = registered;
		unsaved.set(url, registered, UNSAVED_MS);
		return true;
	});
}

/** Takes away what was registered. n8n also calls it after a failed activation, when there may be nothing. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const get = parametersOf(context);
		const memory = memoryOf(context);
		const address = addressOf(context);
		const registered = memory.registered ?? unsaved.get(address);
		if (registered === undefined && get('registration') === 'manual') return true;
		const entry = {
			session: registered?.session ?? readSession(get),
			url: registered?.url ?? address,
			secret: memory.secret ?? '',
			remembered: registered?.remembered ?? null,
		};
		const line = await gatewayOf(context);
		await inTurn(
			turnOf(line, entry.session),
			async () => await line.run(line.gateway.webhooks.unregister(entry)),
		);
		memory.registered = null;
		unsaved.delete(address);
		return true;
	});
}

/** The gateway and what is wanted of it; null when a person does it by hand. */
async function prepare(
	context: IHookFunctions,
): Promise<{ readonly line: Line; readonly registration: Registration } | null> {
	const settings = readSettings(parametersOf(context));
	if (settings.registration === 'manual') {
		refuseUnverifiable(settings);
		return null;
	}
	const line = await gatewayOf(context);
	refuseNever(line, settings);
	return { line, registration: registrationOf(context, settings) };
}

/** n8n shows what it throws; what goes wrong here is shown as the action node would show it. */
async function told<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toNodeError(error, context.getNode());
	}
}

const turnOf = ({ baseUrl }: Line, session: string): string => `${baseUrl} ${session}`;

/** A secret that a person gave is used as it is; else one is made once and kept. */
function secretOf(context: IHookFunctions, given: string | null): string {
	const memory = memoryOf(context);
	const secret = given ?? memory.secret ?? randomBytes(SECRET_BYTES).toString('hex');
	if (memory.secret !== secret) memory.secret = secret;
	return secret;
}

function registrationOf(context: IHookFunctions, settings: Settings): Registration {
	const { session, events, filters, options } = settings;
	const url = addressOf(context);
	refuseNoAddress(url);
	const { registered } = memoryOf(context);
	const isSame = registered?.session === session;
	return {
		session,
		url,
		formerUrl: isSame ? registered.url : null,
		tail: tailOf(context, url),
		temporary: context.getActivationMode() === 'manual',
		secret: secretOf(context, options.secret),
		events,
		ownMessages: filters.ownMessages,
		acceptUnsigned: options.acceptUnsigned,
		replace: options.replace,
		remembered: isSame ? registered.remembered : null,
	};
}

function addressOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new Refusal('n8n has no address for this trigger', 'Save the workflow and try again.');
}

/** n8n puts the address together from its settings, and looks at none of them. */
function refuseNoAddress(url: string): void {
	if (/^https?:\/\//i.test(url) && URL.canParse(url)) return;
	throw new Refusal(
		`n8n gives this trigger the address ${quote(url)}, which is no web address`,
		'Set N8N_WEBHOOK_URL (WEBHOOK_URL in older n8n) to the address of n8n as the gateway sees it, for example http://n8n:5678/, and start n8n again.',
	);
}

/** `/<id>/webhook`; a node without an id of its own has those of the workflow and its name in place of it. */
function tailOf(context: IHookFunctions, url: string): string {
	const parts = new URL(url).pathname.split('/');
	return `/${parts.slice(context.getNode().webhookId === undefined ? -3 : -2).join('/')}`;
}

/** Events that the gateway never reports are refused, not waited for. */
function refuseNever({ gateway }: Line, { events }: Settings): void {
	const never = events.filter((event) => gateway.webhooks.never.includes(event));
	if (never.length === 0) return;
	throw new Refusal(
		`${gateway.name} does not report: ${never.map(eventName).join(', ')}`,
		'Take it out of Events.',
	);
}

/** With manual registration nobody but the person knows the secret. */
function refuseUnverifiable({ options }: Settings): void {
	if (options.secret !== null || options.acceptUnsigned) return;
	throw new Refusal(
		'With manual registration the trigger needs a secret to know the gateway by',
		'Add Secret under Options, and enter the same one at the gateway. If the gateway cannot sign, switch on Accept Unsigned there.',
	);
}
