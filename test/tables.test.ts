import metadata from 'libphonenumber-js/metadata.max.json';
import { callingCodeOf, mayExist } from '../nodes/WhatsApp/portable/numbering';
import { NUMBERING_PLANS } from '../nodes/WhatsApp/portable/numberingPlans';
import { numberingPlans } from '../scripts/lib/tables/numberingPlans';

describe('the numbering plans', () => {
	test('are up to date with npm run tables', () => {
		const written = numberingPlans.write();
		const rows = NUMBERING_PLANS.map((row) => JSON.stringify(row));
		expect(rows.filter((row) => !written.includes(row))).toEqual([]);
		expect(written.match(/^\s*"\d/gm)).toHaveLength(rows.length);
	});

	test('include every calling code', () => {
		const codes = [
			...Object.keys(metadata.country_calling_codes),
			...Object.keys(metadata.nonGeographic),
		];
		expect(codes.filter((code) => callingCodeOf(`${code}123456`) !== code)).toEqual([]);
		expect(callingCodeOf('999123456')).toBeNull();
	});

	test('have less than 20,000 characters', () => {
		expect(NUMBERING_PLANS.join('\n').length).toBeLessThan(20_000);
	});
});

test.each([
	['491701234567', true],
	['14155550100', true],
	// Ids of Mexico keep the 1 that its numbers no longer have.
	['5215512345678', true],
	['5491112345678', true],
	['5511912345678', true],
	['8613912345678', true],
	// Hidden ids, read as numbers.
	['200000000000001', false],
	['123456789012345', false],
	['98765432101234', false],
	['55566677788899', false],
	['999123456789', false],
])('a phone number %s can exist: %s', (digits, may) => {
	expect(mayExist(digits)).toBe(may);
});
