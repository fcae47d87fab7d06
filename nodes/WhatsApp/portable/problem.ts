import type { Needs } from './needs';
import { Refusal } from './refusal';

/**
 * What became of a request: `notDone` for certain, so that it is safe to repeat; `failed` according to the gateway,
 * which may have done part of it; `unknown` if no answer tells; `partly` if some of several messages were sent, from
 * the first on.
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
 * A request that reached the network and failed: the gateway said no, or could not be reached. The message says what
 * happened and on which gateway, the hint what to do. Neither contains the API key, the request or a stack trace.
 */
export class GatewayProblem extends Error {
	/** HTTP status; null when no answer came. */
	readonly status: number | null;
	readonly hint: string | undefined;
	/** For a request that changes something; undefined if it is not known. */
	readonly fate: Fate | undefined;
	/** The messages that were sent all the same; empty if there are none. */
	readonly messageIds: readonly string[];
	/**
	 * Present if the server lacks a feature as it runs: what it would have to be, as far as its answer tells; the
	 * operation's handler has the rest.
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
	 * The same problem with another fate.
	 * @param more a sentence after the hint
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

/** Whether it is unknown what became of the request. */
export const isLost = (error: unknown): error is GatewayProblem =>
	error instanceof GatewayProblem && error.fate === 'unknown';

/** The ids of messages that were sent although something failed. */
export const messageIdsOf = (error: unknown): readonly string[] =>
	error instanceof GatewayProblem ? error.messageIds : [];

/**
 * Whether it is one of the package's own errors. Anything else that is thrown is a mistake in the code, and must be
 * visible.
 */
export const isForeseen = (error: unknown): error is GatewayProblem | Refusal =>
	error instanceof GatewayProblem || error instanceof Refusal;

/** A mistake in the code for n8n's log, with the place where it happened. */
export const traceOf = (error: unknown): string => {
	const { message, stack } = toError(error);
	return stack ?? message;
};

/** A thrown value as an error. */
export const toError = (error: unknown): Error =>
	error instanceof Error ? error : new Error(String(error));
