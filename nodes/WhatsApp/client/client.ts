import type { Gateway } from '../gateways/gateway';
import type { Surroundings } from '../gateways/setup/survey';
import type { vocabulary } from '../operations';
import type { Operation, OutputFile } from '../operations/operation';
import { openChannel, type GatewayChannel, type RequestContext } from '../transport/channel';
import type { RequestOptions } from '../transport/options';
import { drive, type GatewayAnswer, type GatewayRequest, type Plan } from '../transport/request';
import { send } from '../transport/send';
import { findOperation } from './findOperation';
import type { GatewayCredential } from './readCredential';
import { surroundingsOf } from './diagnosis';
import { perform, type Input } from './perform';

type Vocabulary = typeof vocabulary;
type ResourceName = keyof Vocabulary;
type Operations<R extends ResourceName> = Vocabulary[R]['operations'];

type InputOf<O> = O extends Operation<infer I extends Input, infer _> ? I : never;
/** The answer of an operation; operations that return files cannot be asked for here. */
type AnswerOf<O> =
	O extends Operation<infer _, infer T> ? ([T] extends [OutputFile] ? never : T) : never;

/** Runs an operation of the vocabulary for one input and returns its portable answers: for a list, one per entry. */
export interface Ask {
	<R extends ResourceName, O extends keyof Operations<R> & string>(
		resource: R,
		operation: O,
		input: InputOf<Operations<R>[O]>,
	): Promise<ReadonlyArray<AnswerOf<Operations<R>[O]>>>;
}

/** A gateway that can be asked. */
export interface Client {
	readonly gateway: Gateway;
	fetch(request: GatewayRequest): Promise<GatewayAnswer>;
	run<R>(plan: Plan<R>): Promise<R>;
	readonly ask: Ask;
}

/**
 * A client that uses the given channel to a gateway.
 * @param surroundings read only when something is asked
 */
export const clientOver = (
	gateway: Gateway,
	fetch: Client['fetch'],
	surroundings: () => Promise<Surroundings>,
): Client => ({
	gateway,
	fetch,
	run: async (plan) => await drive(plan, fetch),
	ask: askingOf(gateway, fetch, surroundings),
});

/**
 * Here the vocabulary's types meet the dialects without theirs, which were checked where each dialect was written: what
 * a handler reads is what its operation returns.
 */
function askingOf(
	gateway: Gateway,
	fetch: Client['fetch'],
	surroundings: () => Promise<Surroundings>,
): Ask {
	async function ask<R extends ResourceName, O extends keyof Operations<R> & string>(
		resource: R,
		operation: O,
		input: InputOf<Operations<R>[O]>,
	): Promise<ReadonlyArray<AnswerOf<Operations<R>[O]>>>;
	async function ask(resource: string, operation: string, input: Input): Promise<unknown> {
		const { operation: chosen, handler } = findOperation(gateway, resource, operation);
		const { outputs } = await perform(
			gateway,
			chosen,
			handler,
			input,
			true,
			fetch,
			await surroundings(),
		);
		return outputs.map(({ json }) => json);
	}
	return ask;
}

/** A client with its own channel, which shares no waits or failures with another client. */
export interface OpenClient extends Client {
	readonly channel: GatewayChannel;
	readonly surroundings: Surroundings;
}

/**
 * Opens a client for the gateway of a credential.
 * @param n8nAddress the address under which n8n registers webhooks, with a trailing slash; null where it is not known
 */
export function openClient(
	context: RequestContext,
	connected: GatewayCredential,
	options: RequestOptions,
	n8nAddress: () => string | null = () => null,
): OpenClient {
	const channel = openChannel({ ...connected, context, options });
	const surroundings = surroundingsOf(connected, n8nAddress);
	const fetch = async (request: GatewayRequest): Promise<GatewayAnswer> =>
		await send(channel, request);
	return {
		...clientOver(connected.gateway, fetch, async () => surroundings),
		channel,
		surroundings,
	};
}
