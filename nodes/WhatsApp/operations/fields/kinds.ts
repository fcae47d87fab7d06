import { Refusal } from '../../portable/refusal';
import {
	asBoolean,
	asChoice,
	asFilledText,
	asId,
	asInteger,
	field,
	type Field,
	type Property,
} from '../field';

type Texts = Omit<Property, 'type' | 'default'>;

/** One line of required text. */
export const requiredText = (property: Texts): Field<string> =>
	field({ ...property, type: 'string', default: '', required: true }, (raw) =>
		asFilledText(raw, property.displayName),
	);

/** Optional text; as an option it must not be empty once it was added. */
export const optionText = (property: Texts): Field<string> =>
	field({ ...property, type: 'string', default: '' }, (raw) =>
		asFilledText(raw, property.displayName),
	);

/** A boolean switch. */
export const toggle = (property: Texts, standard = false): Field<boolean> =>
	field({ ...property, type: 'boolean', default: standard }, (raw) =>
		asBoolean(raw, property.displayName),
	);

/** A whole number within bounds. */
export const wholeNumber = (
	property: Texts,
	bounds: { min: number; max: number; standard: number },
): Field<number> =>
	field(
		{
			...property,
			type: 'number',
			default: bounds.standard,
			typeOptions: { minValue: bounds.min, maxValue: bounds.max },
		},
		(raw) => asInteger(raw, property.displayName, bounds.min, bounds.max),
	);

/** A choice of named values; the first is the default unless another one is given. */
export const choice = <const T extends string>(
	property: Texts,
	values: ReadonlyArray<{
		readonly name: string;
		readonly value: T;
		readonly description?: string;
	}>,
	standard?: NoInfer<T>,
): Field<T> =>
	field(
		{
			...property,
			type: 'options',
			default: standard ?? values[0]?.value ?? '',
			options: [...values],
		},
		(raw) =>
			asChoice(
				raw,
				property.displayName,
				values.map(({ value }) => value),
			),
	);

/** Separators that people put between the entries of a list, including Arabic, Chinese and Japanese ones. */
const BETWEEN = /[,;\n\u060c\u061b\u3001\uff0c\uff1b]/;

/**
 * Texts from a comma-separated list, or from a list that an expression returns. Empty text between two commas is left
 * out; an empty entry of a list stands for somebody whose id is missing.
 * @throws Refusal on such an entry
 */
export const textList = (raw: unknown, displayName: string): string[] =>
	Array.isArray(raw)
		? raw.map((entry, index) => entryText(entry, index, displayName))
		: asId(raw, displayName)
				.split(BETWEEN)
				.map((text) => text.trim())
				.filter((text) => text !== '');

/** One entry of a list that an expression returns. */
export function entryText(entry: unknown, index: number, displayName: string): string {
	const text = asId(entry, displayName).trim();
	if (text !== '') return text;
	throw new Refusal(
		`Entry ${index + 1} of ${displayName} is empty`,
		'Leave empty entries out of the list, or check the expression that gives it.',
	);
}
