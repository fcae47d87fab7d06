import type { Base64File, MediaInput } from '../../portable/media';
import { Refusal } from '../../portable/refusal';
import { asChoice, type Field, type Get, type Property } from '../field';
import { media, outputField } from '../fields';
import { inputFrom } from './fields';

/** The input to convert to base64, or the base64 and the form to convert it to. */
export type Base64Conversion =
	| { readonly to: 'base64'; readonly input: MediaInput }
	| { readonly to: 'text' | 'file'; readonly base64: Base64File };

/** The result, by what it was converted to; a file is also returned as binary data. */
export type Base64Converted =
	| { base64: string | null }
	| { text: string }
	| { fileName: string | null; mimeType: string | null; sizeBytes: number };

const CONVERSIONS = ['decode', 'encode'] as const;
const RESULTS = ['file', 'text'] as const;

const encoded = inputFrom(['text', 'binary', 'url']);

const showFor = (property: Property, show: Readonly<Record<string, string[]>>): Property => ({
	...property,
	displayOptions: { show: { ...show, ...property.displayOptions?.show } },
});

const decodedTo: Property = {
	displayName: 'Result',
	name: 'decodeTo',
	type: 'options',
	options: [
		{ name: 'File', value: 'file' },
		{ name: 'Text', value: 'text' },
	],
	default: 'text',
};

/** Base64 to decode is read like a file given as base64. */
function readBase64(get: Get): Base64File {
	const file = media.read(
		(name) => (name === 'source' ? 'base64' : name === 'mediaBase64' ? get(name) : undefined),
		{},
	);
	if (file.kind === 'base64') return file;
	throw new Refusal('There is no base64 to decode');
}

/** Converts to base64 or from it. */
export const conversion: Field<Base64Conversion> = {
	properties: [
		{
			displayName: 'Conversion',
			name: 'conversion',
			type: 'options',
			options: [
				{ name: 'From Base64', value: 'decode' },
				{ name: 'To Base64', value: 'encode' },
			],
			default: 'encode',
		},
		...encoded.properties.map((property) => showFor(property, { conversion: ['encode'] })),
		...media.properties
			.filter(({ name }) => name === 'mediaBase64')
			.map((property): Property => ({
				...property,
				displayOptions: { show: { conversion: ['decode'] } },
			})),
		showFor(decodedTo, { conversion: ['decode'] }),
		...outputField.properties.map((property) =>
			showFor(property, { conversion: ['decode'], decodeTo: ['file'] }),
		),
	],
	read: (get, item) =>
		asChoice(get('conversion') ?? 'encode', 'Conversion', CONVERSIONS) === 'encode'
			? { to: 'base64', input: encoded.read(get, item) }
			: {
					to: asChoice(get('decodeTo') ?? 'text', 'Result', RESULTS),
					base64: readBase64(get),
				},
};
