/**
 * A request that is refused before anything is sent: the input is wrong, or the gateway lacks the operation.
 * The message says what is wrong, the hint what to do.
 */
export class Refusal extends Error {
	readonly hint: string | undefined;

	constructor(message: string, hint?: string) {
		super(message);
		this.name = 'Refusal';
		this.hint = hint;
	}
}

/** Signs that a person does not see, or sees as a blank. Those inside of an emoji make it what it is. */
const UNSEEN =
	/(?<!\p{Extended_Pictographic})[\ufe0f\u200d]|(?![\ufe0f\u200d])[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu;

const named = (sign: string): string =>
	`[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Longest quotation, in signs. */
const MAX_QUOTED = 60;

/** What a person typed, short enough to be quoted in a sentence; signs that nobody sees are named. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
	// Cut before it is searched, and not inside of a sign.
	const signs = [...text.slice(0, 2 * MAX_QUOTED)];
	const isWhole = signs.length <= MAX_QUOTED && text.length <= 2 * MAX_QUOTED;
	const shown = isWhole ? signs : [...signs.slice(0, MAX_QUOTED - 3), '...'];
	return `"${shown.join('').replace(UNSEEN, named)}"`;
}
