import type { Field } from '../../nodes/WhatsApp/operations/field';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { pairs } from '../support/description';

interface List {
	readonly name: string;
	readonly displayName: string;
	readonly field: Field<unknown>;
}

/** Every list of several entries, including those in the options, once. */
const lists: readonly List[] = [
	...new Map(
		pairs.flatMap(({ operation }) =>
			Object.values(operation.fields)
				.flatMap((field) => Object.values(field.optional ?? { field }))
				.flatMap((field) =>
					field.properties
						.filter(
							({ type, typeOptions }) =>
								type === 'fixedCollection' && typeOptions?.multipleValues === true,
						)
						.map(({ name, displayName }): [string, List] => [
							`${name} ${displayName}`,
							{ name, displayName, field },
						]),
				),
		),
	).values(),
];

/** How many entries were read, or why none was. */
function readOf({ field, name }: List, raw: unknown): number | string {
	try {
		const read = field.read((parameter) => (parameter === name ? raw : undefined), {});
		return Object.keys(Object(read)).length;
	} catch (error) {
		if (error instanceof Refusal) return error.message;
		throw error;
	}
}

test('the lists of several entries are found', () => {
	expect(lists.map(({ displayName }) => displayName)).toEqual(
		expect.arrayContaining(['Apps', 'Buttons', 'Contacts', 'Metadata', 'Sections', 'Webhooks']),
	);
});

describe.each(lists)('$displayName', (list) => {
	test.each([['text'], [7], [['a list']], [null]])(
		'%p from an expression in place of an entry is refused with its position',
		(entry) => {
			expect(readOf(list, [{}, entry])).toBe(
				`Entry 2 of ${list.displayName} is none: it must have fields of its own`,
			);
		},
	);
});
