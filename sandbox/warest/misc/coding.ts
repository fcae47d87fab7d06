import { createHash, createHmac, getHashes } from 'node:crypto';
import QRCode from 'qrcode';
import { qrPng } from '../../http/answers';
import type { WarestCall, WarestContext } from '../context';
import { success, type WarestAnswer } from '../envelopes';
import { clampedInt, textIn } from '../fields';
import {
	bytesIn,
	bodyText,
	dataResult,
	dataUri,
	delivered,
	invalid,
	keptPath,
	missing,
} from './input';
import { isUlid, isUuidVersion, maskedUlid, newUuid, uuidVersion } from './ids';

const QR_WIDTH = 300;
const QR_LIFE_MS = 300_000;
const QR_TYPES: Record<string, string> = {
	base64: 'image/png',
	png: 'image/png',
	svg: 'image/svg+xml',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
};

/** A QR code as a data URI, or as a file that is deleted after five minutes. */
export async function toQr(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const text = textIn(call.body, ['string']);
	if (text === undefined) throw missing('string');
	const target = call.params.target ?? '';
	const mimeType = QR_TYPES[target];
	if (mimeType === undefined) throw invalid('target is invalid');
	// There is no image library here: jpg and webp are the PNG under another name.
	const data =
		target === 'svg'
			? Buffer.from(await QRCode.toString(text, { type: 'svg' }))
			: await qrPng(text, QR_WIDTH);
	if (target === 'base64')
		return success({ data: dataUri(data, mimeType), meta: { mode: 'dataurl', mimeType } });
	const expiresAt = warest.world.clock.nowMs() + QR_LIFE_MS;
	const url = keptPath(data, mimeType, warest, expiresAt);
	const meta = {
		mode: 'url',
		mimeType,
		size: data.length,
		temporary: true,
		key: url.replace('/storages/', ''),
		url,
		expiresAt: new Date(expiresAt).toISOString(),
	};
	return success({ data: url, meta });
}

/** Text that looks like base64 is taken for base64, and so comes back unchanged (v0.3.44, observed). */
function textToEncode(text: string): Buffer {
	return /^[A-Za-z0-9+/=]{16,}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.from(text);
}

export async function base64(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const action = bodyText(call, ['action'], 'encode');
	if (action === 'encode') {
		const { data } = await bytesIn(call, warest, call.names('input'), textToEncode);
		return dataResult(data.toString('base64'));
	}
	if (action !== 'decode') throw invalid('action is invalid');
	const { data, mimeType } = await bytesIn(call, warest, call.names('input'), fromBase64Text);
	const mode = bodyText(call, ['output'], 'string');
	return success(delivered(data, mimeType ?? 'application/octet-stream', mode, warest));
}

function fromBase64Text(text: string): Buffer {
	return Buffer.from(text, 'base64');
}

function algorithm(call: WarestCall): string {
	const name = bodyText(call, call.names('algo'), 'sha256').toLowerCase();
	if (!getHashes().some((known) => known.toLowerCase() === name)) throw invalid('algo is invalid');
	return name;
}

function digestForm(call: WarestCall): 'hex' | 'base64' {
	return bodyText(call, ['output'], 'hex') === 'base64' ? 'base64' : 'hex';
}

/** Plain text is always taken for base64: the hash of "hello" is that of three other bytes (v0.3.44, observed). */
export async function hash(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const { data } = await bytesIn(call, warest, call.names('input'), fromBase64Text);
	return dataResult(createHash(algorithm(call)).update(data).digest(digestForm(call)));
}

export async function hmac(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const key = textIn(call.body, call.names('key'));
	if (key === undefined) throw missing('key');
	const { data } = await bytesIn(call, warest, call.names('input'), fromBase64Text);
	return dataResult(createHmac(algorithm(call), key).update(data).digest(digestForm(call)));
}

/** Up to a hundred ids; a larger number is silently reduced. */
export function generateIds(call: WarestCall, { world }: WarestContext): WarestAnswer {
	const count = clampedInt(call.body.count, 1, 1, 100);
	const now = world.clock.nowMs();
	const type = bodyText(call, ['type'], 'uuid');
	if (type === 'ulid') {
		const mask = textIn(call.body, ['format']);
		return dataResult(Array.from({ length: count }, () => maskedUlid(now, mask)));
	}
	const version = bodyText(call, ['version'], 'v4');
	if (type !== 'uuid' || !isUuidVersion(version)) throw invalid('type or version is invalid');
	const namespace = textIn(call.body, ['namespace']) ?? '';
	const name = textIn(call.body, ['name']) ?? '';
	const isNamed = version === 'v3' || version === 'v5';
	if (isNamed && (uuidVersion(namespace) === undefined || name === ''))
		throw invalid('namespace and name are required');
	return dataResult(Array.from({ length: count }, () => newUuid(version, now, namespace, name)));
}

export function validateId(call: WarestCall): WarestAnswer {
	const value = textIn(call.body, ['value']);
	if (value === undefined) throw missing('value');
	const type = bodyText(call, ['type'], 'uuid');
	if (type === 'ulid') return dataResult({ isValid: isUlid(value), type, version: null });
	if (type !== 'uuid') throw invalid('type is invalid');
	const version = uuidVersion(value);
	return dataResult({ isValid: version !== undefined, type, version: version ?? null });
}
