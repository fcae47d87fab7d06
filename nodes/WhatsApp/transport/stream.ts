import type { FileStream } from '../portable/media';

interface StreamClass {
	from(chunks: AsyncIterable<Buffer>): FileStream;
}

const isStreamClass = (value: object): value is StreamClass =>
	'from' in value && typeof value.from === 'function';

/**
 * A stream of chunks that are made from another stream while it is read. A community node may not import Node's class,
 * so the class is taken from the source. (Node's own `compose` ends the process when the source breaks before anybody
 * reads.) The reader of either stream hears of its errors; without a reader they must not end n8n. Closing this stream,
 * read or not, closes the source.
 */
export function streamOf(source: FileStream, chunks: AsyncIterable<Buffer>): FileStream {
	const streams: object = source.constructor;
	if (!isStreamClass(streams)) throw new TypeError('n8n gave a stream of an unknown kind');
	source.on('error', () => undefined);
	return streams
		.from(chunks)
		.on('error', () => undefined)
		.once('close', () => source.destroy());
}
