import fc from 'fast-check';
import { formatted, type Piece } from '../../sandbox/phone/formatting';
import { holds } from '../support/property';

const TAGS = { bold: 'b', italic: 'i', strike: 's', code: 'code', block: 'pre', quote: 'q' };

/** As markup, which is short to write; the page builds elements and never uses markup. */
const shown = (pieces: readonly Piece[]): string =>
	pieces
		.map((piece) => {
			if (typeof piece === 'string') return piece;
			const tag = TAGS[piece.look];
			return `<${tag}>${shown(piece.pieces)}</${tag}>`;
		})
		.join('');

const plain = (pieces: readonly Piece[]): string =>
	pieces.map((piece) => (typeof piece === 'string' ? piece : plain(piece.pieces))).join('');

test.each([
	['*bold* _italic_ ~strike~ `code`', '<b>bold</b> <i>italic</i> <s>strike</s> <code>code</code>'],
	['*bold and _both_*', '<b>bold and <i>both</i></b>'],
	['_*~all~*_', '<i><b><s>all</s></b></i>'],
	['(*bold*), "_italic_"!', '(<b>bold</b>), "<i>italic</i>"!'],
	['*two words* and *two more*', '<b>two words</b> and <b>two more</b>'],
	['`*literal*`', '<code>*literal*</code>'],
	['```one\ntwo```', '<pre>one\ntwo</pre>'],
	['see:\n```\n*a*\n  b\n```\ndone', 'see:<pre>*a*\n  b</pre>done'],
	['> said *before*\nnow', '<q>said <b>before</b></q>\nnow'],
	['- one\n* _two_', '• one\n• <i>two</i>'],
	['*Ä* *5* *é*', '<b>Ä</b> <b>5</b> <b>é</b>'],
])('%j is formatted as in WhatsApp', (text, markup) => {
	expect(shown(formatted(text))).toBe(markup);
});

test.each([
	'snake_case_name',
	'2*3*4 = 24',
	'5 * 3 * 2',
	'so * not bold*',
	'*not bold *',
	'*over\ntwo lines*',
	'**',
	'``',
	'``````',
	'```never closed',
	'a > b',
	'-5 - 3',
	'',
])('%j stays unformatted', (text) => {
	expect(shown(formatted(text))).toBe(text);
});

const MARKS = /[*_~`>\-•\s]/g;

test('formatting removes nothing but formatting characters from any text', () => {
	const texts = fc
		.array(
			fc.oneof(
				fc.constantFrom('*', '_', '~', '`', '```', '\n', '> ', '- ', ' ', '<b>', 'a', 'é', '7'),
				fc.string({ unit: 'binary', maxLength: 4 }),
			),
			{ maxLength: 30 },
		)
		.map((parts) => parts.join(''));
	holds([texts], (text) => {
		expect(plain(formatted(text)).replace(MARKS, '')).toBe(text.replace(MARKS, ''));
	});
});

test('nested marks around a word apply all their formats in any order', () => {
	const looks = { '*': 'bold', _: 'italic', '~': 'strike' };
	const order = fc.shuffledSubarray(Object.entries(looks), { minLength: 1 });
	const words = fc.stringMatching(/^[a-zäß0-9]([a-z ]{0,8}[a-z])?$/);
	holds([order, words], (marks, word) => {
		const around = marks.map(([mark]) => mark);
		const text = `${around.join('')}${word}${[...around].reverse().join('')}`;
		const wanted = marks.reduceRight<Piece>(
			(inner, [, look]) => ({ look, pieces: [inner] }) as Piece,
			word,
		);
		expect(formatted(text)).toEqual([wanted]);
	});
});

test('a text of 40,000 formatting characters is parsed', () => {
	// Each mark closes at its next occurrence, four characters later; the three between have no partner inside.
	const found = shown(formatted('*_~`'.repeat(10_000)));
	const once = '<b>_~`</b><i>~`*</i><s>`*_</s><code>*_~</code>';
	expect(found === once.repeat(2_000)).toBe(true);
});
