import type { Base64File, MediaInput } from '../../portable/media';
import { Refusal } from '../../portable/refusal';
import { asChoice, type Field, type Get, type Property } from '../field';
import { media, outputField } from '../fields';
import { inputFrom } from './fields';

/** What is turned into base64, or base64 and what becomes of it. */
export type Base64Conversion =
	| { readonly to: 'base64'; readonly input: MediaInput }
	| { readonly to: 'text' | 'file'; readonly base64: Base64File };

/** By what it was turned into; a file also comes as binary data. */
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

/** The base64 that is decoded is read like a file that comes as base64. */
function readBase64(get: Get): Base64File {
	const file = media.read(
		(name) => (name === 'source' ? 'base64' : name === 'mediaBase64' ? get(name) : undefined),
		{},
	);
	if (file.kind === 'base64') return file;
	throw new Refusal('There is no base64 to decode');
}

/** Base64 in one direction or the other. */
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
