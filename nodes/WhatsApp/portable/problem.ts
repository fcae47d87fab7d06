import type { Needs } from './needs';
import { Refusal } from './refusal';

/**
 * What became of the thing that was asked for:
 * `notDone` for certain, so that asking again is safe; `failed` says the gateway, which may have done part of it;
 * `unknown` when no answer tells; `partly` where the first of several messages are there and not all of them.
 */
export type Fate = 'notDone' | 'failed' | 'unknown' | 'partly';

interface Details {
	readonly status?: number | null;
	readonly hint?: string | undefined;
	readonly fate?: Fate | undefined;
	readonly messageIds?: readonly string[] | undefined;
	readonly unsupported?: Needs | undefined;
}

/**
 * A request that reached the network and failed: the gateway said no, or could not be reached.
 * The message says what happened and on which gateway, the hint what to do. Neither holds the API key, the request
 * or a stack trace.
 */
export class GatewayProblem extends Error {
	/** HTTP status; null when no answer came. */
	readonly status: number | null;
	readonly hint: string | undefined;
	/** Of a request that changes something; undefined where nobody could tell. */
	readonly fate: Fate | undefined;
	/** The messages that are there all the same; empty where there are none. */
	readonly messageIds: readonly string[];
	/**
	 * Present where the server has no such thing as it runs: what it would have to be, as far as its answer tells; the rest
	 * stands beside the handler of the operation.
	 */
	readonly unsupported: Needs | undefined;

	constructor(message: string, { status, hint, fate, messageIds, unsupported }: Details = {}) {
		super(message);
		this.name = 'GatewayProblem';
		this.status = status ?? null;
		this.hint = hint;
		this.fate = fate;
		this.messageIds = messageIds ?? [];
		this.unsupported = unsupported;
	}

	/**
	 * The same problem, with what became of the thing.
	 * @param more a sentence behind the hint
	 */
	withFate(fate: Fate, more = ''): GatewayProblem {
		const hint = [this.hint ?? '', more].filter((text) => text !== '').join(' ');
		return new GatewayProblem(this.message, {
			status: this.status,
			fate,
			messageIds: this.messageIds,
			unsupported: this.unsupported,
			...(hint === '' ? {} : { hint }),
		});
	}

	/** The same problem, with sentences before its hint. */
	withHintFirst(sentences: string): GatewayProblem {
		const { message, status, fate, messageIds, unsupported } = this;
		const hint = [sentences, this.hint ?? ''].filter((text) => text !== '').join(' ');
		return new GatewayProblem(message, { status, fate, messageIds, unsupported, hint });
	}
}

/** True for the problem of a request of which nobody knows what became. */
export const isLost = (error: unknown): error is GatewayProblem =>
	error instanceof GatewayProblem && error.fate === 'unknown';

/** The messages that are there although something failed. */
export const messageIdsOf = (error: unknown): readonly string[] =>
	error instanceof GatewayProblem ? error.messageIds : [];

/** True for what the package says itself; anything else that is thrown is a mistake in the code, and must show. */
export const isForeseen = (error: unknown): error is GatewayProblem | Refusal =>
	error instanceof GatewayProblem || error instanceof Refusal;

/** What n8n's log shows of a mistake in the code: the place where it happened, too. */
export const traceOf = (error: unknown): string => {
	const { message, stack } = toError(error);
	return stack ?? message;
};

/** What was thrown, as an error. */
export const toError = (error: unknown): Error =>
	error instanceof Error ? error : new Error(String(error));
