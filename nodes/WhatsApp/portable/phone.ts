import { callingCodeOf, mayExist, zeroIn } from './numbering';
import { quote, Refusal } from './refusal';
import { inPlainSigns, turnsAround, withoutInvisible } from './writing';

/** A phone number with its country code: no longer than E.164 allows, no shorter than any in use. */
export const PHONE_DIGITS = /^[1-9]\d{4,14}$/;

/** Longer than any number with all its separators; longer text is refused before it is searched. */
const MAX_LENGTH = 128;

/** Why a text is ambiguous or invalid as a phone number. */
interface Objection {
	/** Continues a sentence that begins with the quoted text. */
	readonly problem: string;
	readonly hint: string;
}

/** A text read as a phone number. */
export type PhoneReading = { readonly digits: string } | Objection | null;

export const NO_PHONE: Objection = {
	problem: 'is no phone number',
	hint: 'Use a phone number with country code such as 491701234567.',
};

const NO_COUNTRY: Objection = {
	problem: 'has no country code',
	hint: 'Write it with the country code and without the leading zero, for example 491701234567.',
};

const FRACTION: Objection = {
	problem: 'has a fraction, and no phone number has one',
	hint: 'Check the node that gives the number: a sheet or a program took it for an amount.',
};

const trunkZero = (code: string): Objection => ({
	problem: `has a zero behind the country code ${code} that is dialled only within the country`,
	hint: 'Leave that zero out, or put it in brackets.',
});

const unclear = (what: string): Objection => ({
	problem: `leaves open whether the ${what} belongs to the number`,
	hint: 'Write the number as it is dialled from abroad, in digits only.',
});
const UNCLEAR_ZERO = unclear('zero behind the country code');
const UNCLEAR_BRACKETS = unclear('digit in brackets');

/** Characters that people use in place of another one. */
const SAME_SIGNS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\p{Zs}/gu, ' '],
	[/[\u2010-\u2015\u2212\ufe58\ufe63]/g, '-'],
	[/[[{\ufe59\ufe5b\ufe5d]/g, '('],
	[/[\]}\ufe5a\ufe5c\ufe5e]/g, ')'],
	[/\ufe62/g, '+'],
];

const inOneForm = (text: string): string =>
	SAME_SIGNS.reduce((signs, [like, sign]) => signs.replace(like, sign), inPlainSigns(text));

/** A prefix of numbers in links, cards and other services: `tel:+49…`. */
const SCHEME = /^(?:tel|whatsapp):(?!\/)\s*/i;

/**
 * Reads what people write as a phone number: digits of any script, with the country code after `+` or `00` or without a
 * prefix, separated by spaces, dashes, dots or brackets. Direction marks and zero-width characters are ignored. A zero
 * after the country code is dropped if it is in brackets and the numbering plan has it as a trunk zero; it stays if it
 * is part of the number.
 * @returns exactly the written digits, without an international prefix and such a zero; the reason if the text is
 * ambiguous; null if it is not a number at all. Never throws.
 */
export function readPhone(input: string): PhoneReading {
	if (input.length > MAX_LENGTH || turnsAround(input)) return null;
	const text = inOneForm(withoutInvisible(input)).trim().replace(SCHEME, '');
	if (hasFraction(text)) return FRACTION;
	const written = partsOf(text.replace(/^(\+?\d+)\.0+$/, '$1'));
	return written === null ? null : international(written);
}

/**
 * A dot separates groups of a number, unless a sheet or a program made a decimal of it: 491701234567.0 is the number,
 * any other fraction is not. Domain registries write a dot after the country code: +49.1701234567.
 */
function hasFraction(text: string): boolean {
	const dots = text.split('.').length - 1;
	if (dots === 0 || /^\+?\d+\.0+$/.test(text)) return false;
	const [before = ''] = text.split('.', 1);
	const isDecimal = dots === 1 && /^\+?\d+\.\d+$/.test(text);
	const isBehindCode = before === `+${callingCodeOf(before.slice(1))}`;
	const last = text.slice(text.lastIndexOf('.') + 1);
	return (isDecimal && !isBehindCode) || /^\d$/.test(last) || (dots === 1 && /^0+$/.test(last));
}

/** A number as it was written. */
interface Written {
	readonly isMarked: boolean;
	readonly digits: string;
	/** The ranges of digits that are in brackets. */
	readonly brackets: ReadonlyArray<readonly [from: number, to: number]>;
}

const SEPARATOR = /^ *(?:--?|\.)? *$/;

/** Null if the text contains anything but a number, or a single part of one twice. */
function partsOf(text: string): Written | null {
	let digits = '';
	let isMarked = false;
	let open: number | null = null;
	let last = '';
	const brackets: Array<[number, number]> = [];
	for (const token of text.match(/\d+|[ .-]+|[^]/g) ?? []) {
		if (/^\d/.test(token)) digits += token;
		else if (token === '(' && open === null) open = digits.length;
		else if (token === ')' && open !== null && digits.length > open) {
			brackets.push([open, digits.length]);
			open = null;
		} else if (token === '+' && digits === '' && !isMarked) isMarked = true;
		else if (!SEPARATOR.test(token) || (digits === '' && token.trim() !== '')) return null;
		last = token;
	}
	return digits === '' || open !== null || /[.-]/.test(last)
		? null
		: withoutPrefix({ isMarked, digits, brackets }, text);
}

/** Two zeros stand for the plus on most phones. */
function withoutPrefix(written: Written, text: string): Written {
	if (written.isMarked || !/^\(? *00/.test(text)) return written;
	return {
		isMarked: true,
		digits: written.digits.slice(2),
		brackets: written.brackets.map(([from, to]) => [Math.max(0, from - 2), to - 2]),
	};
}

function international({ isMarked, digits, brackets }: Written): PhoneReading {
	if (digits.startsWith('0')) return isMarked ? null : NO_COUNTRY;
	const code = callingCodeOf(digits);
	const zero = code?.length ?? 0;
	const alone = brackets.filter(([from, to]) => to - from === 1);
	const isOdd = ([from]: readonly [number, number]): boolean =>
		from === zero ? digits[from] !== '0' && !mayExist(digits) : digits[from] === '0';
	if (alone.some(isOdd)) return UNCLEAR_BRACKETS;
	const read = code === null ? digits : withoutTrunkZero(digits, code, brackets);
	if (typeof read !== 'string') return read;
	return PHONE_DIGITS.test(read) ? { digits: read } : null;
}

function withoutTrunkZero(
	digits: string,
	code: string,
	brackets: Written['brackets'],
): string | Objection {
	const zero = code.length;
	if (digits[zero] !== '0') return digits;
	const isBracketed = brackets.some(([from]) => from === zero);
	switch (zeroIn(digits, isBracketed)) {
		case 'partOfNumber':
			return digits;
		case 'trunk':
			return isBracketed ? code + digits.slice(zero + 1) : trunkZero(code);
		case 'unclear':
			return UNCLEAR_ZERO;
	}
}

/**
 * The digits of a phone number with country code, in any form that people write.
 * @throws Refusal that quotes the input
 */
export function parsePhone(input: string): string {
	const reading = readPhone(input) ?? NO_PHONE;
	if ('digits' in reading) return reading.digits;
	throw new Refusal(`${quote(input)} ${reading.problem}`, reading.hint);
}

/**
 * What may follow a number in a card: an extension, parameters of a `tel:` address, and what is dialled after a pause.
 */
const BEHIND_NUMBER = /^([^a-z;,#*]*?)\s*(?:[;,#*]|[pwx]\.?\s*\d|ext)/i;

/** The phone number of a card, without extension and pauses; null if it is ambiguous. */
export function phoneInCard(value: string): string | null {
	if (value.length > MAX_LENGTH) return null;
	const text = value.trim().replace(SCHEME, '');
	const reading = readPhone(BEHIND_NUMBER.exec(text)?.[1] ?? text);
	return reading !== null && 'digits' in reading ? reading.digits : null;
}
