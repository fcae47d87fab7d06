import type { INodeProperties } from 'n8n-workflow';
import { handlerOf } from '../nodes/WhatsApp/client/findOperation';
import { gateways } from '../nodes/WhatsApp/gateways';
import { description, pairs, shownFor } from './support/description';

/** What a person finds under Options, and next to a file. */

const { properties } = description;

describe('the Options collection', () => {
	const all = Object.entries(gateways);

	test.each(pairs)('$resource > $name names the gateways that have an option', (pair) => {
		const box = shownFor(pair).find(({ name }) => name === 'options');
		const names = new Map(
			(box?.options ?? []).flatMap((entry): Array<[string, string]> =>
				'displayName' in entry ? [[entry.name, entry.displayName]] : [],
			),
		);
		const having = all.flatMap(([, gateway]) => {
			const handler = handlerOf(gateway, pair.resource, pair.name);
			return 'missing' in handler ? [] : [{ name: gateway.name, lacks: handler.lacks ?? {} }];
		});
		for (const [key, field] of Object.entries(pair.operation.fields.options?.optional ?? {})) {
			const with_ = having.filter(({ lacks }) => !Object.hasOwn(lacks, key));
			const note =
				with_.length === having.length
					? ''
					: ` (${with_.map(({ name }) => name).join(' and ')} Only)`;
			for (const { displayName, name } of field.properties)
				expect(names.get(name)).toBe(`${displayName}${note}`);
		}
	});

	test('marks an option that only one gateway has', () => {
		const sendText = pairs.find(
			({ name, resource }) => `${resource}.${name}` === 'message.sendText',
		);
		const box = sendText && shownFor(sendText).find(({ name }) => name === 'options');
		const names = box?.options?.map((entry) => ('displayName' in entry ? entry.displayName : ''));
		expect(names).toEqual(
			expect.arrayContaining([
				'Link Preview in High Quality (WAHA Only)',
				'Mark as Forwarded (WARest Only)',
			]),
		);
		expect(names).toContain('Mentions');
	});

	test("names the unit of a time in the option's name", () => {
		const inside = (list: INodeProperties['options'] = []): INodeProperties[] =>
			list.flatMap((entry) => {
				if ('type' in entry) return [entry, ...inside(entry.options)];
				return 'values' in entry ? inside(entry.values) : [];
			});
		const numbers = inside(properties).filter(({ type }) => type === 'number');
		const times = numbers.filter(({ displayName, name }) =>
			/timeout|wait|delay|interval|seconds|Ms$/i.test(`${displayName} ${name}`),
		);
		expect([...new Set(times.map(({ displayName }) => displayName))].sort()).toEqual([
			'At Least (Seconds)',
			'At Most (Seconds)',
			'Batch Interval (Ms)',
			'Delay (Seconds)',
			'Retry Delay (Seconds)',
			'Timeout (Ms)',
			'Wait for Session (Ms)',
		]);
		for (const { description: text = '' } of numbers)
			expect(text).not.toMatch(/\b(in ms|seconds|milliseconds)\b/i);
	});
});

const withFile = pairs.filter(
	(pair) =>
		pair.resource !== 'utility' && shownFor(pair).some(({ name }) => name === 'inputBinaryField'),
);

test.each(withFile)('$resource > $name shows the caption right after the file', (pair) => {
	const names = shownFor(pair).map(({ name }) => name);
	expect(names).not.toContain('fileName');
	expect(names).not.toContain('mimeType');
	const { caption, options } = pair.operation.fields;
	expect(Object.keys(options?.optional ?? {})).toEqual(
		expect.arrayContaining(['fileName', 'mimeType']),
	);
	expect(Object.keys(options?.optional ?? {})).not.toContain('caption');
	if (caption !== undefined) expect(names[names.indexOf('mediaBase64') + 1]).toBe('caption');
});
