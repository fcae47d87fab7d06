import fc from 'fast-check';
import metadata from 'libphonenumber-js/metadata.max.json';
import { formatChatId, parseChatId, portableId } from '../../nodes/WhatsApp/portable/ids';
import { callingCodeOf, zeroIn } from '../../nodes/WhatsApp/portable/numbering';
import { readPhone } from '../../nodes/WhatsApp/portable/phone';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { CASES, holds } from '../support/property';

/** Zeros of scripts in which people write numbers. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce];
const SEPARATORS = ['', '', '', ' ', '-', ' - ', '\u00a0', '\u2011', '\u2013', '\u202f', '\uff0d'];
const UNSEEN = ['', '', '', '\u200b', '\u200e', '\u202a', '\u202c', '\u00ad', '\ufeff'];

const CODES = Object.keys(metadata.country_calling_codes);
const code = fc.constantFrom(...CODES);
const national = fc.integer({ min: 100_000, max: 99_999_999_999 }).map(String);
const zero = fc.constantFrom(...ZEROS);
const prefix = fc.constantFrom('+', '', '00');
const gaps = fc.array(
	fc
		.tuple(fc.constantFrom(...SEPARATORS), fc.constantFrom(...UNSEEN))
		.map((signs) => signs.join('')),
	{ maxLength: 14 },
);

const inScript = (digits: string, start: number): string =>
	[...digits].map((digit) => String.fromCodePoint(start + Number(digit))).join('');

/** The digits of one script, with separators and invisible characters between them. */
const written = (digits: string, start: number, between: readonly string[]): string =>
	[...digits]
		.map((digit, index) => (index === 0 ? '' : (between[index - 1] ?? '')) + inScript(digit, start))
		.join('');

/** The digits of a text, in any script. */
const digitsIn = (text: string): string =>
	[...text]
		.flatMap((sign) => {
			const at = sign.codePointAt(0) ?? 0;
			const start = ZEROS.find((first) => at >= first && at < first + 10);
			return start === undefined ? [] : [String(at - start)];
		})
		.join('');

const read = (text: string): string | null => {
	const reading = readPhone(text);
	return reading !== null && 'digits' in reading ? reading.digits : null;
};

test('reads a number with a country code in any script and with any separators', () => {
	holds([code, national, zero, prefix, gaps], (country, rest, start, before, between) => {
		const marked = before === '00' ? inScript(before, start) : before;
		expect(read(marked + written(country + rest, start, between))).toBe(country + rest);
	});
});

/** Characters that are used in phone numbers, and some that make a number invalid. */
const sign = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.tuple(zero, fc.nat(9)).map(([start, n]) => String.fromCodePoint(start + n)),
	},
	{ weight: 12, arbitrary: fc.nat(9).map(String) },
	{ weight: 3, arbitrary: fc.constantFrom('0', '(0)', '00', '+49', '39', '225') },
	{ weight: 4, arbitrary: fc.constantFrom(' ', '-', '.', '(', ')', '+', '[', ']', '（', '）') },
	{
		weight: 1,
		arbitrary: fc.constantFrom(...UNSEEN, '\u202e', ',', '/', ':', '@', 'x', '\n', '.0'),
	},
);
const anything = fc.array(sign, { minLength: 5, maxLength: 18 }).map((signs) => signs.join(''));

/**
 * What an accepted text may be read as: its digits, without an international prefix, and without a trunk zero that the
 * plan knows.
 */
function mayBe(written: string): string[] {
	const text = written.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim();
	const all = digitsIn(text);
	const fraction = /[.．]\p{Nd}+$/u.exec(text)?.[0] ?? '';
	const isZero = fraction !== '' && /^0+$/.test(digitsIn(fraction));
	const whole = isZero ? [all, digitsIn(text.slice(0, -fraction.length))] : [all];
	const prefixed = whole.flatMap((digits) => [
		digits,
		...(digits.startsWith('00') ? [digits.slice(2)] : []),
	]);
	return prefixed.flatMap((digits) => {
		const at = callingCodeOf(digits)?.length ?? 0;
		const isTrunk = at > 0 && digits[at] === '0' && zeroIn(digits, true) === 'trunk';
		return isTrunk ? [digits, digits.slice(0, at) + digits.slice(at + 1)] : [digits];
	});
}

test('an accepted number has exactly the digits that were written', () => {
	let accepted = 0;
	holds([anything], (text) => {
		const digits = read(text);
		if (digits === null) return;
		accepted++;
		expect(mayBe(text)).toContain(digits);
		expect(digits).toMatch(/^[1-9]\d{4,14}$/);
	});
	// Otherwise the property would also hold for a reader that accepts nothing.
	expect(accepted).toBeGreaterThan(CASES / 20);
});

/** The numbering plans from libphonenumber, not from the package's own table. */
type Country = readonly [unknown, unknown, string, unknown, unknown, unknown, ...unknown[]];
const COUNTRIES = metadata.countries as unknown as Readonly<Record<string, Country>>;
const NAMES: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
const countriesOf = (country: string): Country[] =>
	(NAMES[country] ?? []).map((name) => COUNTRIES[name]).filter((plan) => plan !== undefined);
const matches = (pattern: unknown, number: string): boolean =>
	typeof pattern === 'string' && new RegExp(`^(?:${pattern})$`).test(number);
const isNumber = (country: string, number: string): boolean =>
	countriesOf(country).some((plan) => matches(plan[2], number));
const isGivenOut = (country: string, number: string): boolean =>
	countriesOf(country).some((plan) => {
		const types = Array.isArray(plan[11]) ? plan[11] : [[plan[2]]];
		return types.some((type: unknown) => Array.isArray(type) && matches(type[0], number));
	});
const hasTrunkZero = (country: string): boolean =>
	countriesOf(country).every((plan) => plan[5] === '0');

test('a zero after the country code is kept, dropped or refused by the numbering plan', () => {
	const seen = { dropped: 0, kept: 0, refused: 0 };
	// Few countries keep the zero, so Italy is drawn more often than by chance.
	const often = fc.oneof({ weight: 4, arbitrary: code }, fc.constant('39'));
	holds([often, national, prefix, fc.boolean()], (country, rest, before, isBracketed) => {
		const digits = read(`${before}${country} ${isBracketed ? '(0)' : '0'}${rest}`);
		if (digits === null) seen.refused++;
		else if (digits === country + rest) seen.dropped++;
		else seen.kept++;
		const withZero = `0${rest}`;
		if (hasTrunkZero(country) && !isNumber(country, withZero))
			expect(digits).toBe(isBracketed ? country + rest : null);
		else if (!hasTrunkZero(country) && isGivenOut(country, withZero))
			expect(digits).toBe(country + withZero);
		else if (!hasTrunkZero(country) && !isNumber(country, withZero) && !/^(241|375)$/.test(country))
			expect(digits).toBeNull();
	});
	// None of the three may be empty; how the random numbers are distributed is left to chance.
	expect(Math.min(seen.dropped, seen.kept, seen.refused)).toBeGreaterThan(0);
});

const id = fc.integer({ min: 10_000, max: 999_999_999_999_999 }).map(String);

test('an ID of a person is read without its device, from a gateway or typed', () => {
	const device = fc.constantFrom('', ':0', ':12', '.0:5', '_1:5', '.128:99');
	const suffix = fc.constantFrom('@c.us', '@s.whatsapp.net', '@hosted', '@C.US');
	holds([id, device, suffix], (user, behind, ending) => {
		expect(portableId(`${user}${behind}${ending}`)).toBe(`${user}@c.us`);
		expect(formatChatId(parseChatId(`${user}${behind}${ending}`))).toBe(`${user}@c.us`);
	});
});

test('a link is read as exactly the number in it, or refused', () => {
	const link = fc.constantFrom(
		(number: string) => `https://wa.me/${number}`,
		(number: string) => `wa.me/${encodeURIComponent(number)}?text=hi%20there`,
		(number: string) =>
			`https://api.whatsapp.com/send/?phone=${encodeURIComponent(number)}&text&app_absent=0`,
		(number: string) =>
			`https://web.whatsapp.com/send?text=a@b.com&phone=${encodeURIComponent(number)}`,
		(number: string) => `whatsapp://send?phone=${encodeURIComponent(number)}`,
	);
	holds([anything, link], (number, linkTo) => {
		// These have another meaning in an address.
		if (/[/?#&%+]/.test(number.replace(/^\+/, '')) || number.trim() === '') return;
		const expected = read(number);
		let found: string | null = null;
		try {
			found = parseChatId(linkTo(number)).user;
		} catch {
			// Refused, which is right for something that is not a number by itself.
		}
		expect(found).toBe(expected);
	});
});

test('any string is refused, or read as a chat ID that reads as itself', () => {
	const part = fc.oneof(
		anything,
		fc.string({ unit: 'grapheme', maxLength: 12 }),
		fc.constantFrom('@c.us', '@lid', '@g.us', '@newsletter', '@bot', 'wa.me/', '?phone=', '%2B'),
	);
	const typed = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
	holds([typed], (text) => {
		let chat: ReturnType<typeof parseChatId>;
		try {
			chat = parseChatId(text);
		} catch (error) {
			if (error instanceof Refusal) return;
			throw error;
		}
		expect(parseChatId(formatChatId(chat))).toEqual(chat);
		expect(portableId(formatChatId(chat))).toBe(formatChatId(chat));
	});
});
