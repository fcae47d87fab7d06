import { mentionsMe } from '../engines/content';
import { phoneOf } from '../portable/ids';
import { BoundedMap } from './bounded';
import type { TriggerClient } from './triggerClient';
import { completed } from './identity';

/** Limited, because an account may be linked again under another number. */
const KNOWN_MS = 3_600_000;
const UNKNOWN_MS = 60_000;

const SESSIONS = 1_000;

/** Longest wait for the gateway. */
const ASK_MS = 5_000;

const accounts = new BoundedMap<readonly string[]>(SESSIONS);

/**
 * Whether a message mentions the account, for gateways whose events do not say who the account is (WARest). Null if
 * that stays unknown. Never throws.
 */
export async function mentionsAccount(
	client: TriggerClient,
	session: string,
	mentions: readonly string[],
): Promise<boolean | null> {
	const ids = await idsOfAccount(client, session);
	return mentionsMe(mentions, ids);
}

async function idsOfAccount(client: TriggerClient, session: string): Promise<readonly string[]> {
	const account = `${client.baseUrl} ${session}`;
	const remembered = accounts.get(account);
	if (remembered !== undefined) return remembered;
	const ids = (await client.within(ASK_MS, askIds(client, session))) ?? [];
	accounts.set(account, ids, ids.length < 2 ? UNKNOWN_MS : KNOWN_MS);
	return ids;
}

async function askIds(client: TriggerClient, session: string): Promise<readonly string[]> {
	const [me] = await client.ask('session', 'getMe', { session });
	const { contactId = null, lid = null } = me ?? {};
	const whole = await completed(client, session, { phone: phoneOf(contactId), lid });
	return [contactId, whole.lid].filter((id) => id !== null);
}
