import type { Delivery, Received } from '../gateways/webhooks';
import type { TriggerClient } from './triggerClient';
import type { TriggerMemory } from './memory';
import { isNews, noteAnnounced, type Report } from './restart';

/** Longest wait for the gateway. */
const ASK_MS = 5_000;

/**
 * Whether a delivery only reports that a session is restarting, as a change of webhooks causes on WAHA. Finding out may
 * take as long as a restart.
 * @param trigger names the trigger in this process
 * @param isTaken whether n8n has the execution, as soon as that is known; if not, the status is news again
 */
export async function isPassing(
	delivery: Delivery,
	client: TriggerClient,
	memory: TriggerMemory,
	trigger: string,
	isTaken: Promise<boolean>,
): Promise<boolean> {
	const { restart, events } = client.gateway.webhooks;
	if (restart === null) return false;
	const [only, ...others] = events(delivery);
	if (only === undefined || others.length > 0) return false;
	const report = reportIn(only, restart.at(delivery), memory, trigger);
	if (report === null) return false;
	const { session, status } = report;
	const ask = async () => await client.within(ASK_MS, client.run(restart.status(session)));
	if (!(await isNews(client, restart, report, ask))) return true;
	const told = { status, at: Date.now() };
	noteAnnounced(report, told, isTaken);
	memory.tell(session, told);
	return false;
}

/** The status of a session in a delivery; null if it is something else. */
function reportIn(
	{ item }: Received,
	at: number | null,
	memory: TriggerMemory,
	trigger: string,
): Report | null {
	// A restriction is news, whatever the previous status.
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
