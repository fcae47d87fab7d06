import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Field } from '../../nodes/WhatsApp/operations/field';
import { readSettings } from '../../nodes/WhatsApp/trigger/fields';
import { filters } from '../../nodes/WhatsApp/trigger/filterFields';
import { triggerOptions as triggerOptions } from '../../nodes/WhatsApp/trigger/optionFields';
import { pairs } from '../acceptance/world';
import { holds } from '../support/property';
import { isProperty, samplesOf, type Known } from '../support/samples';

/** Values for options whose type does not say what they mean. */
const KNOWN: Known = {
	contacts: ['447700900123', '447700900124'],
	mentions: ['447700900123', 'all'],
	chatIds: ['447700900123', '447700900124'],
	groupIds: ['120363000000000001@g.us', '120363000000000002@g.us'],
	webhookUrl: ['https://example.com/one', 'https://example.com/two'],
	webhookSecret: ['a secret that is long', 'another long secret'],
	url: ['https://example.com/one', 'https://example.com/two'],
	source: ['url', 'url'],
	mediaUrl: ['https://example.com/one.png', 'https://example.com/two.png'],
	mimeType: ['image/png', 'image/jpeg'],
	pollChatId: ['447700900123', '447700900124'],
	pollCreator: ['447700900123', '447700900124'],
	voter: ['447700900123', '447700900124'],
	pollKey: [Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(32, 8).toString('base64')],
	timezone: ['Europe/Berlin', 'Asia/Jakarta'],
};

/** What an expression returns if there is nothing. */
const empty = fc.constantFrom<unknown>(null, undefined, '', ' ', '\n', '\u200b', '\u00a0', []);

interface Box {
	readonly title: string;
	readonly box: Field<unknown>;
	readonly option: Field<unknown>;
	readonly others: Readonly<Record<string, unknown>>;
}

const sampled = (fields: ReadonlyArray<Field<unknown>>): Readonly<Record<string, unknown>> =>
	Object.fromEntries(
		fields.flatMap(({ properties }) =>
			properties.map((property) => [property.name, samplesOf(property, KNOWN)[0]]),
		),
	);

/** Every option of every operation, with samples of the other options. */
const boxes: Box[] = pairs.flatMap(({ resource, name, operation }) =>
	Object.values(operation.fields).flatMap((box) =>
		Object.entries(box.optional ?? {})
			.filter(([, option]) => option.narrows !== true)
			.map(([key, option]) => ({
				title: `${resource} > ${name}: ${key}`,
				box,
				option,
				others: sampled(Object.values(box.optional ?? {}).filter((other) => other !== option)),
			})),
	),
);

/** The result of these options: their values, or why they are refused. */
function outcome(box: Field<unknown>, inside: Readonly<Record<string, unknown>>): unknown {
	try {
		return { read: box.read(() => inside, {}) };
	} catch (error) {
		return { refused: String(error) };
	}
}

test('an empty option is read as if it had not been added', () => {
	expect(boxes.length).toBeGreaterThan(100);
	holds(
		[fc.constantFrom(...boxes), fc.boolean(), empty],
		({ title, box, option, others }, isAlone, value) => {
			const beside = isAlone ? {} : others;
			const added = Object.fromEntries(option.properties.map(({ name }) => [name, value]));
			const [withIt, without] = [outcome(box, { ...beside, ...added }), outcome(box, beside)];
			if (!isDeepStrictEqual(withIt, without))
				throw new Error(`${title}: ${JSON.stringify([withIt, without])}`);
		},
	);
});

test('every option with a value changes what is read', () => {
	const read = boxes.filter(({ box, option }) => {
		const { name } = option.properties[0] ?? { name: '' };
		return !isDeepStrictEqual(outcome(box, sampled([option])), outcome(box, {})) || name === '';
	});
	expect(boxes.filter((box) => !read.includes(box)).map(({ title }) => title)).toEqual([]);
});

const TRIGGER = { session: 'default', events: ['message'], registration: 'automatic' };
const inside = [filters, triggerOptions].flatMap(({ properties }) =>
	properties.flatMap((box) =>
		(box.options ?? []).filter(isProperty).map(({ name }) => ({ box: box.name, name })),
	),
);

test('an empty filter or option of the trigger is read as if it had not been added', () => {
	expect(inside.length).toBeGreaterThan(10);
	const settings = (given: object): unknown =>
		readSettings(
			(name) => Object.entries({ ...TRIGGER, ...given }).find(([key]) => key === name)?.[1],
		);
	holds([fc.constantFrom(...inside), empty], ({ box, name }, value) => {
		expect(settings({ [box]: { [name]: value } })).toEqual(settings({}));
	});
});
