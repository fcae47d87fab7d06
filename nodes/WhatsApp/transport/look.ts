import { writeBody } from './body';
import type { GatewayChannel } from './channel';
import { TooLarge } from './download';
import { exchange } from './exchange';
import { readFault, type Fault } from './fault';
import { inTime } from './pause';
import { networkProblem } from './network';
import { noAnswer, onlyReads, type GatewayAnswer, type GatewayRequest } from './request';

/** Longest wait for the answer to a look: a person is waiting, or a message. In milliseconds. */
export const LOOK_MS = 15_000;

export const TOO_LATE: Fault = { kind: 'timeout', nothingSent: false, reason: null };

/**
 * Sends a request once, to see who answers, or because it would be good manners.
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
	// Who only looks is told of a limit by the answer; what changes something counts, and waits like what comes behind it.
	if (!onlyReads(request)) await pace.clear(request);
	const body = await writeBody(request, channel.load);
	try {
		const answer = await inTime(LOOK_MS, async () => await exchange(impatient, request, body));
		if (answer === null) return noAnswer(TOO_LATE);
		reach.answered();
		pace.heed(request, connection.peer.limits(answer), connection.peer.pause(answer));
		return answer;
	} catch (error) {
		// No gateway answers a look with so much.
		if (error instanceof TooLarge)
			return noAnswer({ kind: 'noHttp', nothingSent: false, reason: null });
		const fault = readFault(error);
		if (fault.kind === 'canceled') throw networkProblem(fault, channel, request);
		return noAnswer(fault);
	}
}
