import type { Json } from '../../portable/json';
import { GatewayProblem, isForeseen, isLost, toError } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';

/**
 * Waits before each search for a message whose answer was lost, in milliseconds: the gateway may still be sending it.
 */
const LOOKS_AFTER_MS: readonly number[] = [1_000, 3_000, 6_000];

/** How a gateway sends a message under an ID that is known in advance, and how to ask it for that message. */
export interface Verification {
	/** Has the message's place in the order of its chat. */
	readonly newId: Plan<string>;
	send(id: string): Plan<GatewayAnswer>;
	look(id: string): GatewayRequest;
	/** The message, if the answer to the search contains it. */
	found(answer: GatewayAnswer, id: string): Json | null;
	/** Why this gateway can find nothing, if the answer to the search says so; then there is no further search. */
	obstacle?(answer: GatewayAnswer): string | null;
}

/** The result of the searches. */
interface Looked {
	readonly message: Json;
	readonly obstacle: string | null;
}

/**
 * A send that is searched for if its answer is lost, so that nobody has to send it again on a guess.
 * @throws GatewayProblem with the ID in it if the message is not found
 */
export function* verified(verification: Verification): Plan<Json> {
	const id = yield* verification.newId;
	const said = yield* answerOrLost(verification.send(id));
	if (!(said instanceof GatewayProblem)) return said.body;
	const { message, obstacle } = yield* lookFor(verification, id);
	if (message !== null) return message;
	const { status, fate, hint = '' } = said;
	throw new GatewayProblem(`${said.message.replace(/\)$/, '')}, message ID ${id})`, {
		status,
		fate,
		hint: obstacle === null ? hint : `${obstacle} ${hint}`,
	});
}

function* answerOrLost(send: Plan<GatewayAnswer>): Plan<GatewayAnswer | GatewayProblem> {
	try {
		return yield* send;
	} catch (error) {
		if (isLost(error)) return error;
		throw toError(error);
	}
}

/** The message, if the gateway has it by now. */
function* lookFor({ look, found, obstacle }: Verification, id: string): Plan<Looked> {
	try {
		for (const delayMs of LOOKS_AFTER_MS) {
			const answer = yield { ...look(id), delayMs, tolerate: () => true };
			const message = answer.status < 300 ? found(answer, id) : null;
			if (message !== null) return { message, obstacle: null };
			const told = obstacle?.(answer) ?? null;
			if (told !== null) return { message, obstacle: told };
		}
	} catch (error) {
		// A failed search leaves it as open as before whether the message was sent.
		if (!isForeseen(error)) throw toError(error);
	}
	return { message: null, obstacle: null };
}
