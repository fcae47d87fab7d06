import type { JsonObject } from '../../http/json';
import { fromText, type Source } from '../bytes';
import type { WarestCall } from '../context';
import { failure } from '../envelopes';
import { firstGiven } from '../fields';
import { bareType, sniffed, UNKNOWN_TYPE } from '../mime';
import { missing, unexplained } from './envelope';

const MAX_BYTES = 1024 * 1024 * 1024;

/** The file of a send; its type is the declared one, or else that of its first bytes. */
export interface SentFile extends Source {
	mimeType: string;
	/** The text in which the file was given; null for an upload. */
	text: string | null;
}

/**
 * An upload under one of the names, or else the first upload, or else a text under one of the names (v0.3.44,
 * observed).
 */
export async function readFile(
	call: WarestCall,
	fields: JsonObject,
	names: string[],
	tooLargeCode: number,
): Promise<SentFile> {
	const upload = call.uploads.find(({ field }) => names.includes(field)) ?? call.uploads[0];
	const text = upload ? null : textOf(fields, names);
	const source = upload ?? (await fromText(text ?? ''));
	// The answer for a file that cannot be downloaded is a guess.
	if (!source) throw unexplained();
	if (source.data.length > MAX_BYTES)
		throw failure('messages', 413, tooLargeCode, 'File is too large');
	return { ...source, mimeType: typeOf(source), text };
}

function textOf(fields: JsonObject, names: string[]): string {
	const value = firstGiven(fields, names);
	if (typeof value !== 'string') throw missing(names[0] ?? 'file');
	return value;
}

/** The declared type takes precedence over the first bytes. */
export function typeOf({ data, mimeType }: Source): string {
	return mimeType ?? sniffed(data) ?? UNKNOWN_TYPE;
}

/** Refuses what the route does not send: octet-stream never counts as something better. */
export function requireType(mimeType: string, isAccepted: (bare: string) => boolean): void {
	if (!isAccepted(bareType(mimeType)))
		throw failure('messages', 415, 2007, `Unsupported media type: ${bareType(mimeType)}`);
}
