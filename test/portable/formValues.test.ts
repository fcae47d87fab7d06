import {
	booleanIn,
	choiceIn,
	isBlank,
	wholeNumberIn,
} from '../../nodes/WhatsApp/portable/formValues';

test.each([
	[true, true],
	['true', true],
	['TRUE', true],
	['True', true],
	[' true ', true],
	['true\u200b', true],
	[1, true],
	['1', true],
	['1.0', true],
	[false, false],
	['false', false],
	['FALSE', false],
	[0, false],
	['0', false],
	[0n, false],
	['yes', null],
	['wahr', null],
	[2, null],
	['', null],
	[null, null],
	[undefined, null],
	[[], null],
	[[true], null],
	[{}, null],
	[Number.NaN, null],
])('reads %p as the boolean %p', (raw, value) => {
	expect(booleanIn(raw)).toBe(value);
});

test.each([
	[5, 5],
	['5', 5],
	[' 5 ', 5],
	['5.0', 5],
	['+5', 5],
	['-5', -5],
	[-0.0, 0],
	[5.5, null],
	['5.5', null],
	['0x10', null],
	['1e3', null],
	['5 minutes', null],
	['9007199254740993', null],
	[Infinity, null],
	[true, null],
	['', null],
	[null, null],
	[[5], null],
])('reads %p as the whole number %p', (raw, value) => {
	expect(wholeNumberIn(raw)).toBe(value);
});

test.each([
	['86400', '86400'],
	[86_400, '86400'],
	['86400.0', '86400'],
	[86_400n, '86400'],
	['gatewayDefault', 'gatewayDefault'],
	['GATEWAYDEFAULT', 'gatewayDefault'],
	[' gatewayDefault ', 'gatewayDefault'],
	['Gateway Default', null],
	[86_401, null],
	['', null],
	[null, null],
	[['86400'], null],
])('reads %p as the choice %p', (raw, value) => {
	expect(choiceIn(raw, ['86400', '604800', 'gatewayDefault'])).toBe(value);
});

test.each([null, undefined, '', '  ', '\n', '\u200b', '\u00a0', []])('%p is blank', (raw) => {
	expect(isBlank(raw)).toBe(true);
});

test.each([0, false, '0', 'null', {}, [null], [''], Number.NaN])('%p is not blank', (raw) => {
	expect(isBlank(raw)).toBe(false);
});
