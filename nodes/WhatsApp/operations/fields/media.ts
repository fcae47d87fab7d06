import {
	bareMimeType,
	fileNameFor,
	isFile,
	mimeTypeFor,
	type FileReference,
	type MediaInput,
} from '../../portable/media';
import { quote, Refusal } from '../../portable/refusal';
import {
	asChoice,
	asFilledText,
	asText,
	type Field,
	type Get,
	type ItemFiles,
	type Property,
} from '../field';

const SOURCES = ['binary', 'url', 'base64'] as const;

/** MIME type of bytes nobody named. */
const UNKNOWN_TYPE = 'application/octet-stream';

const properties: readonly Property[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Base64',
				value: 'base64',
				description: 'Text that holds the file, also as a data URI',
			},
			{
				name: 'Binary Field',
				value: 'binary',
				description: 'A file that an earlier node put into the item',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'An address from which the gateway itself downloads the file',
			},
		],
		default: 'binary',
		description: 'Where the file comes from',
	},
	{
		displayName: 'Input Binary Field',
		name: 'inputBinaryField',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: { source: ['binary'] } },
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field containing the file',
	},
	{
		displayName: 'URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { source: ['url'] } },
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: 'The gateway must be able to reach it, and it must need no login',
	},
	{
		displayName: 'Base64',
		name: 'mediaBase64',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { source: ['base64'] } },
		placeholder: 'e.g. iVBORw0KGgo...',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		description: 'Leave empty to keep the name of the file',
	},
	{
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. image/jpeg',
		description: 'Leave empty to keep the type of the file, or to find it out from the file name',
	},
];

/** A file for a sending operation, a picture or a tool: from a binary field, a URL or base64. */
export const media: Field<MediaInput> = { properties, read: readMedia };

function readMedia(get: Get, files: ItemFiles): MediaInput {
	const fileName = asText(get('fileName'), 'File Name').trim() || null;
	const mimeType = asMimeType(asText(get('mimeType'), 'MIME Type').trim());
	switch (asChoice(get('source') ?? 'binary', 'Source', SOURCES)) {
		case 'url':
			return fromUrl(asFilledText(get('mediaUrl'), 'URL').trim(), fileName, mimeType);
		case 'base64':
			return fromBase64(asFilledText(get('mediaBase64'), 'Base64').trim(), fileName, mimeType);
		case 'binary':
			return fromField(asReference(get('inputBinaryField')), files, fileName, mimeType);
	}
}

function asMimeType(text: string): string | null {
	if (text === '') return null;
	if (/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(text)) return text;
	throw new Refusal(
		`${quote(text)} is no MIME type`,
		'A MIME type has two parts, for example image/jpeg or application/pdf.',
	);
}

function fromUrl(url: string, fileName: string | null, mimeType: string | null): MediaInput {
	// A gateway may read a local file when a text looks like a path, so only web addresses pass.
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		throw new Refusal(`${quote(url)} is no web address`, 'It must start with http:// or https://.');
	}
	const name = fileName ?? (decodeName(new URL(url).pathname.split('/').pop() ?? '') || null);
	return {
		kind: 'url',
		url,
		fileName: name,
		mimeType: mimeType ?? (name === null ? null : mimeTypeFor(name)),
	};
}

function decodeName(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function fromBase64(text: string, fileName: string | null, mimeType: string | null): MediaInput {
	const uri = /^data:([^,]*?);base64,/i.exec(text);
	const data = text
		.slice(uri?.[0].length ?? 0)
		.replace(/\s+/g, '')
		.replace(/-/g, '+')
		.replace(/_/g, '/');
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) {
		throw new Refusal(
			'The text under Base64 is no base64',
			'Check the expression. For a file of an earlier node choose Binary Field as Source.',
		);
	}
	const type =
		mimeType ?? (uri?.[1] || (fileName === null ? null : mimeTypeFor(fileName)) || UNKNOWN_TYPE);
	return {
		kind: 'base64',
		data,
		fileName: fileName ?? fileNameFor(type),
		mimeType: type,
		sizeBytes: Buffer.byteLength(data, 'base64'),
	};
}

function asReference(raw: unknown): FileReference {
	if (isFile(raw)) return raw;
	if (typeof raw !== 'object') return asFilledText(raw, 'Input Binary Field');
	throw new Refusal(
		'Input Binary Field gives something that is no file',
		"Write the name of the item's binary field, or an expression that gives the file of a node.",
	);
}

function fromField(
	field: FileReference,
	files: ItemFiles,
	fileName: string | null,
	mimeType: string | null,
): MediaInput {
	const facts = files.find?.(field) ?? null;
	if (facts === null) {
		const names = files.names?.() ?? [];
		const hint =
			names.length === 0
				? 'The item has no file. Check the node that should give it.'
				: `The item has: ${names.join(', ')}.`;
		throw new Refusal(`The item has no binary field ${quote(field)}`, hint);
	}
	const name = fileName ?? facts.fileName;
	const known =
		bareMimeType(facts.mimeType) === UNKNOWN_TYPE && name !== null ? mimeTypeFor(name) : null;
	const type = mimeType ?? known ?? facts.mimeType;
	return {
		kind: 'binary',
		field,
		fileName: name ?? fileNameFor(type),
		mimeType: type,
		sizeBytes: facts.sizeBytes,
	};
}
