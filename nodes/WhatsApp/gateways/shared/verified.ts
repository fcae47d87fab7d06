import type { Json } from '../../portable/json';
import { GatewayProblem, isForeseen, isLost, toError } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';

/** Waits before each look for a message whose answer was lost, in milliseconds: the gateway may still be sending it. */
const LOOKS_AFTER_MS: readonly number[] = [1_000, 3_000, 6_000];

/** How a gateway sends a message under an ID that is known beforehand, and how it is asked for that message. */
export interface Verification {
	/** Has the place of the message in the order of its chat. */
	readonly newId: Plan<string>;
	send(id: string): GatewayRequest;
	look(id: string): GatewayRequest;
	/** The message, if the answer to a look has it. */
	found(answer: GatewayAnswer, id: string): Json | null;
}

/**
 * A send that is looked for when its answer is lost, so that nobody has to send it again on a guess.
 * @throws GatewayProblem with the ID in it where it is not found
 */
export function* verified(verification: Verification): Plan<Json> {
	const id = yield* verification.newId;
	const said = yield* answerOrLost(verification.send(id));
	if (!(said instanceof GatewayProblem)) return said.body;
	const found = yield* lookFor(verification, id);
	if (found !== null) return found;
	throw new GatewayProblem(`${said.message.replace(/\)$/, '')}, message ID ${id})`, said);
}

function* answerOrLost(request: GatewayRequest): Plan<GatewayAnswer | GatewayProblem> {
	try {
		return yield request;
	} catch (error) {
		if (isLost(error)) return error;
		throw toError(error);
	}
}

/** The message if the gateway has it by now. */
function* lookFor({ look, found }: Verification, id: string): Plan<Json> {
	try {
		for (const delayMs of LOOKS_AFTER_MS) {
			const answer = yield { ...look(id), delayMs, tolerate: () => true };
			const message = answer.status < 300 ? found(answer, id) : null;
			if (message !== null) return message;
		}
	} catch (error) {
		// What keeps it from looking leaves the message as open as before.
		if (!isForeseen(error)) throw toError(error);
	}
	return null;
}
