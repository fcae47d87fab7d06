import { createHmac, timingSafeEqual } from 'crypto';

/**
 * True when `hex` is the HMAC of the bytes, compared in constant time. Anything that is no such text is just wrong.
 * @param algorithm as Node.js names it, for example sha512
 */
export function isHmac(hex: string, algorithm: string, key: string, bytes: Buffer): boolean {
	const expected = createHmac(algorithm, key).update(bytes).digest();
	// Buffer.from drops what is no hex digit, so only the whole text counts.
	if (hex.length !== expected.length * 2 || !/^[0-9a-f]*$/i.test(hex)) return false;
	return timingSafeEqual(Buffer.from(hex, 'hex'), expected);
}
