import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';
import { isObject } from './json';

/**
 * A file that a person gave: something behind a URL, base64 text, or a binary field of the item.
 * Only the transport reads the bytes of a binary field; until then it is known by name, type and size.
 */
export type MediaInput = MediaUrl | FileContent;

export interface MediaUrl {
	readonly kind: 'url';
	readonly url: string;
	readonly fileName: string | null;
	/** Null when the person left it to be found out. */
	readonly mimeType: string | null;
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
	/** Null when n8n does not know it before the file is read. */
	readonly sizeBytes: number | null;
}

/**
 * What a parameter names a file of n8n by: its binary field; where the workflow keeps files in the JSON of items, a path
 * there; or the file as an expression gives it, for example `{{ $('Webhook').item.binary.data }}`.
 */
export type FileReference = string | IBinaryData;

/** What n8n itself takes for a file (n8n-workflow 2.41, isBinaryValue). */
export const isFile = (value: unknown): value is IBinaryData =>
	isObject(value) &&
	typeof value.mimeType === 'string' &&
	(typeof value.data === 'string' || typeof value.id === 'string');

/** Bytes while they arrive, as n8n's store takes and gives them. */
export type FileStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** File endings of common MIME types, for files that come without a name. */
const ENDINGS: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/gif': 'gif',
	'image/svg+xml': 'svg',
	'video/mp4': 'mp4',
	'audio/ogg': 'ogg',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
	'text/csv': 'csv',
	'text/vcard': 'vcf',
	'application/zip': 'zip',
	'application/json': 'json',
};

/** MIME type without parameters, lower case. */
export const bareMimeType = (mimeType: string): string =>
	mimeType.split(';')[0]?.trim().toLowerCase() ?? '';

/** A name for a file that has none: WhatsApp shows "untitled" otherwise. */
export const fileNameFor = (mimeType: string, stem = 'file'): string =>
	`${stem}.${ENDINGS[bareMimeType(mimeType)] ?? 'bin'}`;

/** The MIME type a file name promises; null for an unknown ending. */
export function mimeTypeFor(fileName: string): string | null {
	const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
	if (ending === 'jpeg') return 'image/jpeg';
	if (ending === 'oga' || ending === 'opus') return 'audio/ogg';
	return Object.entries(ENDINGS).find(([, known]) => known === ending)?.[0] ?? null;
}
