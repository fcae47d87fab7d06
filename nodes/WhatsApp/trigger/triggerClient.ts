import type { IWebhookFunctions, Logger } from 'n8n-workflow';
import { clientOver, type Client } from '../client/client';
import type { GatewayCredential } from '../client/readCredential';
import { surroundingsOf } from '../client/diagnosis';
import { holdsExpression } from '../execution/parameters';
import { gateways } from '../gateways';
import type { Gateway } from '../gateways/gateway';
import type { Get } from '../operations/field';
import { GatewayProblem, isForeseen, toError, traceOf } from '../portable/problem';
import { Refusal } from '../portable/refusal';
import { urlOf } from '../transport/baseUrl';
import { openChannel, type GatewayChannel } from '../transport/channel';
import { readRequestOptions, type RequestOptions } from '../transport/options';
import { pause } from '../transport/pause';
import type { GatewayAnswer, GatewayRequest } from '../transport/request';
import { send } from '../transport/send';
import { placeIn, readAnew, readOnce, type GatewayPlace, type TriggerContext } from './credential';

/**
 * What a client is made from. It stays valid after the n8n call in which it was read, and after a change of the
 * credential.
 */
export interface Access {
	readonly connected: GatewayCredential;
	readonly options: RequestOptions;
}

/** The gateway of the trigger, and how to ask it something. */
export interface TriggerClient extends Client {
	readonly place: GatewayPlace;
	/** Part of the place. */
	readonly baseUrl: string;
	/** The address that a request downloads from. Never rejects. */
	addressOf(request: GatewayRequest): Promise<string>;
	/**
	 * The result of a look-up, or null if it fails or takes longer. Never throws: an event starts its workflow without
	 * what could not be found out about it.
	 */
	within<T>(milliseconds: number, lookUp: Promise<T>): Promise<T | null>;
}

/**
 * Reads parameters of the node; a hidden one has no value. Values without an expression are read without n8n's engine.
 */
export function triggerParameters(context: TriggerContext): Get {
	const { parameters } = context.getNode();
	return (name) => {
		const raw = parameters[name];
		if (raw !== undefined && !holdsExpression(raw)) return raw;
		return context.getNodeParameter(name, null) ?? undefined;
	};
}

/** Where a client gets the credential from. */
interface CredentialSource {
	read(): Promise<GatewayCredential>;
	/** The current credential, if it differs from the refused one. */
	renew(refused: GatewayCredential): Promise<GatewayCredential | null>;
}

/** @throws Refusal when the credential or the Request Options are invalid */
export const accessOf = async (context: TriggerContext): Promise<Access> => ({
	connected: await readAnew(context),
	options: optionsIn(context),
});

const optionsIn = (context: TriggerContext): RequestOptions =>
	readRequestOptions(triggerParameters(context)('requestOptions'));

/** A new client, which shares no waits or failures with another one. */
export function openTriggerClient(
	context: TriggerContext,
	{ connected, options }: Access,
): TriggerClient {
	const source = { read: async () => connected, renew: async () => null };
	return clientTo(context, placeIn(connected), source, options);
}

/**
 * The client for a gateway that is known by its place. The credential is read only when something is asked.
 * @throws Refusal when the Request Options are invalid
 */
export const clientFrom = (context: IWebhookFunctions, place: GatewayPlace): TriggerClient =>
	clientTo(context, place, sourceIn(context), optionsIn(context));

const sourceIn = (context: IWebhookFunctions): CredentialSource => ({
	read: async () => await readOnce(context),
	renew: async ({ credential }) => {
		const renewed = await readAnew(context);
		return JSON.stringify(renewed.credential) === JSON.stringify(credential) ? null : renewed;
	},
});

function clientTo(
	context: TriggerContext,
	place: GatewayPlace,
	source: CredentialSource,
	options: RequestOptions,
): TriggerClient {
	const gateway: Gateway = gateways[place.gatewayName];
	const channels = new Map<GatewayCredential, GatewayChannel>();
	const channelOf = (connected: GatewayCredential): GatewayChannel => {
		if (connected.gatewayName !== place.gatewayName) throw movedAway(gateway);
		const channel = channels.get(connected) ?? openChannel({ ...connected, context, options });
		channels.set(connected, channel);
		return channel;
	};
	const fetch = async (request: GatewayRequest): Promise<GatewayAnswer> => {
		const connected = await source.read();
		try {
			return await send(channelOf(connected), request);
		} catch (error) {
			const renewed = isKeyRefused(error) ? await source.renew(connected) : null;
			if (renewed === null) throw toError(error);
			return await send(channelOf(renewed), request);
		}
	};
	return {
		...clientOver(gateway, fetch, async () => surroundingsOf(await source.read(), () => null)),
		place,
		baseUrl: place.baseUrl,
		addressOf: async (request) => {
			const now = source.read().then(placeIn);
			const { baseUrl } = await now.catch(() => place);
			return urlOf(baseUrl, request);
		},
		within: async (milliseconds, lookUp) => await within(milliseconds, lookUp, context.logger),
	};
}

const isKeyRefused = (error: unknown): boolean =>
	error instanceof GatewayProblem && (error.status === 401 || error.status === 403);

const movedAway = ({ name }: Gateway): Refusal =>
	new Refusal(
		`This was registered at ${name}, and the credential names another gateway now`,
		'Publish the workflow again.',
	);

async function within<T>(
	milliseconds: number,
	lookUp: Promise<T>,
	logger: Logger,
): Promise<T | null> {
	const over = new AbortController();
	try {
		return await Promise.race([lookUp, pause(milliseconds, over.signal).then(() => null)]);
	} catch (error) {
		if (!isForeseen(error)) logger.error(`A look-up failed. ${traceOf(error)}`);
		return null;
	} finally {
		over.abort();
	}
}
