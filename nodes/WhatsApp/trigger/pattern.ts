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

/** An exact count leaves no choice of how to match. */
const isOpenRepetition = (token: string): boolean => /^([*+]|\{\d+,.*\})$/s.test(token);

/** True when a group with a repetition or a choice in it is repeated itself. */
function repeatsRepetition(pattern: string): boolean {
	const tokens = pattern.match(TOKEN) ?? [];
	const risky = [false];
	for (const [index, token] of tokens.entries()) {
		const inside = risky.length - 1;
		if (token.startsWith('(')) risky.push(false);
		else if (token === ')') {
			const isRisky = risky.pop() ?? false;
			if (isRisky && isRepetition(tokens[index + 1])) return true;
			risky[risky.length - 1] = isRisky || (risky[risky.length - 1] ?? false);
		} else if (token === '|' || isOpenRepetition(token)) risky[inside] = true;
	}
	return false;
}
