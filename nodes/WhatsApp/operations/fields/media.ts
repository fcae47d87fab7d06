import { readDataUri, standardBase64 } from '../../portable/dataUri';
import { identified, type Given } from '../../portable/fileFacts';
import { bareFileName, addressFacts } from '../../portable/fileName';
import { HEAD_BYTES } from '../../portable/fileSignature';
import { isObject } from '../../portable/json';
import { isFile, type FileReference, type MediaInput } from '../../portable/media';
import { bareMimeType, mimeTypeFor, givenMimeType } from '../../portable/mimeType';
import { quote, Refusal } from '../../portable/refusal';
import {
	asChoice,
	asFilledText,
	asText,
	field,
	orElse,
	type Field,
	type Get,
	type InputItem,
	type Property,
} from '../field';

const SOURCES = ['binary', 'url', 'base64'] as const;

const sources: readonly Property[] = [
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
];

const fileName = field(
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		description: 'Leave empty to keep the name of the file',
	},
	(raw) => bareFileName(asText(raw, 'File Name')),
);

const mimeType = field(
	{
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. image/jpeg',
		description:
			'Leave empty to keep the type of the file, or to find it out from its name or its first bytes',
	},
	(raw) => asMimeType(asText(raw, 'MIME Type').trim()),
);

/** Options for `media`, which reads them there. Most files need neither. */
export const fileOptions = { fileName, mimeType };

/**
 * A file for a sending operation, a picture or a tool: from a binary field, a URL or base64. Operations that need a
 * name and a type add `fileOptions` to their options.
 */
export const media: Field<MediaInput> = {
	properties: sources,
	read: (get, item) => readMedia(get, underOptions(get), item),
};

/** The same for an entry of a list, which has no options. */
export const mediaEntry: Field<MediaInput> = {
	properties: [...sources, ...fileName.properties, ...mimeType.properties],
	read: (get, item) => readMedia(get, get, item),
};

function underOptions(get: Get): Get {
	const given = get('options');
	const told = (name: string): unknown =>
		isObject(given) && Object.hasOwn(given, name) ? given[name] : undefined;
	return (name) => orElse(told(name), undefined);
}

function readMedia(get: Get, about: Get, item: InputItem): MediaInput {
	const given: Given = {
		fileName: fileName.read(about, item),
		mimeType: mimeType.read(about, item),
	};
	switch (asChoice(get('source') ?? 'binary', 'Source', SOURCES)) {
		case 'url':
			return fromUrl(asFilledText(get('mediaUrl'), 'URL').trim(), given);
		case 'base64':
			return fromBase64(asFilledText(get('mediaBase64'), 'Base64').trim(), given);
		case 'binary':
			return fromField(asReference(get('inputBinaryField')), item, given);
	}
}

function asMimeType(text: string): string | null {
	if (text === '') return null;
	const told = givenMimeType(text);
	if (told !== null) return told;
	// The user may also declare bytes of an unknown kind, as application/octet-stream.
	if (/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(text)) return bareMimeType(text);
	throw new Refusal(
		`${quote(text)} is no MIME type`,
		'A MIME type has two parts, for example image/jpeg or application/pdf.',
	);
}

function fromUrl(url: string, { fileName, mimeType }: Given): MediaInput {
	// A gateway may read a local file if a text looks like a path, so only web addresses are accepted.
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		throw new Refusal(
			`${quote(url)} is no web address`,
			/^data:/i.test(url)
				? 'Choose Base64 as Source for a data URI.'
				: 'It must start with http:// or https://.',
		);
	}
	const told = addressFacts(new URL(url));
	return {
		kind: 'url',
		url,
		fileName: fileName ?? told.fileName,
		mimeType: mimeType ?? told.mimeType ?? (fileName === null ? null : mimeTypeFor(fileName)),
		given: {
			name: fileName !== null && fileName !== told.fileName,
			type: mimeType !== null && mimeType !== told.mimeType,
		},
	};
}

function fromBase64(text: string, given: Given): MediaInput {
	const uri = readDataUri(text);
	const data = uri?.base64 ?? standardBase64(text);
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) {
		throw new Refusal(
			'The text under Base64 is no base64',
			'Check the expression. For a file of an earlier node choose Binary Field as Source.',
		);
	}
	const head = (): Buffer => Buffer.from(data.slice(0, HEAD_LENGTH), 'base64');
	return {
		kind: 'base64',
		data,
		...identified(uri ?? {}, head, given),
		sizeBytes: Buffer.byteLength(data, 'base64'),
	};
}

/** Base64 characters needed for the beginning of a file. */
const HEAD_LENGTH = Math.ceil(HEAD_BYTES / 3) * 4;

function asReference(raw: unknown): FileReference {
	if (isFile(raw)) return raw;
	if (typeof raw !== 'object') return asFilledText(raw, 'Input Binary Field');
	throw new Refusal(
		'Input Binary Field gives something that is no file',
		"Write the name of the item's binary field, or an expression that gives the file of a node.",
	);
}

function fromField(reference: FileReference, item: InputItem, given: Given): MediaInput {
	const facts = item.find?.(reference) ?? null;
	if (facts === null) {
		const names = item.names?.() ?? [];
		const hint =
			names.length === 0
				? 'The item has no file. Check the node that should give it.'
				: `The item has: ${names.join(', ')}.`;
		throw new Refusal(
			`The item has no binary field ${quote(reference)}`,
			`${hint} For a file on the web choose URL as Source.`,
		);
	}
	return {
		kind: 'binary',
		field: reference,
		...identified(facts, () => facts.head ?? null, given),
		sizeBytes: facts.sizeBytes,
	};
}
