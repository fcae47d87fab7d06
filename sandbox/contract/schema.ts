/**
 * The shape of a value. Plain data, so that it can be checked, listed and compared with the gateways' own documents.
 */
export type Shape =
	| {
			readonly kind: 'string';
			readonly min?: number;
			readonly max?: number;
			readonly pattern?: RegExp;
			readonly called: string;
	  }
	| {
			readonly kind: 'number';
			readonly min?: number;
			readonly max?: number;
			readonly whole: boolean;
	  }
	| { readonly kind: 'boolean' }
	| { readonly kind: 'values'; readonly values: ReadonlyArray<string | number> }
	| { readonly kind: 'list'; readonly items: Field; readonly min: number; readonly max: number }
	| { readonly kind: 'object'; readonly fields: Fields }
	/** An object with names chosen by the caller and texts as values. */
	| { readonly kind: 'map' }
	/** An object whose content the gateways do not describe. */
	| { readonly kind: 'open' }
	/** A Node Buffer in JSON. */
	| { readonly kind: 'buffer' }
	| { readonly kind: 'anyOf'; readonly options: readonly Field[] };

/** The fields of a query, of a body or of an object inside a body, by name. */
export type Fields = Readonly<Record<string, Field>>;

interface Traits {
	readonly required?: boolean;
	readonly since?: string;
	readonly aliases?: readonly string[];
	readonly insteadOf?: readonly string[];
	readonly beside?: string;
}

/** One field of a request. Every modifier returns a new field, so constants can be shared between routes. */
export class Field {
	constructor(
		readonly shape: Shape,
		readonly traits: Traits = {},
	) {}

	/** Without the field the gateway refuses the request, or does something useless. */
	get required(): Field {
		return this.with({ required: true });
	}

	/** The first release that reads the field; older servers drop it. */
	since(version: string): Field {
		return this.with({ since: version });
	}

	/** More names under which the gateway reads the same value. */
	alias(...aliases: string[]): Field {
		return this.with({ aliases });
	}

	/** An alternative to the named fields: replaces them if they are required. */
	insteadOf(...names: string[]): Field {
		return this.with({ insteadOf: names });
	}

	/** Read only together with the named field. */
	beside(name: string): Field {
		return this.with({ beside: name });
	}

	private with(traits: Traits): Field {
		return new Field(this.shape, { ...this.traits, ...traits });
	}
}

interface TextLimits {
	readonly min?: number;
	readonly max?: number;
	readonly pattern?: RegExp;
	/** What a violation calls the text: "a URL address". */
	readonly called?: string;
}

/** A text within limits. */
export const text = (limits: TextLimits): Field =>
	new Field({ kind: 'string', called: 'a string', ...limits });
/** Any text, including an empty one. */
export const str = text({});
/** A text that the gateway treats as missing if it is empty. */
export const filled = text({ min: 1 });
export const bool = new Field({ kind: 'boolean' });
export const num = new Field({ kind: 'number', whole: false });
export const int = new Field({ kind: 'number', whole: true });
/** A whole number within bounds, both included. */
export const between = (min: number, max: number): Field =>
	new Field({ kind: 'number', whole: true, min, max });
/** A whole number with a lower bound only. */
export const atLeast = (min: number): Field => new Field({ kind: 'number', whole: true, min });
/** A number within bounds, possibly a fraction. */
export const range = (min: number, max: number): Field =>
	new Field({ kind: 'number', whole: false, min, max });
/** One of the listed values. */
export const oneOfValues = (...values: ReadonlyArray<string | number>): Field =>
	new Field({ kind: 'values', values });
/** One of the words in a text, for lists that are too long to write one per line. */
export const oneOfWords = (words: string): Field => oneOfValues(...words.split(' '));
/** A list of one kind of item. */
export const list = (items: Field, min = 0, max = Infinity): Field =>
	new Field({ kind: 'list', items, min, max });
/** An object with exactly these fields. */
export const obj = (fields: Fields): Field => new Field({ kind: 'object', fields });
export const map = new Field({ kind: 'map' });
export const open = new Field({ kind: 'open' });
/** A value that may take several forms. */
export const oneOf = (...options: Field[]): Field => new Field({ kind: 'anyOf', options });
/** Bytes: as text (base64, data URI, URL) or as a Buffer in JSON. */
export const bytes = oneOf(filled, new Field({ kind: 'buffer' }));
