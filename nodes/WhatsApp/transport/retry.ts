import { isProxyFault } from '../portable/proxyFault';
import type { GatewayChannel } from './channel';
import type { Fault, FaultKind } from './fault';
import { MAX_PAUSE_MS, retryAfterMs } from './pace';
import { isOnce, onlyReads, type GatewayAnswer, type GatewayRequest } from './request';
import { jittered } from './waits';

/** How one try ended: with an answer of any status, or with a network fault. */
export type TryResult = { readonly answer: GatewayAnswer; readonly sentBytes: number } | Faulted;

interface Faulted {
	readonly fault: Fault;
	/** True if the connection broke before the whole request had left. */
	readonly isPart: boolean;
}

interface Again {
	/** In milliseconds. */
	readonly afterMs: number;
	readonly reason: string;
}

/** Whether the gateway certainly saw nothing that it could act on. */
export const isNothingSent = ({ fault, isPart }: Faulted): boolean => isPart || fault.nothingSent;

/** Faults that may pass: the gateway, or a server in front of it, is not there yet. */
const NOT_REACHED: ReadonlySet<FaultKind> = new Set(['unreachable', 'unknownHost', 'tlsCut']);

/** Faults that may pass for a read. With other faults another try gives the same result. */
const PASSING: ReadonlySet<FaultKind> = new Set(['timeout', 'noHttp', 'broken']);

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;
/** Between two tries while a session is not ready, in milliseconds; WAHA waits for it on its side as well. */
const SESSION_DELAY_MS = 1_000;
/** Retries of a read. */
const READ_TRIES = 2;
const READ_DELAY_MS = 500;
/** First pause after a 429 that does not say how long to wait, in milliseconds. */
const UNTOLD_PAUSE_MS = 1_000;
const UNTOLD_PAUSES = 5;

/** The tries of one request: decides after each whether there is another one. */
export class Tries {
	/** When the first try ended: the time before that was the gateway's pace, not a failure. */
	private firstEndedAt = 0;
	private count = 0;
	private pausedMs = 0;

	constructor(
		private readonly channel: Pick<GatewayChannel, 'connection' | 'options' | 'reach'>,
		private readonly request: GatewayRequest,
	) {}

	/** When to try again; null when this outcome is final. A change is repeated only if certainly nothing was done. */
	again(outcome: TryResult): Again | null {
		this.count++;
		if (this.count === 1) this.firstEndedAt = Date.now();
		return 'fault' in outcome
			? this.afterFault(outcome.fault.kind)
			: this.afterAnswer(outcome.answer);
	}

	private afterFault(kind: FaultKind): Again | null {
		if (NOT_REACHED.has(kind)) return this.untilReached();
		if (!PASSING.has(kind) || !this.mayReadAgain()) return null;
		return this.readAgain('The connection to the gateway broke');
	}

	private untilReached(): Again | null {
		const { reach } = this.channel;
		if (this.elapsedMs() >= reach.patienceMs) {
			reach.giveUp();
			return null;
		}
		return { afterMs: this.backOff(FIRST_DELAY_MS), reason: 'The gateway could not be reached' };
	}

	private afterAnswer(answer: GatewayAnswer): Again | null {
		const { connection, options } = this.channel;
		if (answer.status === 429) return this.mayRepeat(answer) ? this.afterPause(answer) : null;
		if (connection.peer.notReady(answer) && this.elapsedMs() < options.waitForSessionMs)
			return { afterMs: SESSION_DELAY_MS, reason: 'The session was not ready' };
		if (isProxyFault(answer.status) && !this.isRefusal(answer) && this.mayReadAgain())
			return this.readAgain('The gateway did not answer the server in front of it');
		return null;
	}

	/**
	 * Whether the gateway itself, not a proxy in front of it, says that it does no such thing: another try gives the same
	 * result.
	 */
	private isRefusal(answer: GatewayAnswer): boolean {
		return this.channel.connection.peer.problem(answer)?.fate === 'notDone';
	}

	private afterPause(answer: GatewayAnswer): Again | null {
		const told = this.channel.connection.peer.pause(answer)?.ms ?? retryAfterMs(answer);
		if (told === null && this.count > UNTOLD_PAUSES) return null;
		// Some gateways name a moment that has passed: their clock differs, or they always say 0.
		const ms =
			told === null ? this.backOff(UNTOLD_PAUSE_MS) : Math.max(told, this.backOff(FIRST_DELAY_MS));
		this.pausedMs += ms;
		if (this.pausedMs > MAX_PAUSE_MS) return null;
		return { afterMs: jittered(ms), reason: 'The gateway asked to slow down' };
	}

	/** A request that must not arrive twice is repeated only if the gateway's dialect says that nothing was done. */
	private mayRepeat(answer: GatewayAnswer): boolean {
		return !isOnce(this.request) || this.isRefusal(answer);
	}

	private mayReadAgain(): boolean {
		return onlyReads(this.request) && this.count <= READ_TRIES;
	}

	private readAgain(reason: string): Again {
		return { afterMs: this.backOff(READ_DELAY_MS), reason };
	}

	private backOff(firstMs: number): number {
		return jittered(Math.min(firstMs * 2 ** (this.count - 1), LONGEST_DELAY_MS));
	}

	private elapsedMs(): number {
		return Date.now() - this.firstEndedAt;
	}
}
