/**
 * A request that is refused before anything is sent: the input is wrong, or the gateway lacks the operation. The
 * message says what is wrong, the hint what to do.
 */
export class Refusal extends Error {
	readonly hint: string | undefined;

	constructor(message: string, hint?: string) {
		super(message);
		this.name = 'Refusal';
		this.hint = hint;
	}
}

/** Characters that are invisible, or look like a space. Those inside an emoji are kept, because they are part of it. */
const UNSEEN =
	/(?<!\p{Extended_Pictographic})[\ufe0f\u200d]|(?![\ufe0f\u200d])[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu;

const named = (sign: string): string =>
	`[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Longest quotation, in characters. */
const MAX_QUOTED = 60;

/** What a person typed, shortened for quoting in a sentence; invisible characters are named. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
	// Cut before it is searched, and not inside a character.
	const signs = [...text.slice(0, 2 * MAX_QUOTED)];
	const isWhole = signs.length <= MAX_QUOTED && text.length <= 2 * MAX_QUOTED;
	const shown = isWhole ? signs : [...signs.slice(0, MAX_QUOTED - 3), '...'];
	return `"${shown.join('').replace(UNSEEN, named)}"`;
}
