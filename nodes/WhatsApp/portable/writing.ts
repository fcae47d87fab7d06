/** Invisible characters: direction marks, zero-width characters, and what fonts need between letters. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Whether a text reverses what follows, so that what one sees is not what is written. */
export const turnsAround = (text: string): boolean => text.includes('\u202e');

/** A text without invisible characters. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** A digit of any script as an ASCII digit. Unicode has the digits of each script in rows of ten, from zero on. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let start = code;
	while (isDigit(start - 1)) start--;
	return String((code - start) % 10);
}

/** Distance of the full-width characters of Chinese and Japanese keyboards from the common ones. */
const WIDE = 0xfee0;

/**
 * A text with its digits, brackets and other common characters in ASCII, whatever script they are from. Nothing else
 * changes.
 */
export const inPlainSigns = (text: string): string =>
	text
		.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDE))
		.replace(/[^\P{Nd}0-9]/gu, asciiDigit);
