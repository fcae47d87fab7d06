import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';
import { isObject } from './json';

/**
 * A file that the user gave: behind a URL, as base64 text, or in a binary field of the item. Only the transport reads
 * the bytes of a binary field; until then only name, type and size are known.
 */
export type MediaInput = MediaUrl | FileContent;

export interface MediaUrl {
	readonly kind: 'url';
	readonly url: string;
	readonly fileName: string | null;
	/** Null if nothing tells it. */
	readonly mimeType: string | null;
	/** Which of them the user set to something other than what the address tells. */
	readonly given: { readonly name: boolean; readonly type: boolean };
}

export type FileContent = Base64File | BinaryFile;

export interface Base64File {
	readonly kind: 'base64';
	/** Standard base64 without a data URI prefix and without line breaks. */
	readonly data: string;
	readonly fileName: string;
	readonly mimeType: string;
	readonly sizeBytes: number;
}

export interface BinaryFile {
	readonly kind: 'binary';
	readonly field: FileReference;
	readonly fileName: string;
	readonly mimeType: string;
	/** Null if n8n does not know it before reading the file. */
	readonly sizeBytes: number | null;
}

/**
 * How a parameter refers to a file of n8n: the name of its binary field; a path into the JSON, if the workflow keeps
 * files there; or the file as an expression returns it, for example `{{ $('Webhook').item.binary.data }}`.
 */
export type FileReference = string | IBinaryData;

/** Whether n8n itself accepts it as a file (n8n-workflow 2.41, isBinaryValue). */
export const isFile = (value: unknown): value is IBinaryData =>
	isObject(value) &&
	typeof value.mimeType === 'string' &&
	(typeof value.data === 'string' || typeof value.id === 'string');

/** Bytes as they arrive, as n8n's store accepts and returns them. */
export type FileStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;
