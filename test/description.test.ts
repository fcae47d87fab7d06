import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { vocabulary } from '../nodes/WhatsApp/operations';
import { answerFields } from '../nodes/WhatsApp/operations/fields';
import type { AnyOperation, Vocabulary } from '../nodes/WhatsApp/operations/operation';
import { WhatsApp } from '../nodes/WhatsApp/WhatsApp.node';

const { properties } = new WhatsApp().description;
const resources: Vocabulary = vocabulary;
const pairs = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations).map(([name, operation]) => ({ resource, name, operation })),
);

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;
const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;

/** Every property, including those inside collections. */
const walk = (list: readonly Entry[]): INodeProperties[] =>
	list.flatMap((entry) => {
		if (isProperty(entry)) return [entry, ...walk(entry.options ?? [])];
		return isCollection(entry) ? walk(entry.values) : [];
	});
const every = walk(properties);

/** Whether a property is shown for this operation if other fields have their defaults. */
const isShown = (property: INodeProperties, resource: string, name: string): boolean => {
	const show = property.displayOptions?.show;
	return (show?.resource?.includes(resource) ?? true) && (show?.operation?.includes(name) ?? true);
};

const fieldNames = (operation: AnyOperation): string[] =>
	[...Object.values(operation.fields), ...answerFields(operation)].flatMap((field) =>
		field.properties.map((property) => property.name),
	);

test.each(pairs)(
	'$resource > $name shows exactly its own fields',
	({ resource, name, operation }) => {
		const general = ['resource', 'operation', 'requestOptions'];
		const shown = properties
			.filter((property) => !general.includes(property.name) && isShown(property, resource, name))
			.map((property) => property.name);
		expect([...shown].sort()).toEqual(fieldNames(operation).sort());
	},
);

test.each(pairs)(
	'$resource > $name shows its fields in the declared order',
	({ resource, name, operation }) => {
		const shown = properties
			.filter((property) => isShown(property, resource, name))
			.map((property) => property.name);
		const own = Object.values(operation.fields)
			.filter(({ optional }) => optional === undefined)
			.flatMap((field) => field.properties.map((property) => property.name));
		expect(shown.filter((property) => own.includes(property))).toEqual(own);
	},
);

test('every operation has a name, and an action and a description that no other operation has', () => {
	for (const { operation } of pairs) {
		expect(operation.name).toMatch(/^[A-Z]/);
		expect(operation.action).toMatch(/^[A-Z][^A-Z]/);
		expect(operation.description.length).toBeGreaterThan(operation.name.length);
	}
	for (const texts of [
		pairs.map(({ operation }) => operation.action),
		pairs.map(({ operation }) => operation.description),
	])
		expect(texts).toEqual([...new Set(texts)]);
});

/** These are sorted by how often they are needed (test/editor.test.ts). */
const ORDERED = ['resource', 'operation'];

test('options are sorted, not empty, and include their default', () => {
	for (const property of every) {
		if (property.type !== 'options' && property.type !== 'multiOptions') continue;
		const options = (property.options ?? []).filter(
			(option): option is INodePropertyOptions => 'value' in option,
		);
		expect(options.length).toBeGreaterThan(0);
		const names = options.map(({ name }) => name);
		if (!ORDERED.includes(property.name))
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		const defaults = Array.isArray(property.default) ? property.default : [property.default];
		for (const standard of defaults) expect(options.map(({ value }) => value)).toContain(standard);
	}
});

test('collections are sorted by display name', () => {
	for (const property of every.filter(({ type }) => type === 'collection')) {
		const names = (property.options ?? []).flatMap((entry) =>
			isProperty(entry) ? [entry.displayName] : [],
		);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	}
});

test("names and descriptions follow n8n's style", () => {
	for (const property of every) {
		expect(property.displayName).not.toMatch(/\p{Extended_Pictographic}/u);
		if (property.type === 'boolean') expect(property.description).toMatch(/^Whether /);
		if (property.placeholder !== undefined && property.type === 'string')
			expect(property.placeholder).toMatch(/^e\.g\. /);
		expect(property.description ?? '').not.toMatch(/[^.]\.$(?<!\..*\.)/);
	}
});

test('a parameter name has the same type in every operation', () => {
	const types = new Map<string, Set<string>>();
	for (const { name, type } of properties)
		types.set(name, (types.get(name) ?? new Set()).add(type));
	expect([...types].filter(([, found]) => found.size > 1)).toEqual([]);
});

test('the description stays below its size limits', () => {
	expect(properties.length).toBeLessThanOrEqual(260);
	expect(JSON.stringify(new WhatsApp().description).length).toBeLessThanOrEqual(220 * 1024);
});
