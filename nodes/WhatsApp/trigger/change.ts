import { drive, onlyReads, type Plan } from '../transport/request';
import type { Line } from './gatewayOf';
import { inTurn } from './inTurn';
import { noteChange } from './restart';

/** What a plan ends in that was called off. */
export class CalledOff extends Error {}

/**
 * Runs a plan about the webhook of a session. Plans of one session run one after another, since each reads, changes and
 * writes the session's whole configuration; and it is noted that a change may restart the session.
 * @param mayGoOn asked before each request
 * @throws CalledOff when the plan may not go on; GatewayProblem and Refusal as the plan does
 */
export async function change<R>(
	line: Line,
	session: string,
	plan: Plan<R>,
	mayGoOn: () => boolean = () => true,
): Promise<R> {
	return await inTurn(`${line.baseUrl} ${session}`, async () =>
		drive(plan, async (request) => {
			if (!mayGoOn()) throw new CalledOff();
			if (onlyReads(request)) return await line.fetch(request);
			const noteAnswer = noteChange(line, session);
			try {
				return await line.fetch(request);
			} finally {
				noteAnswer();
			}
		}),
	);
}
