import { quote, Refusal } from '../portable/refusal';

/** Longest pattern; what is longer is no filter that a person wrote. */
const MAX_PATTERN = 500;

/** Characters of a message that are searched, so that no text keeps n8n busy. */
const MAX_TEXT = 1_000;

/** Looks for something in the text of a message. */
export type TextTest = (text: string) => boolean;

/**
 * A regular expression as a person typed it: without regard to upper and lower case, unless it is written as
 * `/pattern/flags` and says so itself. Unicode classes such as `\p{L}` are understood.
 * Whoever writes to the account chooses the text, so a pattern that could take forever on some text is refused.
 * @throws Refusal on a pattern that is none, too long, or dangerous, and on one that means something in other languages
 * and would never match in this one
 */
export function textTest(pattern: string): TextTest {
	if (pattern.length > MAX_PATTERN)
		throw new Refusal(
			`Text Pattern is longer than ${MAX_PATTERN} characters`,
			'Write a shorter one.',
		);
	const { source, flags } = partsOf(pattern);
	const regex = compiled(pattern, source, flags);
	if (repeatsRepetition(source)) {
		throw refused(
			pattern,
			'could take forever on some texts',
			'Do not repeat a group that has a repetition or a choice (|) in it: write [\\s,]+ in place of (\\s|,)+, and \\w+ in place of (\\w+)+.',
		);
	}
	return (text) => regex.test(text.slice(0, MAX_TEXT));
}

const refused = (pattern: string, problem: string, hint: string): Refusal =>
	new Refusal(`Text Pattern ${quote(pattern)} ${problem}`, hint);

const NO_PATTERN = [
	'is no regular expression',
	'A pattern such as ^order finds messages that begin with "order". Put a \\ before signs such as ( and * that are meant as they stand.',
] as const;

/** Without slashes nobody says how upper and lower case count: then they are the same. */
const STANDARD_FLAGS = 'i';

/** The flags that change what a pattern finds; `g` and `d` change nothing here. */
const FLAGS = 'imsu';
const WITHOUT_EFFECT = /[gd]/g;

/** A pattern between slashes, as JavaScript, Perl and PHP write it. */
const SLASHED = /^\/([^]+)\/([a-z]*)$/i;

/** Flags at the beginning of a pattern, as Python and Java write them. */
const INLINE = /^\(\?([a-z]+)\)([^]+)$/;

function partsOf(pattern: string): { source: string; flags: string } {
	const [, inside, given = ''] = SLASHED.exec(pattern) ?? [];
	const [, inline = '', behind] = INLINE.exec(inside ?? pattern) ?? [];
	const flags = `${inside === undefined ? STANDARD_FLAGS : given}${inline}`.replace(
		WITHOUT_EFFECT,
		'',
	);
	const unknown = [...flags].find((flag) => !FLAGS.includes(flag));
	if (unknown !== undefined)
		throw refused(
			pattern,
			`has the flag ${unknown}, which is not known here`,
			`Known are ${[...FLAGS].join(', ')}. To find slashes as they stand, put a \\ before each.`,
		);
	return { source: behind ?? inside ?? pattern, flags: [...new Set(flags)].join('') };
}

/**
 * With the flag `u` first: signs such as emoji are one sign then, and escapes that nobody knows are found out. Older
 * patterns, which put a \ before signs that need none, are taken without it.
 */
function compiled(pattern: string, source: string, flags: string): RegExp {
	refuseForeign(pattern, source);
	const unicode = regExp(source, `${flags.replace('u', '')}u`);
	if (unicode !== null) return unicode;
	const plain = flags.includes('u') || NEEDS_UNICODE.test(source) ? null : regExp(source, flags);
	if (plain !== null) return plain;
	throw refused(pattern, ...NO_PATTERN);
}

const NEEDS_UNICODE = /\\[pP]\{|\\u\{/;

function regExp(source: string, flags: string): RegExp | null {
	try {
		return new RegExp(source, flags);
	} catch {
		return null;
	}
}

/** What may stand behind a \ in JavaScript's patterns, letters and digits only. */
const ESCAPE =
	/^\\(?:[bBdDfnrsStvwW\d]|c[a-zA-Z]|k<|[pPu]\{|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[^a-zA-Z\d])/;

/** Classes of POSIX, which are letters between brackets here. */
const POSIX = /\[:\^?[a-z]+:\]/i;

/** Other languages know more escapes; here each would be the letter itself, and the pattern would never match. */
function refuseForeign(pattern: string, source: string): void {
	for (const { 0: escape, index } of source.matchAll(/\\./gs)) {
		if (ESCAPE.test(source.slice(index))) continue;
		throw refused(
			pattern,
			`has ${escape} in it, which means nothing here`,
			'Use ^ for the beginning and $ for the end, \\s for blanks, \\p{L} for letters of all languages.',
		);
	}
	if (POSIX.test(source))
		throw refused(
			pattern,
			'has a class of POSIX in it, which means nothing here',
			'Use \\p{L} for letters, \\d for digits, \\s for blanks, \\p{P} for punctuation.',
		);
}

/** Escapes and classes count as one sign each; what is left is groups, choices and repetitions. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!:]|\(\?<\w+>|[()|]|[*+]|\{\d+(?:,\d*)?\}|./gs;

const isRepetition = (token: string | undefined): boolean => /^([*+]|\{.*\})$/s.test(token ?? '');

/** How many ways to match one more sign leaves open: one thing that may be left out alone is harmless. */
function choicesOf(token: string, before: string | undefined): number {
	if (token === '|' || /^([*+]|\{\d+,.*\})$/s.test(token)) return 2;
	// Behind a repetition it only makes that one short.
	return token === '?' && !isRepetition(before) ? 1 : 0;
}

/** True when a group is repeated in which there is a repetition or a choice: it can match one text in many ways. */
function repeatsRepetition(pattern: string): boolean {
	const tokens = pattern.match(TOKEN) ?? [];
	const choices = [0];
	const add = (count: number): void => {
		choices.push((choices.pop() ?? 0) + count);
	};
	for (const [index, token] of tokens.entries()) {
		if (token.startsWith('(')) choices.push(0);
		else if (token === ')') {
			const inside = choices.pop() ?? 0;
			if (inside > 1 && isRepetition(tokens[index + 1])) return true;
			add(inside);
		} else add(choicesOf(token, tokens[index - 1]));
	}
	return false;
}
