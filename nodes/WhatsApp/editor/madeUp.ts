import type { INodeListSearchResult } from 'n8n-workflow';
import type { Client } from '../client/client';
import { phoneOf } from '../portable/ids';

/** Hardly any phone number has this many digits, but nearly every hidden id (LID) does. */
const SUSPICIOUS_DIGITS = 14;

const phoneIn = (value: string | number | boolean): string | null => {
	const phone = phoneOf(String(value));
	return phone !== null && phone.length >= SUSPICIOUS_DIGITS ? phone : null;
};

/**
 * A page of people or chats without made-up phone numbers: a number that a gateway may have made from a hidden id is
 * looked up, and left out unless it is on WhatsApp.
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

/** A number that cannot be looked up is left out, too: it can still be typed by hand. */
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
