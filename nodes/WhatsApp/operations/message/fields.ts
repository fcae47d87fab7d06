import {
	asFilledText,
	asText,
	field,
	type Field,
	type Get,
	type InputItem,
	type Property,
} from '../field';
import { quote, Refusal } from '../../portable/refusal';
import { momentIn } from '../../portable/time';
import { entryText, rowsOf } from '../fields';

interface ListOf {
	readonly displayName: string;
	readonly name: string;
	/** The display name of one entry, and its name in n8n's data. */
	readonly entry: { readonly displayName: string; readonly name: string };
	readonly addText: string;
	readonly description?: string;
	readonly values: readonly Property[];
}

/** A list of at least one entry, in the order given. */
export const listOf = <T>(
	list: ListOf,
	readEntry: (get: Get, item: InputItem) => T,
): Field<T[]> => ({
	properties: [
		{
			displayName: list.displayName,
			name: list.name,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			default: {},
			required: true,
			placeholder: list.addText,
			...(list.description === undefined ? {} : { description: list.description }),
			options: [{ ...list.entry, values: [...list.values] }],
		},
	],
	read: (get, item) => {
		const found = rowsOf(get(list.name), list.entry.name, list.displayName).map((entry) =>
			readEntry(entry, item),
		);
		if (found.length > 0) return found;
		throw new Refusal(`${list.displayName} is empty`, 'Add at least one entry.');
	},
});

/** A line of text in an entry of a list. */
export const line = (
	displayName: string,
	name: string,
	placeholder: string,
	more: Pick<Property, 'description' | 'displayOptions'> = {},
): Property => ({ displayName, name, type: 'string', default: '', placeholder, ...more });

/** Optional text of an entry. */
export const trimmedText = (get: Get, name: string, displayName: string): string | undefined =>
	asText(get(name), displayName).trim() || undefined;

/** Required text of an entry. */
export const filledTextOf = (get: Get, name: string, displayName: string): string =>
	asFilledText(get(name), displayName).trim();

/** One text per line, so that it may contain commas; or a list from an expression. */
export const linesOf = (raw: unknown, displayName: string): string[] =>
	Array.isArray(raw)
		? raw.map((entry, index) => entryText(entry, index, displayName))
		: asText(raw, displayName)
				.split('\n')
				.map((line) => line.trim())
				.filter((line) => line !== '');

/** A decimal number within bounds. */
export const decimal = (
	property: Omit<Property, 'type' | 'default'>,
	bounds: { readonly min: number; readonly max: number },
): Field<number> =>
	field(
		{
			...property,
			type: 'number',
			default: 0,
			required: true,
			typeOptions: { minValue: bounds.min, maxValue: bounds.max, numberPrecision: 6 },
		},
		(raw) => {
			const text = asText(raw, property.displayName).trim();
			const value = text === '' ? Number.NaN : Number(text);
			if (value >= bounds.min && value <= bounds.max) return value;
			throw new Refusal(
				`${property.displayName} must be a number from ${bounds.min} to ${bounds.max}`,
			);
		},
	);

/** A time of this century, in any form in which people and expressions write it. Without a zone it is UTC. */
export const moment = (property: Omit<Property, 'type' | 'default'>): Field<Date> =>
	field({ ...property, type: 'dateTime', default: '' }, (raw) => {
		const milliseconds = momentIn(raw);
		if (milliseconds !== null) return new Date(milliseconds);
		throw new Refusal(
			`${property.displayName} is no date of this century: ${quote(typeof raw === 'bigint' ? String(raw) : raw)}`,
			'Pick one, or give it as in 2025-12-31T23:59:00Z. A number counts the seconds or milliseconds since 1970.',
		);
	});

/** @throws Refusal unless it is an http or https address */
export function parseWebAddress(text: string): string {
	const address = text.trim();
	if (/^https?:\/\//i.test(address) && URL.canParse(address)) return address;
	throw new Refusal(`${quote(text)} is no web address`, 'It must start with http:// or https://.');
}

/** A link. */
export const webAddress = (property: Omit<Property, 'type' | 'default'>): Field<string> =>
	field({ ...property, type: 'string', default: '', required: true }, (raw) =>
		parseWebAddress(asFilledText(raw, property.displayName)),
	);
