import { sleepWithAbort } from 'n8n-workflow';
import type { FileStream } from '../portable/media';
import { toError } from '../portable/problem';
import { streamOf } from './stream';

/** Largest answer that is held in memory, in bytes: a WARest tool gives a file of 50 MB as base64 in JSON. */
export const MAX_ANSWER_BYTES = 100 * 1_048_576;
/** Largest file that is taken into n8n's store, in bytes: what WARest takes at most. */
export const MAX_FILE_BYTES = 2_048 * 1_048_576;

/** An answer that is larger than is taken. */
export class TooLarge extends Error {
	constructor(readonly maxBytes: number) {
		super(`more than ${maxBytes} bytes`);
	}
}

/** An answer of which nothing came for longer than the time-out. */
export class Stalled extends Error {
	readonly code = 'ETIMEDOUT';
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
async function* bounded(
	source: AsyncIterable<Buffer>,
	destroy: (error: Error) => void,
	{ maxBytes, stallMs }: Bounds,
): AsyncGenerator<Buffer> {
	let bytes = 0;
	const done = new AbortController();
	void watch(() => bytes, stallMs, done.signal, destroy);
	try {
		for await (const chunk of source) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new TooLarge(maxBytes);
			yield chunk;
		}
	} finally {
		done.abort();
	}
}

/** Looks whether more has come since the last look; a stream that stands still is ended. */
async function watch(
	count: () => number,
	stallMs: number,
	done: AbortSignal,
	destroy: (error: Error) => void,
): Promise<void> {
	let before = -1;
	while (count() !== before) {
		before = count();
		try {
			await sleepWithAbort(stallMs, done);
		} catch {
			return;
		}
	}
	destroy(new Stalled('the answer stands still'));
}

/** A stream that ends with an error when it grows too large or stands still. */
export const boundedStream = (stream: FileStream, bounds: Bounds): FileStream =>
	streamOf(
		stream,
		bounded(stream, (error) => stream.destroy(error), bounds),
	);

/**
 * What arrived of an answer, and whether that is all of it.
 * @throws TooLarge
 */
export async function readAll(
	stream: FileStream,
	bounds: Bounds,
): Promise<{ bytes: Buffer; broken: Error | null }> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of bounded(stream, (error) => stream.destroy(error), bounds))
			chunks.push(chunk);
	} catch (error) {
		if (error instanceof TooLarge) throw toError(error);
		return { bytes: Buffer.concat(chunks), broken: toError(error) };
	}
	return {
		bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
		broken: null,
	};
}
