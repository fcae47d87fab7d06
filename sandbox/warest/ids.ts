import { isLidId, PERSON_SUFFIX, userPart } from '../world';

/** The server's default country code, put in place of a leading 0 (v0.3.44, default configuration). */
const COUNTRY_CODE = '62';

/** Suffixes of addresses that are passed on unchanged. */
const KEPT_SUFFIXES = [PERSON_SUFFIX, '@g.us', '@newsletter', '@broadcast'];

/**
 * The address that WARest makes from a recipient. Everything it does not know is reduced to digits, so a hidden id
 * becomes somebody else's phone number (v0.3.44, observed).
 */
export function toJid(recipient: string): string {
	const text = recipient.trim();
	if (KEPT_SUFFIXES.some((suffix) => text.endsWith(suffix))) return text;
	const digits = text.replace(/\D/g, '');
	return `${digits.startsWith('0') ? `${COUNTRY_CODE}${digits.slice(1)}` : digits}${PERSON_SUFFIX}`;
}

/** Hidden ids are stored as if they were phone numbers (v0.3.44, observed). */
export function storedJid(worldId: string): string {
	return isLidId(worldId) ? `${userPart(worldId)}${PERSON_SUFFIX}` : worldId;
}
