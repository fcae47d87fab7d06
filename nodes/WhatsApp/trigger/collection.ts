import { orElse, type Field, type Get, type Property } from '../operations/field';
import { textList } from '../operations/fields';
import { byAlphabet } from '../portable/alphabet';
import { choiceIn } from '../portable/formValues';
import { isObject } from '../portable/json';
import { quote, Refusal } from '../portable/refusal';

/** Optional fields in one box of the editor. A field that was not added, or is empty, has its default. */
export function collection<T>(
	about: Pick<Property, 'displayName' | 'name' | 'placeholder'>,
	fields: Readonly<Record<string, Field<unknown>>>,
	read: (inside: Get) => T,
): Field<T> {
	const inner = Object.values(fields)
		.flatMap(({ properties }) => properties)
		.sort((one, other) => byAlphabet(one.displayName, other.displayName));
	return {
		properties: [{ ...about, type: 'collection', default: {}, options: inner }],
		read: (get) => {
			const given = get(about.name);
			return read((name) =>
				orElse(
					isObject(given) && Object.hasOwn(given, name) ? given[name] : undefined,
					inner.find((property) => property.name === name)?.default,
				),
			);
		},
	};
}

/**
 * Several values from a list.
 * @throws Refusal on a value that is not in the list
 */
export const chosenOf = <T extends string>(
	raw: unknown,
	displayName: string,
	values: readonly T[],
): readonly T[] =>
	textList(raw, displayName).map((text) => {
		const found = choiceIn(text, values);
		if (found !== null) return found;
		throw new Refusal(`${displayName} has no ${quote(text)}`, `There are: ${values.join(', ')}.`);
	});
