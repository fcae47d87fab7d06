import { createHash, createHmac, timingSafeEqual } from 'crypto';
import { numberAt, type Json } from '../../portable/json';
import { momentIn } from '../../portable/time';

/**
 * The time inside a signed body, in milliseconds since 1970; null if it has none. A number that is not a valid time is
 * kept as it is, so that it is refused.
 */
export function signedAt(body: Json, name: string): number | null {
	const told = numberAt(body, name);
	return told === null ? null : (momentIn(told) ?? told);
}

/**
 * Whether `hex` is the HMAC of the bytes, compared in constant time. Anything that is not such a text is simply wrong.
 * @param algorithm as Node.js names it, for example sha512
 */
export function isHmac(hex: string, algorithm: string, key: string, bytes: Buffer): boolean {
	const expected = createHmac(algorithm, key).update(bytes).digest();
	// Buffer.from stops at a character that is not a hex digit, so the whole text is checked first.
	if (hex.length !== expected.length * 2 || !/^[0-9a-f]*$/i.test(hex)) return false;
	return timingSafeEqual(Buffer.from(hex, 'hex'), expected);
}

/** Whether the given secret is correct, compared in constant time whatever its length. An empty secret never is. */
export function isSecret(given: string, secret: string): boolean {
	const [one, other] = [given, secret].map((text) => createHash('sha256').update(text).digest());
	return secret !== '' && one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
