import type { INodeListSearchResult } from 'n8n-workflow';
import type { Client } from '../client/client';
import { phoneOf } from '../portable/ids';

/** Hardly any phone number has so many digits, and nearly every hidden id. */
const SUSPICIOUS_DIGITS = 14;

const phoneIn = (value: string | number | boolean): string | null => {
	const phone = phoneOf(String(value));
	return phone !== null && phone.length >= SUSPICIOUS_DIGITS ? phone : null;
};

/**
 * A page of people or chats without numbers that are nobody's: what a gateway may have made of a hidden id is looked up,
 * and left out unless somebody is there.
 */
export async function withoutMadeUp(
	client: Client,
	session: string,
	found: INodeListSearchResult,
): Promise<INodeListSearchResult> {
	if (!client.gateway.makesNumbersUp) return found;
	const suspicious = found.results.filter(({ value }) => phoneIn(value) !== null);
	const checked = await Promise.all(
		suspicious.map(async ({ value }) => ({
			value,
			exists: await isOnWhatsApp(client, session, phoneIn(value) ?? ''),
		})),
	);
	const nobody = new Set(checked.filter(({ exists }) => !exists).map(({ value }) => value));
	return { ...found, results: found.results.filter(({ value }) => !nobody.has(value)) };
}

/** What cannot be looked up is not offered either: whoever needs it can write it. */
async function isOnWhatsApp(client: Client, session: string, phone: string): Promise<boolean> {
	try {
		const [check] = await client.ask('contact', 'checkExists', {
			session,
			phone,
			options: {},
		});
		return check?.exists === true;
	} catch {
		return false;
	}
}
