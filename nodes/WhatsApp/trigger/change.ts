import { drive, onlyReads, type Plan } from '../transport/request';
import type { TriggerClient } from './triggerClient';
import { noteChange } from './restart';

/** Ends a plan that was called off. */
export class CalledOff extends Error {}

/**
 * Runs a plan about the webhook of a session. Plans of one session run one after another, because each reads, changes
 * and writes the session's whole configuration. It also notes that the change may restart the session.
 * @param plan made when its turn has come, from the state at that time
 * @param mayGoOn asked before each request
 * @throws CalledOff when the plan may not continue; GatewayProblem and Refusal as the plan does
 */
export async function change<R>(
	client: TriggerClient,
	session: string,
	plan: () => Plan<R>,
	mayGoOn: () => boolean = () => true,
): Promise<R> {
	return await inTurn(turnOf(client, session), async () =>
		drive(plan(), async (request) => {
			if (!mayGoOn()) throw new CalledOff();
			if (onlyReads(request)) return await client.fetch(request);
			const noteAnswer = noteChange(client, session);
			try {
				return await client.fetch(request);
			} finally {
				noteAnswer();
			}
		}),
	);
}

/** Credentials with different addresses of one gateway may reach the same shared webhook. */
const turnOf = ({ baseUrl, gateway }: TriggerClient, session: string): string =>
	gateway.webhooks.hasRoomForOne ? session : `${baseUrl} ${session}`;

/** The last task for each name. */
const last = new Map<string, Promise<unknown>>();

/**
 * Runs the tasks of one name one after another. n8n activates many workflows at once, and each reads, changes and
 * writes the whole configuration of a session.
 */
export async function inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
	const mine = (last.get(name) ?? Promise.resolve()).then(task);
	const settled = mine.catch(() => undefined);
	last.set(name, settled);
	try {
		return await mine;
	} finally {
		if (last.get(name) === settled) last.delete(name);
	}
}
