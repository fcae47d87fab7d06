import type { Channel } from './channel';
import { TooLarge } from './download';
import { exchange } from './exchange';
import { readFault, type Fault } from './fault';
import { inTime } from './pause';
import { networkProblem } from './network';
import { noAnswer, type GatewayAnswer, type GatewayRequest } from './request';

/** Longest wait for the answer to a look: a person is waiting. In milliseconds. */
export const LOOK_MS = 15_000;

export const TOO_LATE: Fault = { kind: 'timeout', nothingSent: false, reason: null };

/**
 * Sends a request once, to see who answers.
 * @throws GatewayProblem when the execution is cancelled
 */
export async function look(channel: Channel, request: GatewayRequest): Promise<GatewayAnswer> {
	const { connection, http, options, pace, reach } = channel;
	const impatient = {
		...channel,
		http: { ...http, timeout: LOOK_MS },
		options: { ...options, timeoutMs: LOOK_MS },
	};
	try {
		const answer = await inTime(
			LOOK_MS,
			async () => await exchange(impatient, request, { contentType: null }),
		);
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
