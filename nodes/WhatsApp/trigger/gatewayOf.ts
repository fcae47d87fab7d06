import type { IHookFunctions, IWebhookFunctions, Logger } from 'n8n-workflow';
import { choose } from '../choose';
import { connect, CREDENTIAL } from '../connect';
import { surroundingsOf } from '../diagnosis';
import type { Gateway } from '../gateways/gateway';
import type { Get } from '../operations/field';
import { perform, type Input, type Output } from '../perform';
import { isForeseen, traceOf } from '../portable/problem';
import { urlOf } from '../transport/address';
import { openChannel } from '../transport/channel';
import { readRequestOptions } from '../transport/options';
import { pause } from '../transport/pause';
import { drive, type GatewayAnswer, type GatewayRequest, type Plan } from '../transport/request';
import { send } from '../transport/send';

export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** The gateway of the trigger's credential, and the ways to ask it something. */
export interface Line {
	readonly gateway: Gateway;
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
	const connected = connect(await context.getCredentials(CREDENTIAL));
	const { gateway } = connected;
	const { baseUrl } = connected.connection;
	const channel = openChannel({
		...connected,
		context,
		options: readRequestOptions(context.getNodeParameter('requestOptions', {})),
	});
	const fetch = async (request: GatewayRequest): Promise<GatewayAnswer> =>
		await send(channel, request);
	return {
		gateway,
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
				surroundingsOf(connected, () => null),
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
