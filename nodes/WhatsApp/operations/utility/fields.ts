import type { MediaInput } from '../../portable/media';
import { Refusal } from '../../portable/refusal';
import { isObject } from '../../portable/json';
import { asFilledText, asText, field, type Field, type Property } from '../field';
import { choice, media } from '../fields';

type Source = 'base64' | 'binary' | 'text' | 'url';

const SOURCES: Readonly<Record<Source, { name: string; description: string }>> = {
	base64: { name: 'Base64', description: 'Text that holds a file, also as a data URI' },
	binary: { name: 'Binary Field', description: 'A file that an earlier node put into the item' },
	text: { name: 'Text', description: 'A text as it stands here' },
	url: {
		name: 'URL',
		description: 'An address from which the gateway itself downloads the file',
	},
};

const inputText: Property = {
	displayName: 'Text',
	name: 'inputText',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	displayOptions: { show: { source: ['text'] } },
};

const ofSources = media.properties.filter(({ name }) => name !== 'source');

/**
 * The input of a tool: text typed here, or a file. The first source is the default. Tools ignore the file's name, and
 * detect its type themselves.
 */
export function inputFrom(sources: readonly [Source, ...Source[]]): Field<MediaInput> {
	const source = choice(
		{ displayName: 'Source', name: 'source', description: 'Where it comes from' },
		[...sources].sort().map((value) => ({ ...SOURCES[value], value })),
		sources[0],
	);
	const shown = [inputText, ...ofSources].filter(({ displayOptions }) =>
		sources.some((value) => displayOptions?.show?.source?.includes(value)),
	);
	return {
		properties: [...source.properties, ...shown],
		read: (get, item) =>
			source.read((name) => get(name) ?? sources[0], item) === 'text'
				? textFile(asFilledText(get('inputText'), 'Text'))
				: media.read((name) => (name === 'options' ? undefined : get(name)), item),
	};
}

const textFile = (text: string): MediaInput => ({
	kind: 'base64',
	data: Buffer.from(text).toString('base64'),
	fileName: 'text.txt',
	mimeType: 'text/plain',
	sizeBytes: Buffer.byteLength(text),
});

/**
 * Bytes as base64. Webhooks contain them as base64 or as Node's own buffer in JSON, other tools as hex.
 * @param length the required number of bytes
 */
export const byteText = (
	property: Omit<Property, 'type' | 'default'>,
	length?: number,
): Field<string> =>
	field({ ...property, type: 'string', default: '' }, (raw) => {
		const base64 = bufferText(raw) ?? fromText(asText(raw, property.displayName));
		const size = Buffer.byteLength(base64, 'base64');
		if (size > 0 && (length === undefined || size === length)) return base64;
		throw new Refusal(
			`${property.displayName} is ${size === 0 ? 'empty or no base64' : `no key of ${length} bytes`}`,
			'Take it from the event of the message, as base64 or as the buffer that stands there.',
		);
	});

function bufferText(raw: unknown): string | null {
	if (!isObject(raw) || !Array.isArray(raw.data)) return null;
	const bytes = raw.data.filter((byte) => typeof byte === 'number' && isByte(byte));
	// An entry that is not a byte would turn the key into another one.
	return bytes.length === raw.data.length ? Buffer.from(bytes).toString('base64') : '';
}

const isByte = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 255;

function fromText(input: string): string {
	const text = input.replace(/\s+/g, '');
	if (/^([0-9a-f]{2}){32}$/i.test(text)) return Buffer.from(text, 'hex').toString('base64');
	const standard = text.replace(/-/g, '+').replace(/_/g, '/');
	return /^[A-Za-z0-9+/]+={0,2}$/.test(standard) ? standard : '';
}
