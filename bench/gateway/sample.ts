import { createCipheriv } from 'node:crypto';
import { Digest } from './received';

const CHUNK_BYTES = 64 * 1024;

/** Noise that cannot be compressed, and is the same in every process. */
const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(
	Buffer.alloc(CHUNK_BYTES),
);

/** The pieces of a file of any size. Each begins with its number, so that swapped pieces change the hash. */
export function* sampleFile(bytes: number): Generator<Buffer> {
	for (let start = 0; start < bytes; start += CHUNK_BYTES) {
		const piece = Buffer.from(noise);
		piece.writeUInt32BE(start / CHUNK_BYTES, 0);
		yield piece.subarray(0, Math.min(CHUNK_BYTES, bytes - start));
	}
}

/** The SHA-256 of such a file, in hexadecimal. */
export function sampleHash(bytes: number): string {
	const digest = new Digest();
	for (const piece of sampleFile(bytes)) digest.write(piece);
	return digest.end().sha256;
}
