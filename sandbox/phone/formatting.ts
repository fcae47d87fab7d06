/** A piece of a text: plain, or in the look that its marks ask for. */
export type Piece = string | { readonly look: Look; readonly pieces: readonly Piece[] };

export type Look = 'bold' | 'italic' | 'strike' | 'code' | 'block' | 'quote';

const LOOKS: ReadonlyMap<string, Look> = new Map([
	['*', 'bold'],
	['_', 'italic'],
	['~', 'strike'],
	['`', 'code'],
]);

const BLOCK = '```';
const LINE_ENDS = /^\n|\n$/g;
const QUOTE = /^> ?(?=\S)/;
const BULLET = /^[*-] (?=\S)/;
const OF_A_WORD = /[\p{L}\p{N}]/u;
const VISIBLE = /\S/;

/**
 * A message as WhatsApp shows it (the marks of its help page "How to format your messages"): `*bold*`, `_italic_`,
 * `~strike~`, `` `code` ``, a block of code between three of these, `> quote` and `- bullet` at the beginning of a
 * line. A mark counts only at the beginning or end of a word, so `snake_case_names` and `2*3*4` stay as they are.
 */
export function formatted(text: string): readonly Piece[] {
	const pieces: Piece[] = [];
	let rest = text;
	for (;;) {
		const start = rest.indexOf(BLOCK);
		const end = start < 0 ? -1 : rest.indexOf(BLOCK, start + BLOCK.length);
		if (end < 0) return joined([...pieces, ...byLine(rest)]);
		const code = rest.slice(start + BLOCK.length, end);
		if (code.trim() === '') {
			pieces.push(...byLine(rest.slice(0, end)));
			rest = rest.slice(end);
		} else {
			pieces.push(...byLine(rest.slice(0, start).replace(/\n$/, '')));
			pieces.push({ look: 'block', pieces: [code.replace(LINE_ENDS, '')] });
			rest = rest.slice(end + BLOCK.length).replace(/^\n/, '');
		}
	}
}

function byLine(text: string): Piece[] {
	const lines = text.split('\n').map(line);
	return joined(lines.flatMap((pieces, i) => (i === 0 ? pieces : ['\n', ...pieces])));
}

function line(text: string): Piece[] {
	if (QUOTE.test(text)) return [{ look: 'quote', pieces: words(text.replace(QUOTE, '')) }];
	if (BULLET.test(text)) return ['• ', ...words(text.replace(BULLET, ''))];
	return words(text);
}

/** Text between two equal marks gets their look, and is searched for the other marks unless it is code. */
function words(text: string, around: readonly Look[] = []): Piece[] {
	const pieces: Piece[] = [];
	let plain = 0;
	for (let start = 0; start < text.length; start++) {
		const look = LOOKS.get(text.charAt(start));
		if (!look || around.includes(look)) continue;
		const end = closing(text, start);
		if (end < 0) continue;
		const inside = text.slice(start + 1, end);
		const inner = look === 'code' ? [inside] : words(inside, [...around, look]);
		pieces.push(text.slice(plain, start), { look, pieces: inner });
		plain = end + 1;
		start = end;
	}
	return joined([...pieces, text.slice(plain)]);
}

/** Where the mark at `start` ends, or -1 if it is none: a mark touches the text it formats, and no word outside. */
function closing(text: string, start: number): number {
	const mark = text.charAt(start);
	const touches = (place: number) =>
		text.charAt(place) !== mark && VISIBLE.test(text.charAt(place));
	if (OF_A_WORD.test(text.charAt(start - 1)) || !touches(start + 1)) return -1;
	for (let end = text.indexOf(mark, start + 2); end >= 0; end = text.indexOf(mark, end + 1)) {
		if (touches(end - 1) && !OF_A_WORD.test(text.charAt(end + 1))) return end;
	}
	return -1;
}

/** Joins adjacent texts, and drops empty ones. */
function joined(pieces: readonly Piece[]): Piece[] {
	const made: Piece[] = [];
	for (const piece of pieces) {
		const last = made.at(-1);
		if (typeof piece === 'string' && typeof last === 'string') made[made.length - 1] = last + piece;
		else if (piece !== '') made.push(piece);
	}
	return made;
}
