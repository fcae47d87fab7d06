import type { Delivery, Received } from '../gateways/webhooks';
import type { Line } from './gatewayOf';
import type { Memory } from './memory';
import { isNews, noteTold, type Report } from './restart';

/** Longest wait for the gateway. */
const ASK_MS = 5_000;

/**
 * Whether a delivery tells only that a session is being restarted, as a change of webhooks does on WAHA. It may take as
 * long as a restart to know.
 * @param trigger names the trigger in this process
 * @param isTaken whether n8n has the execution, as soon as that is known; what it has not is news again
 */
export async function isPassing(
	delivery: Delivery,
	line: Line,
	memory: Memory,
	trigger: string,
	isTaken: Promise<boolean>,
): Promise<boolean> {
	const { restart, events } = line.gateway.webhooks;
	if (restart === null) return false;
	const [only, ...others] = events(delivery);
	if (only === undefined || others.length > 0) return false;
	const report = reportIn(only, restart.at(delivery), memory, trigger);
	if (report === null) return false;
	const { session, status } = report;
	const ask = async () => await line.within(ASK_MS, line.run(restart.status(session)));
	if (!(await isNews(line, restart, report, ask))) return true;
	const told = { status, at: Date.now() };
	noteTold(report, told, isTaken);
	memory.tell(session, told);
	return false;
}

/** What is told of a session; null when it is something else. */
function reportIn(
	{ item }: Received,
	at: number | null,
	memory: Memory,
	trigger: string,
): Report | null {
	// A restriction is news, whatever the status was before.
	if (item.event !== 'sessionStatus' || item.restrictions !== undefined) return null;
	const { session, status, previous } = item;
	return {
		name: `${trigger} ${session}`,
		session,
		status,
		previous,
		at,
		stored: memory.toldOf(session),
	};
}
