/** Signs that are seen as nothing: marks of direction, of zero width, and what fonts need between letters. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Turns what stands behind it around, so that what is seen is not what is written. */
export const turnsAround = (text: string): boolean => text.includes('\u202e');

/** A text without signs that nobody sees. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** A digit of any script as one of ours. Unicode keeps the digits of a script in rows of ten, from zero on. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let start = code;
	while (isDigit(start - 1)) start--;
	return String((code - start) % 10);
}

/** Wide forms, which Chinese and Japanese keyboards write: each has its place as far from the common one. */
const WIDE = 0xfee0;

/**
 * A text whose digits, brackets and other common signs have the one form that programs read, whatever script they are
 * written in. Nothing else changes.
 */
export const inPlainSigns = (text: string): string =>
	text
		.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDE))
		.replace(/[^\P{Nd}0-9]/gu, asciiDigit);
