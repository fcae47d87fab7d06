import { choice, optionText, requiredText, wholeNumber } from '../fields';
import { optionsField } from '../field';
import { file, operation, plainMany, plainOne } from '../operation';
import { conversion, type Base64Converted } from './base64';
import { inputFrom } from './fields';

export type Digest = { algorithm: string; encoding: string };

const anything = inputFrom(['text', 'base64', 'binary', 'url']);

const digestOptions = {
	algorithm: choice(
		{ displayName: 'Algorithm', name: 'algorithm', description: 'SHA-256 if left out' },
		[
			{ name: 'BLAKE2b-512', value: 'blake2b512' },
			{ name: 'MD5', value: 'md5' },
			{ name: 'RIPEMD-160', value: 'ripemd160' },
			{ name: 'SHA-1', value: 'sha1' },
			{ name: 'SHA-224', value: 'sha224' },
			{ name: 'SHA-256', value: 'sha256' },
			{ name: 'SHA-384', value: 'sha384' },
			{ name: 'SHA-512', value: 'sha512' },
			{ name: 'SHA3-256', value: 'sha3-256' },
			{ name: 'SHA3-512', value: 'sha3-512' },
		],
		'sha256',
	),
	encoding: choice(
		{ displayName: 'Encoding', name: 'encoding', description: 'Hexadecimal if left out' },
		[
			{ name: 'Base64', value: 'base64' },
			{ name: 'Hexadecimal', value: 'hex' },
		],
	),
};

const idType = choice(
	{ displayName: 'Type', name: 'idType' },
	[
		{ name: 'ULID', value: 'ulid', description: 'Sorts by the time it was made' },
		{ name: 'UUID', value: 'uuid' },
	],
	'uuid',
);

/** Tools for texts and bytes. */
export const codingTools = {
	createQrCode: operation({
		name: 'Create QR Code',
		action: 'Create a QR code',
		description: 'Turn a text or a link into a QR code, as a file',
		fields: {
			text: requiredText({
				displayName: 'Text',
				name: 'text',
				placeholder: 'e.g. https://wa.me/491701234567',
			}),
			options: optionsField({
				format: choice(
					{ displayName: 'Format', name: 'qrFormat', description: 'PNG if left out' },
					[
						{ name: 'JPEG', value: 'jpg' },
						{ name: 'SVG', value: 'svg' },
						{ name: 'WebP', value: 'webp' },
					],
				),
			}),
		},
		returns: file(),
	}),
	convertBase64: operation({
		name: 'Convert Base64',
		action: 'Convert to or from base64',
		description: 'Turn a text or a file into base64, or back',
		fields: { conversion },
		returns: plainOne<Base64Converted>(),
	}),
	hash: operation({
		name: 'Hash',
		action: 'Hash a text or file',
		description: 'Get the fingerprint of a text or a file',
		fields: { input: anything, options: optionsField(digestOptions) },
		returns: plainOne<{ hash: string | null } & Digest>(),
	}),
	sign: operation({
		name: 'Sign',
		action: 'Sign a text or file',
		description:
			'Sign a text or a file with a key (HMAC). The key goes to the gateway; the Crypto node of n8n keeps it here.',
		fields: {
			input: anything,
			key: requiredText({
				displayName: 'Key',
				name: 'signingKey',
				typeOptions: { password: true },
				description: 'Leaves n8n: use one that the gateway may know',
			}),
			options: optionsField(digestOptions),
		},
		returns: plainOne<{ signature: string | null } & Digest>(),
	}),
	generateId: operation({
		name: 'Generate ID',
		action: 'Generate IDs',
		description: 'Make IDs that nobody else has, one item each',
		fields: {
			idType,
			options: optionsField({
				count: wholeNumber(
					{ displayName: 'Count', name: 'idCount' },
					{ min: 1, max: 100, standard: 1 },
				),
				mask: optionText({
					displayName: 'ULID Mask',
					name: 'ulidMask',
					placeholder: 'e.g. xxxxxxxxxx-xxxxxxxxxxxxxxxx',
					description: 'Where each x stands comes a letter; with fewer than 26 IDs may be equal',
				}),
				name: optionText({
					displayName: 'UUID Name',
					name: 'uuidName',
					placeholder: 'e.g. example.com',
					description: 'What a UUID of version 3 or 5 is made from',
				}),
				namespace: optionText({
					displayName: 'UUID Namespace',
					name: 'uuidNamespace',
					placeholder: 'e.g. 6ba7b810-9dad-11d1-80b4-00c04fd430c8',
					description: 'The UUID under which the name of version 3 or 5 is unique',
				}),
				version: choice(
					{ displayName: 'UUID Version', name: 'uuidVersion', description: '4 if left out' },
					[
						{ name: '1 (Time)', value: 'v1' },
						{ name: '3 (Name, MD5)', value: 'v3' },
						{ name: '4 (Random)', value: 'v4' },
						{ name: '5 (Name, SHA-1)', value: 'v5' },
						{ name: 'Nil (All Zero)', value: 'nil' },
					],
				),
			}),
		},
		returns: plainMany<{ id: string }>(),
	}),
	validateId: operation({
		name: 'Validate ID',
		action: 'Validate a UUID or ULID',
		description: 'Check whether a text has the form of a UUID or a ULID',
		fields: {
			id: requiredText({
				displayName: 'ID',
				name: 'uniqueId',
				placeholder: 'e.g. f47ac10b-58cc-4372-a567-0e02b2c3d479',
			}),
			idType,
		},
		returns: plainOne<{ id: string; valid: boolean; type: string; version: string | null }>(),
	}),
};
