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

/** What a person typed, short enough to be quoted in a sentence. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
	const visible = text.replace(/\p{Cc}/gu, ' ');
	return visible.length > 60 ? `"${visible.slice(0, 57)}..."` : `"${visible}"`;
}
