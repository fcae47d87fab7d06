import { booleanAt, defined, listAt, textAt, type Json } from '../../portable/json';
import type { Base64File } from '../../portable/media';
import { Refusal } from '../../portable/refusal';
import type { GatewayAnswer, Plan } from '../../transport/request';
import { WithFile, type DialectOf } from '../gateway';
import { path } from '../shared/path';
import { warestPayload } from './answers';
import { read } from './requests';
import { decodedFile, tool, toolOn } from './tools';

const BASE64 = '/api/v1/misc/base64';

/** The server's defaults (0.3.44). */
const digestOf = (options: {
	algorithm?: string;
	encoding?: string;
}): { algorithm: string; encoding: string } => ({
	algorithm: options.algorithm ?? 'sha256',
	encoding: options.encoding ?? 'hex',
});

/** The server would return anything as text, with bytes that are not text replaced (0.3.44, observed). */
function refuseUnlessText({ data }: Base64File): void {
	const bytes = Buffer.from(data, 'base64');
	if (!Buffer.from(bytes.toString('utf8')).equals(bytes))
		throw new Refusal('What the base64 holds is no text', 'Choose File as Result.');
}

function* decoded(base64: Base64File, to: 'text' | 'file'): Plan<Json | WithFile> {
	if (to === 'text') refuseUnlessText(base64);
	const output = to === 'text' ? 'string' : 'base64';
	// The server decodes the data URI in which every input travels; nothing else has to be decoded.
	const answer = yield toolOn(BASE64, 'input', base64, { action: 'decode', output });
	const data = textAt(warestPayload(answer), 'data');
	if (to === 'text') return { text: data ?? '' };
	const file = decodedFile(data, base64.mimeType, 'file', {});
	const { fileName, mimeType } = file;
	return new WithFile({ fileName, mimeType, sizeBytes: file.data.length }, file);
}

/** Only PNG codes come inside the answer; the other formats stay on the server for five minutes (0.3.44). */
function* qrCode(text: string, format = 'base64'): Plan<GatewayAnswer> {
	const route = path`/api/v1/misc/convert-string-toqr/${format}`;
	const answer = yield tool(route, { string: text });
	const place = textAt(warestPayload(answer), 'data') ?? '';
	if (place === '' || place.startsWith('data:')) return answer;
	const address = /^https?:/i.test(place) ? place : `/${place.replace(/^\/+/, '')}`;
	return yield { ...read(address), answer: 'binary' };
}

interface NewIds {
	readonly idType: 'uuid' | 'ulid';
	readonly options: {
		readonly mask?: string;
		readonly name?: string;
		readonly namespace?: string;
		readonly version?: string;
	};
}

/** The server would ignore each of these where it has no meaning. */
function refuseUselessOptions({ idType, options }: NewIds): void {
	const { mask, name, namespace, version } = options;
	if (idType === 'ulid' && (name ?? namespace ?? version) !== undefined)
		throw new Refusal('A ULID has no version, namespace or name', 'Remove these options.');
	if (idType === 'uuid' && mask !== undefined)
		throw new Refusal('A mask is for ULIDs only', 'Remove the option ULID Mask.');
	const isNamed = version === 'v3' || version === 'v5';
	if (isNamed && (name === undefined || namespace === undefined))
		throw new Refusal(
			'A UUID of version 3 or 5 is made from a namespace and a name',
			'Add UUID Namespace and UUID Name.',
		);
	if (!isNamed && (name ?? namespace) !== undefined)
		throw new Refusal(
			'Only a UUID of version 3 or 5 is made from a namespace and a name',
			'Choose that UUID Version, or remove both options.',
		);
}

export const warestCoding = {
	convertBase64: {
		build: ({ conversion }) =>
			conversion.to === 'base64'
				? toolOn(BASE64, 'input', conversion.input, { action: 'encode' })
				: decoded(conversion.base64, conversion.to),
		read: (raw, { conversion }) => {
			if (conversion.to === 'base64') return { base64: textAt(raw, 'data') };
			if (conversion.to === 'text') return { text: textAt(raw, 'text') ?? '' };
			return {
				fileName: textAt(raw, 'fileName'),
				mimeType: textAt(raw, 'mimeType'),
				sizeBytes: Number(textAt(raw, 'sizeBytes')),
			};
		},
	},
	createQrCode: {
		build: ({ text, options }) => qrCode(text, options.format),
		file: (answer) =>
			answer.body === null
				? decodedFile(answer.bytes.toString('base64'), answer.contentType, 'qr-code', {})
				: decodedFile(textAt(warestPayload(answer), 'data'), null, 'qr-code', {}),
	},
	generateId: {
		*build(input) {
			refuseUselessOptions(input);
			const { count, mask, name, namespace, version } = input.options;
			const request = tool(
				'/api/v1/misc/uuid/generate',
				defined({ type: input.idType, count, format: mask, name, namespace, version }),
			);
			return listAt(warestPayload(yield request), 'data');
		},
		read: (raw) => ({ id: textAt(raw) ?? '' }),
	},
	hash: {
		build: ({ input, options: { algorithm, encoding } }) =>
			toolOn(
				'/api/v1/misc/crypto/hash',
				'input',
				input,
				defined({ algo: algorithm, output: encoding }),
			),
		read: (raw, { options }) => ({ hash: textAt(raw, 'data'), ...digestOf(options) }),
	},
	sign: {
		build: ({ input, key, options: { algorithm, encoding } }) => {
			// The server trims them and signs with the rest (read in its source).
			if (key !== key.trim())
				throw new Refusal(
					'WARest takes no key with spaces at its ends',
					'Use another key, or sign with the Crypto node of n8n.',
				);
			return toolOn(
				'/api/v1/misc/crypto/hmac',
				'input',
				input,
				defined({ key, algo: algorithm, output: encoding }),
			);
		},
		read: (raw, { options }) => ({ signature: textAt(raw, 'data'), ...digestOf(options) }),
	},
	validateId: {
		build: ({ id, idType }) =>
			tool('/api/v1/misc/uuid/validate', { value: id.trim(), type: idType }),
		read: (raw, { id, idType }) => ({
			id: id.trim(),
			valid: booleanAt(raw, 'data', 'isValid') === true,
			type: idType,
			version: textAt(raw, 'data', 'version'),
		}),
	},
} satisfies Partial<DialectOf<'utility'>>;
