import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { vocabulary } from '../nodes/WhatsApp/operations';
import type { Vocabulary } from '../nodes/WhatsApp/operations/operation';
import { PORTABLE_EVENTS } from '../nodes/WhatsApp/portable/events';
import { inOrder } from '../nodes/WhatsApp/portable/order';
import { SCHEMA_FOLDER } from '../scripts/lib/schemas/folder';
import { either, nullable, object, type Schema } from '../scripts/lib/schemas/schema';
import { differences, namesIn, operationSchema, shippedSchema } from './support/outputSchemas';
import { holds } from './support/property';

const resources: Vocabulary = vocabulary;
const operations = Object.entries(resources).flatMap(([resource, declared]) =>
	Object.keys(declared.operations).map((operation) => ({ resource, operation })),
);
const shipped = operations.flatMap((one) => {
	const schema = operationSchema(one.resource, one.operation);
	return schema === null ? [] : [{ ...one, schema }];
});

/** A schema and everything inside it. */
const partsOf = (schema: Schema): Schema[] => [
	schema,
	...Object.values(schema.properties ?? {}).flatMap(partsOf),
	...(schema.items === undefined ? [] : partsOf(schema.items)),
];

test('every operation has an output schema except Server > Get Environment', () => {
	const without = operations.filter(
		({ resource, operation }) => operationSchema(resource, operation) === null,
	);
	expect(without).toEqual([{ resource: 'server', operation: 'getEnvironment' }]);
});

/** The editor accepts an object with at least one field, and shows the first type of each (n8n 1.123 to 2.41). */
test.each(shipped)('the editor can show the schema of $resource > $operation', ({ schema }) => {
	expect(schema.type).toBe('object');
	expect(namesIn(schema)).not.toEqual([]);
	for (const { items, nullable: isNullable, properties, type } of partsOf(schema)) {
		const [first, ...others] = [type].flat();
		expect(['string', 'number', 'boolean', 'array', 'object']).toContain(first);
		expect(others).toEqual(others.length === 0 ? [] : ['null']);
		expect(properties !== undefined).toBe(type === 'object');
		expect(items !== undefined).toBe(type === 'array');
		expect(isNullable === undefined || properties !== undefined || items !== undefined).toBe(true);
	}
});

test.each(shipped)(
	'the schema of $resource > $operation starts with what and where',
	({ schema }) => {
		expect(namesIn(schema)).toEqual(Object.keys(inOrder(schema.properties ?? {})));
	},
);

const sends = shipped.filter(
	({ operation, resource }) =>
		['message', 'status'].includes(resource) && /^(send(?!Files|AndWait)|forward)/.test(operation),
);

describe('the output of a send', () => {
	test('starts with the same fields for every send', () => {
		expect(sends).toHaveLength(21);
		for (const { schema } of sends)
			expect(namesIn(schema).slice(0, 7)).toEqual([
				'messageId',
				'chatId',
				'session',
				'timestamp',
				'ack',
				'isGroup',
				'type',
			]);
	});

	test.each(sends)(
		'$resource > $operation has its fields in the order of a message',
		({ schema }) => {
			const content = namesIn(schema)
				.slice(6)
				.filter((name) => name !== 'messageIds');
			const ofMessages = namesIn(operationSchema('message', 'getMany') ?? {});
			expect(content).toEqual(ofMessages.filter((name) => content.includes(name)));
		},
	);
});

test.each(['v1.0.0', 'v2.0.0'])('the trigger has one schema for all its events: %s', (version) => {
	const schema = shippedSchema(version);
	expect(namesIn(schema ?? {}).slice(0, 8)).toEqual([
		'event',
		'eventId',
		'messageId',
		'chatId',
		'session',
		'timestamp',
		'isGroup',
		'canReply',
	]);
	expect(schema?.properties?.event?.enum).toEqual([...PORTABLE_EVENTS].sort());
	const ofMessages = namesIn(operationSchema('message', 'getMany') ?? {});
	expect(namesIn(schema ?? {})).toEqual(expect.arrayContaining(ofMessages));
});

/** The fields that the page lists for a shape, in its order, without nested fields and types. */
const namedOnThePage = (shape: string): string[] => {
	const page = readFileSync(path.join(__dirname, '../docs/shapes.md'), 'utf8');
	const row = new RegExp(`^\\| ${shape} \\| (.*) \\|$`, 'm').exec(page)?.[1] ?? '';
	const flat = row.replace(/\{[^}]*\}|\[[^\]]*\]|\([^)]*\)/g, '');
	return [...flat.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
};

test.each([
	['session', 'session', 'get'],
	['chat', 'chat', 'getMany'],
	['message', 'message', 'getMany'],
	['group', 'group', 'get'],
	['participant', 'group', 'getParticipants'],
	['contact', 'contact', 'get'],
	['message just sent', 'message', 'sendText'],
])(
	"docs/shapes.md lists the fields of the shape %s in the schema's order",
	(shape, resource, operation) => {
		const named = namedOnThePage(shape);
		const schema = namesIn(operationSchema(resource, operation) ?? {});
		expect(named).toEqual(schema.slice(0, named.length));
		// What only some messages have is listed below.
		if (resource !== 'message') expect(named).toEqual(schema);
	},
);

test('the schema files are minified', () => {
	for (const { resource, operation } of shipped) {
		const file = path.join(__dirname, '..', SCHEMA_FOLDER, `v1.0.0/${resource}/${operation}.json`);
		const text = readFileSync(file, 'utf8');
		expect(text).toBe(`${JSON.stringify(JSON.parse(text))}\n`);
	}
});

describe('a schema merged from two', () => {
	type Sample = { readonly schema: Schema; readonly value: fc.JsonValue };
	const scalar: fc.Arbitrary<Sample> = fc.oneof(
		fc.string().map((value): Sample => ({ schema: { type: 'string' }, value })),
		fc.string().map((value): Sample => ({ schema: { type: 'string', enum: [value] }, value })),
		fc.integer().map((value): Sample => ({ schema: { type: 'number' }, value })),
		fc.boolean().map((value): Sample => ({ schema: { type: 'boolean' }, value })),
		fc.constant<Sample>({ schema: { type: 'null' }, value: null }),
	);
	const ofObject: fc.Arbitrary<Sample> = fc
		.dictionary(fc.constantFrom('a', 'b', 'c'), scalar)
		.map((members) => {
			const entries = Object.entries(members);
			return {
				schema: object(Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]))),
				value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
			};
		});
	const two = fc.oneof(fc.tuple(scalar, scalar), fc.tuple(ofObject, ofObject));

	/** Two objects may have the same fields in different order, of which the schema keeps the first. */
	const unordered = (found: readonly string[]): string[] =>
		found.filter((difference) => !difference.includes(' in place of '));

	test('accepts values of both, and null if nullable', () => {
		holds([two], ([one, other]) => {
			const both = either(one.schema, other.schema);
			expect(differences(both, one.value)).toEqual([]);
			expect(unordered(differences(both, other.value))).toEqual([]);
			expect(differences(nullable(both), one.value)).toEqual([]);
			expect(differences(nullable(both), null)).toEqual([]);
		});
	});

	test('of an object and another type is an error', () => {
		expect(() => either(object({}), { type: 'string' })).toThrow('no schema');
	});
});
