import { asObject } from '../../http/json';
import { fromBufferJson, fromDataUri, fromUrl, isUrl, type Source } from '../bytes';
import type { WarestCall, WarestContext } from '../context';
import { failure, type WarestAnswer, success } from '../envelopes';
import { firstGiven } from '../fields';
import { bareType, UNKNOWN_TYPE } from '../mime';

const MAX_BYTES = 50 * 1024 * 1024;

/** How the tools refuse unknown values is mostly a guess: 400 with the code for invalid values. */
export function invalid(message: string): Error {
	return failure('general', 400, 2002, message);
}

export function missing(name: string): Error {
	return failure('general', 400, 2001, `${name} is required`);
}

/**
 * The bytes of a tool's input: a Buffer in JSON, a data URI, a URL, a file on the server, or else plain text, which
 * each tool reads in its own way (v0.3.44, observed).
 */
export async function bytesIn(
	call: WarestCall,
	warest: WarestContext,
	names: readonly string[],
	ofText: (text: string) => Buffer,
): Promise<Source> {
	const field = names.find((name) => call.body[name] !== undefined) ?? names[0] ?? 'input';
	const value = firstGiven(call.body, names);
	if (value === undefined) throw missing(names[0] ?? 'input');
	const source =
		typeof value === 'string'
			? await fromInputText(value, field, call, warest, ofText)
			: fromBufferJson(value);
	if (!source) throw invalid(`${names[0] ?? 'input'} is invalid`);
	if (source.data.length > MAX_BYTES) throw failure('general', 413, 2009, 'Input is too large');
	return source;
}

async function fromInputText(
	text: string,
	field: string,
	call: WarestCall,
	warest: WarestContext,
	ofText: (text: string) => Buffer,
): Promise<Source | undefined> {
	const decoded = fromDataUri(text);
	if (decoded) return decoded;
	if (isUrl(text)) return await fromUrl(text);
	const data = warest.disk.read(call.route, field, text) ?? ofText(text);
	return { data, mimeType: null, fileName: null };
}

/** Ways to return bytes; `url` is relative and readable without a key, `file` leads nowhere (v0.3.44, observed). */
export function delivered(
	data: Buffer,
	mimeType: string,
	mode: string,
	warest: WarestContext,
): { data: string; meta: object } {
	const type = bareType(mimeType) || UNKNOWN_TYPE;
	const meta = { mode, mimeType: type, size: data.length };
	if (mode === 'string') return { data: data.toString('utf8'), meta };
	if (mode === 'dataurl') return { data: dataUri(data, type), meta };
	if (mode === 'url') {
		const url = keptPath(data, type, warest);
		return { data: url, meta: { ...meta, key: url.replace('/storages/', ''), url } };
	}
	if (mode === 'file') {
		const key = keptPath(data, type, warest).replace('/storages/', 'private/');
		return { data: key, meta: { ...meta, key } };
	}
	if (mode === 'base64') return { data: data.toString('base64'), meta };
	throw invalid('output is invalid');
}

export function dataUri(data: Buffer, mimeType: string): string {
	return `data:${mimeType};base64,${data.toString('base64')}`;
}

/** The folder's name contains the day. */
export function keptPath(
	data: Buffer,
	mimeType: string,
	{ storage, world }: WarestContext,
	expiresAt: number | null = null,
): string {
	const day = new Date(world.clock.nowMs()).toISOString().slice(0, 10);
	return storage.keep(`/storages/misc/${day}`, data, mimeType, expiresAt);
}

/** A result with `data`, as in nearly all tools. */
export function dataResult(data: unknown): WarestAnswer {
	return success({ data });
}

export function bodyText(call: WarestCall, names: readonly string[], fallback: string): string {
	const value = firstGiven(asObject(call.body), names);
	return value === undefined ? fallback : String(value);
}
