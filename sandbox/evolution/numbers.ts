import { GROUP_SUFFIX, personId } from '../world';

const ADDRESS = /@(s\.whatsapp\.net|g\.us|lid|newsletter|broadcast)/;
/** More digits than any phone number has: the id of a group. */
const GROUP_DIGITS = 18;

/**
 * The address that the server makes from a `number`. Whole addresses stay. From anything else, even `…@c.us`, it takes
 * the digits before the @ and rewrites some of them (2.3.7, observed and server source).
 */
export function addressOf(number: string): string {
	const whole = number.replace(/:\d+(?=@)/, '');
	if (ADDRESS.test(whole)) return whole;
	const written = (whole.split('@')[0] ?? '').split(':')[0] ?? '';
	// Ids of old groups: the founder's number, a dash, a time.
	if (written.includes('-') && written.replace(/[^\d-]/g, '').length >= 24)
		return `${written.replace(/[^\d-]/g, '')}${GROUP_SUFFIX}`;
	const digits = written.replace(/\D/g, '');
	if (digits.length >= GROUP_DIGITS) return `${digits}${GROUP_SUFFIX}`;
	return personId(rewritten(digits));
}

/**
 * Mobile numbers of Brazil lose the 9 in front, from area 31 on; those of Mexico and Argentina with 13 digits lose the
 * third digit (server source).
 */
function rewritten(digits: string): string {
	if (/^5[24]\d{11}$/.test(digits)) return `${digits.slice(0, 2)}${digits.slice(3)}`;
	const [, area, number] = /^55(\d{2})\d([7-9]\d{7})$/.exec(digits) ?? [];
	return area && number && Number(area) >= 31 ? `55${area}${number}` : digits;
}
