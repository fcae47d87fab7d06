import { personId, userPart } from './ids';

/** A number as it may be written, and what of it the account on WhatsApp has. */
type Rule = readonly [written: RegExp, digits: (parts: readonly string[]) => string];

/**
 * Countries that gave up a digit of their mobile numbers or added one, while accounts kept theirs. Brazil put a 9 before
 * them: accounts of the areas 11 to 28 have it, those of the others mostly not. Mexico dropped a 1 behind the country code and
 * Argentina has a 9 there for calls from abroad: accounts have both. WAHA's documents tell so of all three.
 */
const RULES: readonly Rule[] = [
	[/^55(1[1-9]|2[1-8])([6-9]\d{7})$/, ([, area, number]) => `55${area}9${number}`],
	[/^55([3-9]\d)9([6-9]\d{7})$/, ([, area, number]) => `55${area}${number}`],
	[/^52([2-9]\d{9})$/, ([, number]) => `521${number}`],
	[/^54([1-8]\d{9})$/, ([, number]) => `549${number}`],
];

/** The address under which WhatsApp has the account of a phone number. */
export function accountOf(id: string): string {
	const digits = userPart(id);
	for (const [written, account] of RULES) {
		const parts = written.exec(digits);
		if (parts) return personId(account(parts));
	}
	return id;
}
