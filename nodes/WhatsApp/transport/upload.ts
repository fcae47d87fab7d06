import type { FileStream } from '../portable/media';
import { Refusal } from '../portable/refusal';
import { streamOf } from './stream';

/** A file in n8n's store. */
export interface StoredFile {
	readonly sizeBytes: number;
	readonly open: () => Promise<FileStream>;
}

/** The error for a file that n8n's store does not return as it was stored. */
export const unreadableFile = (): Refusal =>
	new Refusal(
		'The file could not be read from the binary data of n8n',
		'Run the node before this one again, so that the file is stored anew.',
	);

/** A way to encode bytes, and how many bytes that makes. */
interface Coding {
	readonly length: (bytes: number) => number;
	readonly encode: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/**
 * Base64 without line breaks: it turns three bytes into four characters, so the rest of a chunk waits for the next one.
 */
export const base64: Coding = {
	length: (bytes) => 4 * Math.ceil(bytes / 3),
	async *encode(chunks) {
		let rest: Buffer = Buffer.alloc(0);
		for await (const chunk of chunks) {
			const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			const whole = bytes.length - (bytes.length % 3);
			rest = bytes.subarray(whole);
			if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
		}
		if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
	},
};

interface Envelope {
	readonly head: Buffer;
	readonly coding: Coding | null;
	readonly tail: Buffer;
}

/** What surrounds a file in a body, and how the file is encoded; null for its plain bytes. */
export const between = (head: Buffer, coding: Coding | null, tail: Buffer): Envelope => ({
	head,
	coding,
	tail,
});

interface StreamedBody {
	readonly body: FileStream;
	readonly contentLength: number;
	readonly fault: () => Refusal | null;
	readonly hasLeft: () => boolean;
	readonly close: () => void;
}

/**
 * A body that reads a file while it is sent. It breaks off if the file's length differs from what n8n reported, so that
 * the gateway never takes half a file for a whole one.
 */
export async function streamed(
	file: StoredFile,
	{ head, coding, tail }: Envelope,
): Promise<StreamedBody> {
	let fault: Refusal | null = null;
	let hasLeft = false;
	const source = await file.open();
	async function* chunks(): AsyncGenerator<Buffer> {
		yield head;
		const whole = counted(source, file.sizeBytes, (refusal) => {
			fault = refusal;
		});
		yield* coding === null ? whole : coding.encode(whole);
		hasLeft = true;
		yield tail;
	}
	const body = streamOf(source, chunks());
	return {
		body,
		contentLength: head.length + (coding?.length(file.sizeBytes) ?? file.sizeBytes) + tail.length,
		fault: () => fault,
		hasLeft: () => hasLeft,
		close: () => {
			body.destroy();
			source.destroy();
		},
	};
}

async function* counted(
	chunks: AsyncIterable<Buffer>,
	sizeBytes: number,
	report: (refusal: Refusal) => void,
): AsyncIterable<Buffer> {
	let bytes = 0;
	try {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			if (bytes > sizeBytes) break;
			yield chunk;
		}
	} catch {
		bytes = -1;
	}
	if (bytes === sizeBytes) return;
	const refusal = unreadableFile();
	report(refusal);
	throw refusal;
}
