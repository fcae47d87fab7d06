import { isLidId, personId, type Session, userPart } from '../../world';
import type { WarestCall, WarestContext } from '../context';
import type { WarestAnswer } from '../envelopes';
import { firstGiven, textIn } from '../fields';
import { dataResult, missing } from './input';

const DEFAULT_CODE = '62';
/** Numbers up to this length are taken for national ones (v0.3.44, observed). */
const LONGEST_NATIONAL = 12;

/** Some of the 45 countries that the server knows; +1 is Canada to it (v0.3.44, observed). */
const COUNTRIES: Array<[iso: string, code: string]> = [
	['CA', '1'],
	['US', '1'],
	['RU', '7'],
	['NL', '31'],
	['FR', '33'],
	['ES', '34'],
	['IT', '39'],
	['CH', '41'],
	['AT', '43'],
	['GB', '44'],
	['DE', '49'],
	['MX', '52'],
	['BR', '55'],
	['MY', '60'],
	['ID', '62'],
	['SG', '65'],
	['JP', '81'],
	['CN', '86'],
	['TR', '90'],
	['IN', '91'],
	['AE', '971'],
];

function countryOf(digits: string): string | null {
	return COUNTRIES.find(([, code]) => digits.startsWith(code))?.[0] ?? null;
}

/** A country by its two letters or its dial code, else the server's own. */
function dialCode(country: string | undefined): string {
	const known = COUNTRIES.find(([iso]) => iso === country?.toUpperCase())?.[1];
	return known ?? (country?.replace(/\D/g, '') || DEFAULT_CODE);
}

/**
 * A leading 0 is replaced by the country code. A number of at most twelve digits that does not begin with the code gets
 * it as well, even with another country's code: +1 415 555 0100 becomes 6214155550100 (v0.3.44, observed).
 */
function normalised(phone: string, country: string | undefined): string {
	const digits = phone.replace(/\D/g, '');
	const code = dialCode(country);
	if (digits.startsWith('0')) return `${code}${digits.slice(1)}`;
	if (digits.startsWith(code) || digits.length > LONGEST_NATIONAL) return digits;
	return `${code}${digits}`;
}

export function validatePhone(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForTools(call);
	const phone = firstGiven(call.body, call.names('phone'));
	if (typeof phone !== 'string' && typeof phone !== 'number') throw missing('phone');
	const digits = normalised(String(phone), textIn(call.body, call.names('country')));
	const jid = personId(digits);
	const account = warest.world.people.accountOf(jid);
	return dataResult({
		exists: warest.world.people.isOnWhatsApp(jid),
		e164: `+${digits}`,
		jid: account,
		lid: session.contacts.find(account)?.lid ?? null,
		country: countryOf(digits),
	});
}

/** Groups and channels are taken for people with the same digits (v0.3.44, observed). */
export function validateJid(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForTools(call);
	const jid = textIn(call.body, call.names('jid'));
	if (jid === undefined) throw missing('jid');
	if (isLidId(jid))
		return dataResult({ exists: session.contacts.find(jid) !== undefined, type: 'lid' });
	const exists = warest.world.people.isOnWhatsApp(personId(userPart(jid).replace(/\D/g, '')));
	return dataResult({ exists, type: 'user' });
}

/** The phone address for a hidden id, or the reverse, from the account's own contacts only (v0.3.44). */
export function resolveId(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.openForTools(call);
	const input = textIn(call.body, call.names('input'))?.trim();
	if (input === undefined) throw missing('input');
	if (isLidId(input)) {
		const jid = phoneIdBehind(input, session);
		const country = jid === null ? null : countryOf(userPart(jid));
		return dataResult({ isValid: true, type: 'lid', lid: input, jid, country });
	}
	const digits = input.includes('@') ? userPart(input) : normalised(input, undefined);
	if (!/^\d+$/.test(digits)) {
		return dataResult({ isValid: false, type: 'invalid', lid: null, jid: null, country: null });
	}
	const jid = personId(digits);
	const lid = session.contacts.find(jid)?.lid ?? null;
	return dataResult({ isValid: true, type: 'jid', lid, jid, country: countryOf(digits) });
}

function phoneIdBehind(lid: string, session: Session): string | null {
	const contact = session.contacts.find(lid);
	const other = session.contacts.all().find((one) => one.lid === lid && one.id !== lid);
	return contact?.phoneId ?? other?.id ?? null;
}
