import { writeBody } from './body';
import type { GatewayChannel } from './channel';
import { TooLarge } from './download';
import { exchange } from './exchange';
import { readFault, type Fault } from './fault';
import { inTime } from './pause';
import { networkProblem } from './network';
import { noAnswer, onlyReads, type GatewayAnswer, type GatewayRequest } from './request';

/** Longest wait for the answer to a look, in milliseconds: a person or a message is waiting. */
export const LOOK_MS = 15_000;

export const TOO_LATE: Fault = { kind: 'timeout', nothingSent: false, reason: null };

/**
 * Sends a request once, without a retry: to see who answers, or as a courtesy such as showing "typing".
 * @throws GatewayProblem or Refusal when the execution is cancelled
 */
export async function look(
	channel: GatewayChannel,
	request: GatewayRequest,
): Promise<GatewayAnswer> {
	const { connection, http, options, pace, reach } = channel;
	const impatient = {
		...channel,
		http: { ...http, timeout: LOOK_MS },
		options: { ...options, timeoutMs: LOOK_MS },
	};
	// A read may run into a rate limit, because its answer says so. A change counts towards the limit, and waits for it
	// like the requests behind it.
	if (!onlyReads(request)) await pace.clear(request);
	const body = await writeBody(request, channel.load);
	try {
		const answer = await inTime(LOOK_MS, async () => await exchange(impatient, request, body));
		if (answer === null) return noAnswer(TOO_LATE);
		reach.answered();
		pace.heed(request, connection.peer.limits(answer), connection.peer.pause(answer));
		return answer;
	} catch (error) {
		// No gateway's answer to a look is this large.
		if (error instanceof TooLarge)
			return noAnswer({ kind: 'noHttp', nothingSent: false, reason: null });
		const fault = readFault(error);
		if (fault.kind === 'canceled') throw networkProblem(fault, channel, request);
		return noAnswer(fault);
	}
}
