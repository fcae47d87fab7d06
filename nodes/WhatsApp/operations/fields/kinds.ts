import {
	asBoolean,
	asChoice,
	asFilledText,
	asInteger,
	asText,
	field,
	type Field,
	type Property,
} from '../field';

type Texts = Omit<Property, 'type' | 'default'>;

/** One line of text that must be filled in. */
export const requiredText = (property: Texts): Field<string> =>
	field({ ...property, type: 'string', default: '', required: true }, (raw) =>
		asFilledText(raw, property.displayName),
	);

/** Text that may be left out; as an option it must not be empty once it was added. */
export const optionText = (property: Texts): Field<string> =>
	field({ ...property, type: 'string', default: '' }, (raw) =>
		asFilledText(raw, property.displayName),
	);

/** A switch. */
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

/** A choice of named values; the first is the default unless another one is named. */
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

/** Texts out of a comma list, or out of the list an expression gives; empty entries are left out. */
export const textList = (raw: unknown, displayName: string): string[] =>
	(Array.isArray(raw)
		? raw.map((entry) => asText(entry, displayName))
		: asText(raw, displayName).split(/[,;\n]/)
	)
		.map((text) => text.trim())
		.filter((text) => text !== '');
