import type { INodeProperties } from 'n8n-workflow';
import { byAlphabet } from '../portable/alphabet';
import type { FileReference } from '../portable/media';
import { booleanIn, choiceIn, isBlank, wholeNumberIn } from '../portable/formValues';
import { isObject } from '../portable/json';
import { Refusal } from '../portable/refusal';

/** A parameter of the node; the operations that use it determine where it is shown. */
export type Property = INodeProperties;

/** Reads one parameter of the node by name; undefined when it is not set. */
export type Get = (name: string) => unknown;

/** What is known about a file without reading it. */
export interface FileFacts {
	readonly fileName: string | null;
	/** As n8n has it: null, empty or meaningless if it was never set. */
	readonly mimeType: string | null;
	/** The file extension that n8n keeps beside the name, without the dot. */
	readonly ending?: string | null;
	readonly sizeBytes: number | null;
	/** The first bytes of the file, if neither type nor name says what it is. */
	readonly head?: Buffer | null;
}

/** The input item; `{}` if there is none. */
export interface InputItem {
	/** Its fields; some of them are used when nothing is chosen. */
	readonly json?: Readonly<Record<string, unknown>>;
	/** What is known about one of its files; null if there is no such file. */
	readonly find?: (reference: FileReference) => FileFacts | null;
	/** The names of its files. */
	readonly names?: () => readonly string[];
}

/**
 * One field of an operation, declared once and used by every operation that needs it: how the editor shows it (as one
 * or several parameters) and how its value is read.
 */
export interface Field<T> {
	readonly properties: readonly Property[];
	/** @throws Refusal with a sentence for the user */
	readonly read: (get: Get, item: InputItem) => T;
	/**
	 * As an option it is read, and so refused, even if it is empty for an item, because leaving it out would show
	 * something to more people than intended.
	 */
	readonly narrows?: true;
	/** A variant of the field that must be set, for operations that destroy something. */
	readonly chosen?: Field<T>;
	/** The fields inside an "Options" collection. */
	readonly optional?: Readonly<Record<string, Field<unknown>>>;
}

/** The variant of a field for an operation that destroys something. */
export const chosenField = <T>(field: Field<T>): Field<T> => field.chosen ?? field;

/** The fields of an operation whose input is I. */
export type FieldsOf<I> = { readonly [K in keyof I]: Field<I[K]> };

/** A field made of one parameter. `parse` gets the typed value, or the value of a resource locator. */
export function field<T>(property: Property, parse: (raw: unknown) => T): Field<T> {
	return { properties: [property], read: (get) => parse(locatedValue(get(property.name))) };
}

/** The value of a resource locator, which n8n stores together with the mode in which it was chosen. */
export function locatedValue(raw: unknown): unknown {
	return typeof raw === 'object' && raw !== null && '__rl' in raw && 'value' in raw
		? raw.value
		: raw;
}

/** The text of a parameter. Numbers and booleans from expressions are converted to text. */
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

/** An id, or a phone number. JSON rounds numbers longer than this, and the changed digits would be somebody else's. */
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

/** One of the values of a list. */
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
 * The "Options" collection of an operation: optional fields, of which only added ones are read. An option that was not
 * added is absent from the input, so nothing is sent for it. The same holds for one that is empty for this item,
 * because an expression cannot remove an option.
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

/** A collection for a single entry that was never added is empty, too. A list has no such entry. */
const isFilled = ({ type, typeOptions }: Property, raw: unknown): boolean =>
	!isBlank(raw) &&
	!(
		type === 'fixedCollection' &&
		typeOptions?.multipleValues !== true &&
		isObject(raw) &&
		Object.keys(raw).length === 0
	);

/** An optional value of an entry or a form, or its default. */
export const orElse = (raw: unknown, standard: unknown): unknown => (isBlank(raw) ? standard : raw);
