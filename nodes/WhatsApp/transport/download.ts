import type { FileStream } from '../portable/media';
import { toError } from '../portable/problem';
import { streamOf } from './stream';
import { watchProgress } from './watchdog';

/** Largest answer held in memory, in bytes: a WARest tool returns a file of 50 MB as base64 in JSON. */
export const MAX_ANSWER_BYTES = 100 * 1_048_576;
/** Largest file taken into n8n's store, in bytes: the most that WARest accepts. */
export const MAX_FILE_BYTES = 2_048 * 1_048_576;

/** An answer that exceeds the size limit. */
export class TooLarge extends Error {
	constructor(readonly maxBytes: number) {
		super(`more than ${maxBytes} bytes`);
	}
}

interface Bounds {
	readonly maxBytes: number;
	/** Longest time without a byte, in milliseconds. */
	readonly stallMs: number;
}

/**
 * The bytes of an answer as they arrive.
 * @throws TooLarge, Stalled, or what broke the connection
 */
async function* bounded(stream: FileStream, { maxBytes, stallMs }: Bounds): AsyncGenerator<Buffer> {
	let bytes = 0;
	const guard = watchProgress(stallMs, (error) => stream.destroy(error));
	try {
		for await (const chunk of stream) {
			guard.alive();
			bytes += chunk.length;
			if (bytes > maxBytes) throw new TooLarge(maxBytes);
			yield chunk;
		}
	} finally {
		guard.done();
	}
}

/** A stream that ends with an error when it grows too large or stalls. */
export const boundedStream = (stream: FileStream, bounds: Bounds): FileStream =>
	streamOf(stream, bounded(stream, bounds));

/**
 * What arrived of an answer, and whether it is complete.
 * @throws TooLarge
 */
export async function readAll(
	stream: FileStream,
	bounds: Bounds,
): Promise<{ bytes: Buffer; broken: Error | null }> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of bounded(stream, bounds)) chunks.push(chunk);
	} catch (error) {
		if (error instanceof TooLarge) throw toError(error);
		return { bytes: Buffer.concat(chunks), broken: toError(error) };
	}
	return {
		bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
		broken: null,
	};
}
