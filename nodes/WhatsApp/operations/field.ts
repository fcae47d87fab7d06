import type { INodeProperties } from 'n8n-workflow';
import { byAlphabet } from '../portable/alphabet';
import type { FileReference } from '../portable/media';
import { booleanIn, choiceIn, isBlank, wholeNumberIn } from '../portable/formValues';
import { isObject } from '../portable/json';
import { Refusal } from '../portable/refusal';

/** A parameter as n8n shows it; where it is shown is worked out from the operations that use it. */
export type Property = INodeProperties;

/** Reads one parameter of the node by name; undefined when it is not set. */
export type Get = (name: string) => unknown;

/** What is known of a file without reading it. */
export interface FileFacts {
	readonly fileName: string | null;
	/** As n8n has it: null, empty or of no meaning where nobody told it. */
	readonly mimeType: string | null;
	/** The ending that n8n knows beside the name, without its dot. */
	readonly ending?: string | null;
	readonly sizeBytes: number | null;
	/** How the file begins, where neither type nor name say what it is. */
	readonly head?: Buffer | null;
}

/** The input item; `{}` where there is none. */
export interface InputItem {
	/** Its fields, some of which stand in where nothing is chosen. */
	readonly json?: Readonly<Record<string, unknown>>;
	/** What is known of one of its files; null where there is no such file. */
	readonly find?: (reference: FileReference) => FileFacts | null;
	/** The files that can be found by name. */
	readonly names?: () => readonly string[];
}

/**
 * One field of an operation, declared once and used by every operation that needs it: how the editor shows it
 * (one parameter, or a few that belong together) and how its value is read.
 */
export interface Field<T> {
	readonly properties: readonly Property[];
	/** @throws Refusal with a sentence that a person understands */
	readonly read: (get: Get, item: InputItem) => T;
	/**
	 * As an option it is read, and so refused, also when it is empty for an item: where leaving it out would show something to
	 * more people than was wanted.
	 */
	readonly narrows?: true;
	/** The same field where it has to be chosen, for operations that destroy something. */
	readonly chosen?: Field<T>;
	/** The fields inside an "Options" collection. */
	readonly optional?: Readonly<Record<string, Field<unknown>>>;
}

/** A field as an operation has it that destroys something. */
export const chosenField = <T>(field: Field<T>): Field<T> => field.chosen ?? field;

/** The fields of an operation whose input is I. */
export type FieldsOf<I> = { readonly [K in keyof I]: Field<I[K]> };

/** A field made of one parameter. `parse` gets what was typed, or what a resource locator holds. */
export function field<T>(property: Property, parse: (raw: unknown) => T): Field<T> {
	return { properties: [property], read: (get) => parse(locatedValue(get(property.name))) };
}

/** A resource locator stores its value beside the way it was chosen. */
export function locatedValue(raw: unknown): unknown {
	return typeof raw === 'object' && raw !== null && '__rl' in raw && 'value' in raw
		? raw.value
		: raw;
}

/** Text of a parameter. Numbers and booleans from expressions are taken as they print. */
export function asText(raw: unknown, displayName: string): string {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number' || typeof raw === 'boolean' || typeof raw === 'bigint')
		return String(raw);
	if (raw === undefined || raw === null) return '';
	throw new Refusal(
		`${displayName} must be text`,
		'An expression gave a list or an object; pick the one value that is meant.',
	);
}

/** An id, or a phone number. JSON rounds longer numbers than this, and their last digits would be somebody else's. */
export function asId(raw: unknown, displayName: string): string {
	if (typeof raw === 'number' && Math.abs(raw) > Number.MAX_SAFE_INTEGER)
		throw new Refusal(
			`${displayName} is a number with more digits than a number can hold, so its last ones are lost`,
			'Give the ID as text from where it first comes.',
		);
	return asText(raw, displayName);
}

/** Text that must not be empty. */
export function asFilledText(raw: unknown, displayName: string): string {
	const text = asText(raw, displayName);
	if (text.trim() === '')
		throw new Refusal(
			`${displayName} is empty`,
			`Fill in ${displayName}, or check the expression that should give it.`,
		);
	return text;
}

/** True or false, also as text or as 1 and 0. */
export function asBoolean(raw: unknown, displayName: string): boolean {
	const value = booleanIn(raw);
	if (value !== null) return value;
	throw new Refusal(
		`${displayName} must be true or false`,
		'An expression may also give 1 or 0, or the words true or false as text.',
	);
}

/** A whole number within bounds, also as text. */
export function asInteger(raw: unknown, displayName: string, min: number, max: number): number {
	const value = wholeNumberIn(raw);
	if (value !== null && value >= min && value <= max) return value;
	throw new Refusal(`${displayName} must be a whole number from ${min} to ${max}`);
}

/** One of the values a list offers. */
export function asChoice<T extends string>(
	raw: unknown,
	displayName: string,
	values: readonly T[],
): T {
	const found = choiceIn(raw, values);
	if (found === null)
		throw new Refusal(
			`${displayName} must be one of: ${values.join(', ')}`,
			'Choose it from the list, or check the expression that should give it.',
		);
	return found;
}

/**
 * The "Options" collection of an operation: optional fields, of which only those that were added are read.
 * An option that was never added is absent from the input, so that nothing of it is sent; neither is one that is empty for
 * this item, because an expression cannot take an option away.
 */
export function optionsField<I extends object>(fields: FieldsOf<I>): Field<Partial<I>> {
	return {
		optional: { ...fields },
		properties: [
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: Object.values<Field<unknown>>(fields)
					.flatMap((option) => option.properties)
					.sort((a, b) => byAlphabet(a.displayName, b.displayName)),
			},
		],
		read: (get, item) => readOptions(fields, get('options'), item),
	};
}

function readOptions<I extends object>(
	fields: FieldsOf<I>,
	raw: unknown,
	item: InputItem,
): Partial<I> {
	const given = new Map<string, unknown>(
		Object.entries(typeof raw === 'object' && raw !== null ? raw : {}),
	);
	const read: Partial<I> = {};
	for (const key in fields) {
		const option = fields[key];
		const isSet = (property: Property): boolean =>
			option.narrows === true
				? given.has(property.name)
				: isFilled(property, given.get(property.name));
		if (option.properties.some(isSet)) read[key] = option.read((name) => given.get(name), item);
	}
	return read;
}

/** A single entry that was never added to its box is empty, too. A list of entries without one has none. */
const isFilled = ({ type, typeOptions }: Property, raw: unknown): boolean =>
	!isBlank(raw) &&
	!(
		type === 'fixedCollection' &&
		typeOptions?.multipleValues !== true &&
		isObject(raw) &&
		Object.keys(raw).length === 0
	);

/** A value of an entry or a form that may be left out. */
export const orElse = (raw: unknown, standard: unknown): unknown => (isBlank(raw) ? standard : raw);
