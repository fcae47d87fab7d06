import fc from 'fast-check';
import { path } from '../../nodes/WhatsApp/gateways/shared/path';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { holds } from '../support/property';

/** Parts of ids that could lead to another path. */
const PIECES = [
	'.',
	'..',
	'/',
	'\\',
	'%2e',
	'%2E',
	'%2f',
	'%5C',
	'?',
	'#',
	';',
	' ',
	'\n',
	'a',
	'@',
];

const ids = fc.oneof(
	fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join('')),
	fc.string({ unit: 'binary' }),
	// Half of a surrogate pair is not a character, and cannot be written in an address.
	fc.constantFrom('\ud800', 'a\udc00', 'x'.repeat(257)),
);

/** Null for a refused id. */
function written(id: string): string | null {
	try {
		return path`/api/${id}/messages/${'1'}`;
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}

test('an ID in a path stays a single path segment, or is refused', () => {
	holds([ids], (id) => {
		const found = written(id);
		if (found === null) return;
		const { pathname, search, hash } = new URL(found, 'http://gateway');
		expect([search, hash]).toEqual(['', '']);
		const [, api, step = '', ...rest] = pathname.split('/');
		expect([api, decodeURIComponent(step), ...rest]).toEqual(['api', id, 'messages', '1']);
	});
});

test.each(['', '.', '..', '../x', 'a/b', 'a\\b', '%2e%2e', 'a%2Fb', 'a\nb', '\ud800'])(
	'refuses %j as an ID in a path',
	(id) => {
		expect(written(id)).toBeNull();
	},
);

test.each(['false_491701234567@c.us_3EB0', 'a.b', '...x', 'ä ö?#'])(
	'encodes %j in a path',
	(id) => {
		expect(written(id)).toBe(`/api/${encodeURIComponent(id)}/messages/1`);
	},
);
