import { randomUUID } from 'crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { isObject, type Json, type JsonObject } from '../portable/json';
import type { FileContent } from '../portable/media';
import { Refusal } from '../portable/refusal';
import type { GatewayRequest, Upload } from './request';

/** Reads the bytes of a binary field of the item that is being worked on. */
export type LoadFile = (field: string) => Promise<Buffer>;

interface WrittenBody {
	readonly contentType: string | null;
	readonly body?: IHttpRequestOptions['body'];
}

/**
 * Writes the body of a request: JSON, JSON with a file inside as base64, or a multipart form.
 * @throws Refusal when the file is larger than the route takes
 */
export async function writeBody(
	{ body, upload }: GatewayRequest,
	load: LoadFile,
): Promise<WrittenBody> {
	if (upload === undefined) return body === undefined ? { contentType: null } : json(body);
	const bytes = await readFile(upload, load);
	if (upload.as === 'base64')
		return json(
			withText(body ?? {}, upload.into, `${upload.prefix ?? ''}${bytes.toString('base64')}`),
		);
	return multipart(body ?? {}, upload, bytes);
}

/** A multipart form as bytes (RFC 7578): n8n's helper takes Node's own FormData in some versions only. */
function multipart(
	fields: JsonObject,
	{ field, file }: Upload & { as: 'multipart' },
	bytes: Buffer,
): WrittenBody {
	const boundary = `----n8n${randomUUID()}`;
	const part = (name: string, more: string): string =>
		`--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${more}\r\n\r\n`;
	const texts = Object.entries(fields).map(
		([name, value]) =>
			`${part(name, '')}${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
	);
	const head = part(
		field,
		`; filename="${escape(file.fileName)}"\r\nContent-Type: ${file.mimeType.replace(/[\r\n]/g, '')}`,
	);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([
			Buffer.from(`${texts.join('')}${head}`),
			bytes,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]),
	};
}

/** What a browser escapes in the names of a form. */
const escape = (name: string): string =>
	name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

// Written out here: n8n's helper sends no body at all for an empty object.
const json = (body: JsonObject): WrittenBody => ({
	contentType: 'application/json',
	body: JSON.stringify(body),
});

async function readFile({ file, maxBytes }: Upload, load: LoadFile): Promise<Buffer> {
	refuseOversize(file, file.sizeBytes, maxBytes);
	const bytes = file.kind === 'binary' ? await load(file.field) : Buffer.from(file.data, 'base64');
	refuseOversize(file, bytes.length, maxBytes);
	return bytes;
}

function refuseOversize(
	file: FileContent,
	sizeBytes: number | null,
	maxBytes: number | undefined,
): void {
	if (maxBytes === undefined || sizeBytes === null || sizeBytes <= maxBytes) return;
	const size = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;
	throw new Refusal(
		`The file "${file.fileName}" has ${size(sizeBytes)}, and the gateway takes ${size(maxBytes)} here`,
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
