import type { Gateway } from '../gateways/gateway';
import type { AnyHandler, Input } from '../client/perform';
import { isObject } from '../portable/json';
import { unmet, type Needs, type Running } from '../portable/needs';
import { GatewayProblem, isForeseen, toError } from '../portable/problem';
import type { GatewayChannel } from '../transport/channel';
import { drive, lookFor, type Begun } from '../transport/request';
import { send } from '../transport/send';

/** What each server said about itself, once per execution. */
const asked = new WeakMap<GatewayChannel, Promise<Running | null>>();

/**
 * The same, but if the server refuses because it lacks something, the error says what the server would have to be. Only
 * then the server is asked about itself, once per execution and without a retry; whatever comes of that, the first
 * error is thrown.
 */
export function explained<R>(
	{ first, finish }: Begun<R>,
	{ gateway, channel, handler }: { gateway: Gateway; channel: GatewayChannel; handler: AnyHandler },
	input: Input,
): Begun<R> {
	return {
		first,
		finish: async (forward) => {
			try {
				return await finish(forward);
			} catch (error) {
				if (!(error instanceof GatewayProblem) || error.unsupported === undefined)
					throw toError(error);
				const needs = [error.unsupported, ...needsOf(handler, input)].filter(isNeed);
				if (needs.length === 0) throw toError(error);
				const running = await runningOf(gateway, channel);
				const sentences = needs.map((need) => unmet(gateway.name, need, running));
				throw error.withHintFirst([...new Set(sentences)].join(' ').trim());
			}
		},
	};
}

const isNeed = ({ since, engines }: Needs): boolean => (since ?? engines) !== undefined;

/** The needs of the operation, and of the options that are set. */
function needsOf(handler: AnyHandler, { options }: Input): Needs[] {
	const ofOptions = Object.entries('optionNeeds' in handler ? (handler.optionNeeds ?? {}) : {});
	const own = 'needs' in handler && handler.needs !== undefined ? [handler.needs] : [];
	const set = ofOptions.flatMap(([name, needs]) =>
		isObject(options) && options[name] !== undefined && options[name] !== false && needs
			? [needs]
			: [],
	);
	return [...own, ...set];
}

async function runningOf(gateway: Gateway, channel: GatewayChannel): Promise<Running | null> {
	const known = asked.get(channel) ?? ask(gateway, channel);
	asked.set(channel, known);
	return await known;
}

async function ask(gateway: Gateway, channel: GatewayChannel): Promise<Running | null> {
	if (gateway.running === undefined) return null;
	try {
		return await drive(gateway.running(), async (request) => await send(channel, lookFor(request)));
	} catch (error) {
		if (isForeseen(error)) return null;
		throw toError(error);
	}
}
