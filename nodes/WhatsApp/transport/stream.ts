import type { FileStream } from '../portable/media';

interface StreamClass {
	from(chunks: AsyncIterable<Buffer>): FileStream;
}

const isStreamClass = (value: object): value is StreamClass =>
	'from' in value && typeof value.from === 'function';

/**
 * A stream of what is made out of another one while it is read. A community node may not import Node's class, so it is
 * taken from the other stream. (Node's own `compose` ends the process when the source breaks before anybody reads.)
 * Whoever reads either stream hears of its errors; where nobody does, they must not end n8n. Whoever closes it, read or
 * not, closes the other one with it.
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
