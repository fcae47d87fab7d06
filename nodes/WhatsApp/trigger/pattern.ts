import { quote, Refusal } from '../portable/refusal';

/** Longest pattern; what is longer is no filter that a person wrote. */
const MAX_PATTERN = 500;

/** Characters of a message that are searched, so that no text keeps n8n busy. */
const MAX_TEXT = 1_000;

/** Looks for something in the text of a message. */
export type TextTest = (text: string) => boolean;

/**
 * A regular expression as a person typed it, without regard to upper and lower case.
 * Whoever writes to the account chooses the text, so a pattern that could take forever on some text is refused.
 * @throws Refusal on a pattern that is none, too long, or dangerous
 */
export function textTest(pattern: string): TextTest {
	if (pattern.length > MAX_PATTERN)
		throw new Refusal(
			`Text Pattern is longer than ${MAX_PATTERN} characters`,
			'Write a shorter one.',
		);
	const regex = compiled(pattern);
	if (repeatsRepetition(pattern)) {
		throw new Refusal(
			`Text Pattern ${quote(pattern)} could take forever on some texts`,
			'Do not repeat a group that has a repetition or a choice (|) in it: write [\\s,]+ in place of (\\s|,)+, and \\w+ in place of (\\w+)+.',
		);
	}
	return (text) => regex.test(text.slice(0, MAX_TEXT));
}

function compiled(pattern: string): RegExp {
	try {
		return new RegExp(pattern, 'i');
	} catch {
		throw refused(pattern);
	}
}

const refused = (pattern: string): Refusal =>
	new Refusal(
		`Text Pattern ${quote(pattern)} is no regular expression`,
		'A pattern such as ^order finds messages that begin with "order". Put a \\ before signs such as ( and * that are meant as they stand.',
	);

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
