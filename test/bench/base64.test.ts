import { Base64Decoder } from '../../bench/gateway/base64';

const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, i) => (i * 7) % 256));

/** Decodes a text that comes in pieces of this length. */
function decode(text: string, length: number): Buffer {
	const decoder = new Base64Decoder();
	const decoded: Buffer[] = [];
	for (let start = 0; start < text.length; start += length)
		decoded.push(decoder.push(Buffer.from(text.slice(start, start + length))));
	decoder.end();
	return Buffer.concat(decoded);
}

test.each([1, 2, 3, 4, 5, 64, 10_000])(
	'base64 in pieces of %d characters decodes to the same bytes',
	(length) => {
		for (const end of [997, 998, 999, 1_000]) {
			const part = bytes.subarray(0, end);
			expect(decode(part.toString('base64'), length).equals(part)).toBe(true);
		}
	},
);

test.each([
	['breaks off', 'QUJD'.repeat(3) + 'QU', 'breaks off'],
	['has a character that is none', 'QU!D', 'something else'],
	['has a line break', 'QUJD\nQUJD\nQU', 'something else'],
	['goes on behind its padding', 'QQ==QUJD', /something else|goes on/],
])('base64 that %s is refused', (_, text, message) => {
	for (const length of [1, 4, 100]) expect(() => decode(text, length)).toThrow(message);
});
