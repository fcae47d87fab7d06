import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions, Logger } from 'n8n-workflow';
import { choose } from '../choose';
import { connect, CREDENTIAL, type Connected, type GatewayName } from '../connect';
import type { Gateway } from '../gateways/gateway';
import type { Get } from '../operations/field';
import { perform, type Input, type Output } from '../perform';
import { isForeseen, traceOf } from '../portable/problem';
import { urlOf } from '../transport/address';
import { openChannel } from '../transport/channel';
import { readRequestOptions, type RequestOptions } from '../transport/options';
import { pause } from '../transport/pause';
import { drive, type GatewayAnswer, type GatewayRequest, type Plan } from '../transport/request';
import { send } from '../transport/send';

export type TriggerContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** Where a gateway is. */
export interface Place {
	readonly gatewayName: GatewayName;
	/** Without trailing slash. */
	readonly baseUrl: string;
}

/** What is not known, because an older version of this package did not note it, counts as the same. */
export const samePlace = (one: Place | null, other: Place): boolean =>
	one === null || (one.gatewayName === other.gatewayName && one.baseUrl === other.baseUrl);

/** What a line is made of. It stays good after n8n's call in which it was read, and after a change of the credential. */
export interface Access {
	readonly connected: Connected;
	readonly options: RequestOptions;
}

export const placeOf = ({ connected }: Access): Place => ({
	gatewayName: connected.gatewayName,
	baseUrl: connected.connection.baseUrl,
});

/** The gateway of the trigger's credential, and the ways to ask it something. */
export interface Line {
	readonly gateway: Gateway;
	readonly place: Place;
	/** Without trailing slash. */
	readonly baseUrl: string;
	run<R>(plan: Plan<R>): Promise<R>;
	fetch(request: GatewayRequest): Promise<GatewayAnswer>;
	/** Runs an operation of the vocabulary. */
	ask(resource: string, operation: string, input: Input): Promise<readonly Output[]>;
	/** The address at which a request fetches something. */
	addressOf(request: GatewayRequest): string;
	/**
	 * What a look-up gives, or null when it fails or takes longer. Never throws: an event starts its workflow without what
	 * could not be found out about it.
	 */
	within<T>(milliseconds: number, lookUp: Promise<T>): Promise<T | null>;
}

/** A parameter of the node; one that is hidden has no value. */
export const parametersOf =
	(context: TriggerContext): Get =>
	(name) =>
		context.getNodeParameter(name, null) ?? undefined;

/**
 * The way from the trigger to its gateway.
 * @throws Refusal when the credential or the Request Options are no good
 */
export async function gatewayOf(context: TriggerContext): Promise<Line> {
	return openLine(context, await accessOf(context));
}

/** @throws Refusal when the credential or the Request Options are no good */
export async function accessOf(context: TriggerContext): Promise<Access> {
	return {
		connected: await connectedOf(context),
		options: readRequestOptions(context.getNodeParameter('requestOptions', {})),
	};
}

/**
 * The credential as it is now.
 * @throws Refusal when it is no good
 */
export const connectedOf = async (context: TriggerContext): Promise<Connected> =>
	connect(await context.getCredentials(CREDENTIAL));

/** A new way to a gateway, which knows nothing of the waits and failures of another one. */
export function openLine(context: TriggerContext, access: Access): Line {
	const { gateway, ...connected } = access.connected;
	const { baseUrl } = connected.connection;
	const channel = openChannel({ ...connected, context, options: access.options });
	const fetch = async (request: GatewayRequest): Promise<GatewayAnswer> =>
		await send(channel, request);
	return {
		gateway,
		place: placeOf(access),
		baseUrl,
		run: async (plan) => await drive(plan, fetch),
		fetch,
		ask: async (resource, operation, input) => {
			const chosen = choose(gateway, resource, operation);
			const { outputs } = await perform(
				gateway,
				chosen.operation,
				chosen.handler,
				input,
				true,
				fetch,
			);
			return outputs;
		},
		addressOf: (request) => urlOf(baseUrl, request),
		within: async (milliseconds, lookUp) => await within(milliseconds, lookUp, context.logger),
	};
}

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
