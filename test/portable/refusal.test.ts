import { quote } from '../../nodes/WhatsApp/portable/refusal';

test.each([
	['plain', '"plain"'],
	['a\u200bb', '"a[U+200B]b"'],
	['\u202a+49\u202c', '"[U+202A]+49[U+202C]"'],
	['tab\tand\nline', '"tab[U+0009]and[U+000A]line"'],
	['half \ud800', '"half [U+D800]"'],
	['1\ufe0f', '"1[U+FE0F]"'],
	['family 👨‍👩‍👧 ❤️', '"family 👨‍👩‍👧 ❤️"'],
	['x'.repeat(60), `"${'x'.repeat(60)}"`],
	['x'.repeat(61), `"${'x'.repeat(57)}..."`],
	['😀'.repeat(61), `"${'😀'.repeat(57)}..."`],
	[{ id: 1 }, '"{"id":1}"'],
	[undefined, '"nothing"'],
])('quotes %j as %s', (value, quoted) => {
	expect(quote(value)).toBe(quoted);
});
