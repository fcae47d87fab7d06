import { quote, Refusal } from '../portable/refusal';

/** Longest pattern; nobody writes a longer one as a filter. */
const MAX_PATTERN = 500;

/** How many characters of a message are searched, so that no text keeps n8n busy. */
const MAX_TEXT = 1_000;

/** Looks for something in the text of a message. */
export type TextTest = (text: string) => boolean;

/**
 * Compiles a regular expression as a person typed it. It ignores case, unless it is written as `/pattern/flags`.
 * Unicode classes such as `\p{L}` work. Strangers choose the text that is searched, so a pattern that could take
 * forever on some text is refused.
 * @throws Refusal on a pattern that is invalid, too long or dangerous, or that comes from another language and would
 * never match in this one
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

/** Without slashes no flags are given, so case is ignored. */
const STANDARD_FLAGS = 'i';

/** The flags that change what a pattern finds; `g` and `d` change nothing here. */
const FLAGS = 'imsu';
const WITHOUT_EFFECT = /[gd]/g;

/** A pattern between slashes, as in JavaScript, Perl and PHP. */
const SLASHED = /^\/([^]+)\/([a-z]*)$/i;

/** Flags at the beginning of a pattern, as in Python and Java. */
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
 * Tries the flag `u` first: with it an emoji is one character, and unknown escapes are detected. Older patterns with
 * needless escapes are compiled without it.
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

/** Letters and digits that may follow a \ in JavaScript's patterns. */
const ESCAPE =
	/^\\(?:[bBdDfnrsStvwW\d]|c[a-zA-Z]|k<|[pPu]\{|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[^a-zA-Z\d])/;

/** POSIX classes, which JavaScript reads as letters between brackets. */
const POSIX = /\[:\^?[a-z]+:\]/i;

/**
 * Other languages have more escapes; in JavaScript each of them is just the letter, so the pattern would never match.
 */
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

/** Escapes and classes count as one character each; what remains is groups, alternatives and repetitions. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!:]|\(\?<\w+>|[()|]|[*+]|\{\d+(?:,\d*)?\}|./gs;

const isRepetition = (token: string | undefined): boolean => /^([*+]|\{.*\})$/s.test(token ?? '');

/** How many ways to match the next character are left open; one optional item alone is harmless. */
function choicesOf(token: string, before: string | undefined): number {
	if (token === '|' || /^([*+]|\{\d+,.*\})$/s.test(token)) return 2;
	// After a repetition it only makes the repetition lazy.
	return token === '?' && !isRepetition(before) ? 1 : 0;
}

/** True if a repeated group contains a repetition or an alternative, so that one text can match in many ways. */
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
