import { personId, userPart } from './ids';

/** How a number may be written, and the digits that the WhatsApp account has. */
type Rule = readonly [written: RegExp, digits: (parts: readonly string[]) => string];

/**
 * Countries that dropped or added a digit of their mobile numbers, while accounts kept theirs. Brazil added a 9 in
 * front: accounts in areas 11 to 28 have it, the others mostly not. Mexico dropped a 1 after the country code, and
 * Argentina has a 9 there for calls from abroad: accounts have both. WAHA's documents describe all three.
 */
const RULES: readonly Rule[] = [
	[/^55(1[1-9]|2[1-8])([6-9]\d{7})$/, ([, area, number]) => `55${area}9${number}`],
	[/^55([3-9]\d)9([6-9]\d{7})$/, ([, area, number]) => `55${area}${number}`],
	[/^52([2-9]\d{9})$/, ([, number]) => `521${number}`],
	[/^54([1-8]\d{9})$/, ([, number]) => `549${number}`],
];

/** The address of a phone number's WhatsApp account. */
export function accountOf(id: string): string {
	const digits = userPart(id);
	for (const [written, account] of RULES) {
		const parts = written.exec(digits);
		if (parts) return personId(account(parts));
	}
	return id;
}
