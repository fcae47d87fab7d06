import type { FileStream } from '../portable/media';
import { chosenField, type FieldsOf } from './field';

/**
 * What an operation returns: `one` an object, `many` a list (one item per entry), `command` a confirmation (`success:
 * true` and the ids), `file` binary data. `simplify` lets the user switch from the portable shape to the gateway's own
 * answer.
 */
export interface Returns<T> {
	readonly kind: 'one' | 'many' | 'command' | 'file';
	readonly simplify: boolean;
	/** Carries the type only; never set. */
	readonly shape?: T;
}

export const one = <T>(): Returns<T> => ({ kind: 'one', simplify: true });
export const many = <T>(): Returns<T> => ({ kind: 'many', simplify: true });
export const command = <T>(): Returns<T> => ({ kind: 'command', simplify: false });

/** Answers that cannot be simplified, or whose own form must not be shown. */
export const plainOne = <T>(): Returns<T> => ({ kind: 'one', simplify: false });
export const plainMany = <T>(): Returns<T> => ({ kind: 'many', simplify: false });

/** A file in n8n's binary data, with fields that describe it in the item's JSON. */
export type OutputFile<A extends About = About> = {
	readonly data: Buffer | FileStream;
	readonly fileName: string;
	readonly mimeType: string;
	readonly about: A;
};
export type About = Readonly<Record<string, string | number | null>>;

/** @typeParam A additional fields beside those of every file */
export const file = <A extends About = NoFields>(): Returns<OutputFile<A>> => ({
	kind: 'file',
	simplify: false,
});
export type NoFields = Readonly<Record<never, never>>;

/** One thing that WhatsApp can be asked to do: its names, its typed fields and what it returns. Knows no gateway. */
export interface Operation<I, T> {
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly fields: FieldsOf<I>;
	readonly returns: Returns<T>;
	/**
	 * It removes something for good, or keeps somebody out. Its target must be chosen, and is never taken from the
	 * incoming item.
	 */
	readonly destructive?: true;
	/** Its message asks something, and n8n waits for the answer: the operation returns a person's reply. */
	readonly asks?: true;
}

export const operation = <I, T>(declared: Operation<I, T>): Operation<I, T> =>
	declared.destructive === true ? { ...declared, fields: chosenFields(declared.fields) } : declared;

function chosenFields<I>(fields: FieldsOf<I>): FieldsOf<I> {
	const chosen: { -readonly [K in keyof I]: FieldsOf<I>[K] } = { ...fields };
	for (const key in fields) chosen[key] = chosenField(fields[key]);
	return chosen;
}

export type AnyOperation = Operation<Readonly<Record<string, unknown>>, unknown>;

/** A group of operations under one name in the node's Resource list. */
export interface Resource<
	O extends Readonly<Record<string, AnyOperation>> = Readonly<Record<string, AnyOperation>>,
> {
	readonly name: string;
	/**
	 * The operation that is selected together with the resource: one that changes nothing, or cannot run before it is
	 * filled in.
	 */
	readonly preset: string;
	/** In the editor's order: sends first, then by subject. */
	readonly operations: O;
}

export const resource = <O extends Readonly<Record<string, AnyOperation>>>(
	declared: Resource<O> & { readonly preset: keyof O },
): Resource<O> => declared;

export type Vocabulary = Readonly<Record<string, Resource>>;
