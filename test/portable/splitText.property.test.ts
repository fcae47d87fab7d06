import fc from 'fast-check';
import { splitText } from '../../nodes/WhatsApp/portable/splitText';
import { holds } from '../support/property';

const signsOf = (text: string): string[] =>
	[...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
		({ segment }) => segment,
	);
const withoutSpace = (text: string): string[] => signsOf(text).filter((sign) => sign.trim() !== '');

describe('split text', () => {
	test.each([
		['that is short enough', ' as it is ', 20, [' as it is ']],
		['of paragraphs', 'One one.\n\nTwo two.\n\nThree.', 20, ['One one.\n\nTwo two.', 'Three.']],
		['of lines', 'first line\nsecond line\nthird', 24, ['first line\nsecond line', 'third']],
		['of sentences', 'Who? Me! Then go on with it', 14, ['Who? Me!', 'Then go on', 'with it']],
		['of words', 'alpha beta gamma delta', 12, ['alpha beta', 'gamma delta']],
		['of one long word', 'x'.repeat(25), 10, ['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]],
		['without spaces', '你好吗。我很好。再见', 5, ['你好吗。', '我很好。', '再见']],
		[
			'whose first paragraph is too short for a part',
			'Hi\n\nthis is a long second paragraph',
			20,
			['Hi\n\nthis is a long', 'second paragraph'],
		],
	])('splits a text %s', (_, text, limit, parts) => {
		expect(splitText(text, limit)).toEqual(parts);
	});

	test.each([
		['a link', 'Look at https://example.com/a-long_way?to=go now', 40],
		['bold words', 'This is *very very bold text* here', 22],
		['code', 'Run ```npm run build and wait``` first', 30],
		['a mention', 'Ask @491701234567 about it', 10],
	])('does not split %s', (_, text, limit) => {
		const [whole = ''] = /https?:\S+|\*.*\*|```.*```|@\d+/.exec(text) ?? [];
		expect(splitText(text, Math.max(limit, whole.length))).toContainEqual(
			expect.stringContaining(whole),
		);
	});

	test('splits bold text that is longer than a part at a word', () => {
		expect(splitText('*aaaa bbbb cccc dddd*', 12)).toEqual(['*aaaa bbbb', 'cccc dddd*']);
	});
});

/** Texts with everything that a cut can damage. */
const texts = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				' ',
				'\n',
				'\n\n',
				'\r\n',
				'. ',
				'! ',
				'。',
				'\u00a0',
				'👩‍👩‍👧‍👦',
				'🇩🇪',
				'e\u0301',
				' \u0301',
				'\ud83d\ude00',
				'*bold text*',
				'_it_',
				'```a\nb```',
				'https://example.com/x?y=z',
				'@491701234567',
			),
			fc.string({ unit: 'grapheme', maxLength: 12 }),
			fc.stringMatching(/^[a-z]{1,40}$/),
		),
		{ minLength: 1, maxLength: 60 },
	)
	.map((parts) => parts.join(''));
const limits = fc.integer({ min: 2, max: 80 });
const hasHalfPair = (text: string): boolean => /\p{Cs}/u.test(text);

describe('any text and any limit', () => {
	test('the parts together are the text, except for white space at the cuts', () => {
		holds([texts, limits], (text, limit) => {
			const parts = splitText(text, limit);
			let rest = text;
			for (const part of parts) {
				const at = rest.indexOf(part);
				expect(rest.slice(0, at).trim()).toBe('');
				rest = rest.slice(at + part.length);
			}
			expect(rest.trim()).toBe('');
		});
	});

	test('no part is longer than the limit or blank', () => {
		holds([texts, limits], (text, limit) => {
			const parts = splitText(text, limit);
			if (parts.length < 2) return;
			for (const part of parts) {
				expect(part.length).toBeLessThanOrEqual(limit);
				expect(withoutSpace(part)).not.toEqual([]);
			}
		});
	});

	test('no character is split unless it exceeds the limit, and no surrogate pair ever', () => {
		holds([texts, limits], (text, limit) => {
			const parts = splitText(text, limit);
			expect(parts.some(hasHalfPair)).toBe(hasHalfPair(text));
			if (signsOf(text).every((sign) => sign.length <= limit))
				expect(parts.flatMap(withoutSpace)).toEqual(withoutSpace(text));
		});
	});

	test('a link that fits into a part is not split', () => {
		const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 5, maxLength: 60 });
		holds([words, fc.nat(), fc.integer({ min: 40, max: 90 })], (before, place, limit) => {
			const link = 'https://example.com/offers?of=today';
			const at = place % before.length;
			const text = [...before.slice(0, at), link, ...before.slice(at)].join(' ');
			expect(splitText(text, limit).filter((part) => part.includes(link))).toHaveLength(1);
		});
	});
});
