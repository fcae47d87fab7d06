import { createHash, createHmac, timingSafeEqual } from 'crypto';
import { numberAt, type Json } from '../../portable/json';
import { momentIn } from '../../portable/time';

/**
 * The time inside a signed body, in milliseconds since 1970; null when it has none. A number that is no time stays what it
 * is, so that it is refused.
 */
export function signedAt(body: Json, name: string): number | null {
	const told = numberAt(body, name);
	return told === null ? null : (momentIn(told) ?? told);
}

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

/** True when a secret was given as it is, compared in constant time whatever its length. No secret is nobody's. */
export function isSecret(given: string, secret: string): boolean {
	const [one, other] = [given, secret].map((text) => createHash('sha256').update(text).digest());
	return secret !== '' && one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
