import { randomUUID } from 'crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { isObject, type Json, type JsonObject } from '../portable/json';
import type { FileContent, FileReference } from '../portable/media';
import { Refusal } from '../portable/refusal';
import type { GatewayRequest, Upload } from './request';
import { base64, between, streamed, type StoredFile } from './upload';

/** Reads a file of the current item: its bytes, or a handle if it is large and lies in n8n's store. */
export type LoadFile = (reference: FileReference) => Promise<Buffer | StoredFile>;

export interface WrittenBody {
	readonly contentType: string | null;
	readonly body?: IHttpRequestOptions['body'];
	/** In bytes; set for a body that is a stream. */
	readonly contentLength?: number;
	/** Why the stream broke off on this side; null when it did not. */
	readonly fault?: () => Refusal | null;
	/** False while some bytes of the stream certainly have not left. */
	readonly hasLeft?: () => boolean;
	/** Closes the file behind a stream that was not read to its end. */
	readonly close?: () => void;
}

/**
 * Writes the body of a request: JSON, JSON with a file inside as base64, or a multipart form. A large file is streamed
 * from n8n's store.
 * @throws Refusal when the file is larger than the route takes
 */
export async function writeBody(
	{ body, upload }: GatewayRequest,
	load: LoadFile,
): Promise<WrittenBody> {
	if (upload === undefined) return body === undefined ? { contentType: null } : json(body);
	const file = await readFile(upload, load);
	return upload.as === 'base64'
		? inJson(body ?? {}, upload, file)
		: inForm(body ?? {}, upload, file);
}

/** The text around the file does not depend on the file's size, because its placeholder is filled in last. */
async function inJson(
	body: JsonObject,
	{ into, prefix = '' }: Upload & { as: 'base64' },
	file: Buffer | StoredFile,
): Promise<WrittenBody> {
	if (Buffer.isBuffer(file))
		return json(withText(body, into, `${prefix}${file.toString('base64')}`));
	const place = randomUUID();
	const [head = '', tail = ''] = JSON.stringify(withText(body, into, `${prefix}${place}`)).split(
		place,
	);
	return {
		contentType: 'application/json',
		...(await streamed(file, between(Buffer.from(head), base64, Buffer.from(tail)))),
	};
}

/** A multipart form as bytes (RFC 7578), because n8n's helper accepts Node's own FormData in some versions only. */
async function inForm(
	fields: JsonObject,
	{ field, file: { fileName, mimeType } }: Upload & { as: 'multipart' },
	file: Buffer | StoredFile,
): Promise<WrittenBody> {
	const boundary = `----n8n${randomUUID()}`;
	const part = (name: string, more: string): string =>
		`--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${more}\r\n\r\n`;
	const texts = Object.entries(fields).map(
		([name, value]) =>
			`${part(name, '')}${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
	);
	const ofFile = part(
		field,
		`; filename="${escape(fileName)}"\r\nContent-Type: ${mimeType.replace(/[\r\n]/g, '')}`,
	);
	const head = Buffer.from(`${texts.join('')}${ofFile}`);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		...(Buffer.isBuffer(file)
			? { body: Buffer.concat([head, file, tail]) }
			: await streamed(file, between(head, null, tail))),
	};
}

/** Escapes what a browser escapes in the names of a form. */
const escape = (name: string): string =>
	name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

// Serialised here, because n8n's helper sends no body at all for an empty object.
const json = (body: JsonObject): WrittenBody => ({
	contentType: 'application/json',
	body: JSON.stringify(body),
});

async function readFile({ file, maxBytes }: Upload, load: LoadFile): Promise<Buffer | StoredFile> {
	refuseOversize(file, file.sizeBytes, maxBytes);
	const loaded = file.kind === 'binary' ? await load(file.field) : Buffer.from(file.data, 'base64');
	refuseOversize(file, Buffer.isBuffer(loaded) ? loaded.length : loaded.sizeBytes, maxBytes);
	return loaded;
}

export const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

/** Size of a body, in bytes. */
export const sizeOf = ({ body, contentLength }: WrittenBody): number =>
	contentLength ??
	(typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.byteLength(body) : 0);

function refuseOversize(
	file: FileContent,
	sizeBytes: number | null,
	maxBytes: number | undefined,
): void {
	if (maxBytes === undefined || sizeBytes === null || sizeBytes <= maxBytes) return;
	throw new Refusal(
		`The file "${file.fileName}" has ${megabytes(sizeBytes)}, and the gateway takes ${megabytes(maxBytes)} here`,
		'Make it smaller, or choose URL as Source so that the gateway downloads it itself.',
	);
}

function withText(body: JsonObject, [step, ...rest]: readonly string[], text: string): JsonObject {
	if (step === undefined) return body;
	const inner: Json | undefined = body[step];
	return {
		...body,
		[step]: rest.length === 0 ? text : withText(isObject(inner) ? inner : {}, rest, text),
	};
}
