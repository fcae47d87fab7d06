/**
 * Splits a text into parts of a length that people read in a chat: between paragraphs if that leaves no part too short,
 * else between lines, sentences, words, and only then inside a word. No part ends inside a link, a mention or formatted
 * text unless that alone is longer than a part, and never inside a visible character.
 * @param limit most UTF-16 units of a part, at least 2
 * @returns the text itself if it is short enough; else its parts in order, without the white space between them
 */
export function splitText(text: string, limit: number): string[] {
	if (text.length <= limit) return [text];
	const places = placesIn(text);
	const parts: string[] = [];
	let start = nextSign(places, 0, text);
	while (start < text.length) {
		const end = text.length - start <= limit ? text.length : bestEnd(places, start, limit, text);
		parts.push(text.slice(start, endOfSigns(places, start, end)));
		start = nextSign(places, end, text);
	}
	return parts;
}

/** How good a place is for a cut, from best to worst. */
const RANKS = ['paragraph', 'line', 'sentence', 'word', 'sign'] as const;
type Rank = (typeof RANKS)[number];

/** A place between two visible characters. */
interface Place {
	/** Position of the character after it, in UTF-16 units. */
	readonly at: number;
	readonly rank: Rank;
	/** Inside a link, a mention or formatted text. */
	readonly isInside: boolean;
	/** White space follows. */
	readonly isBlank: boolean;
}

/** A part has at least this share of the limit, if necessary by cutting at a worse place. */
const LEAST_SHARE = 0.25;

/** Links, mentions, and WhatsApp's formatting: ```code```, `code`, *bold*, _italic_, ~struck~. */
const TOGETHER =
	/https?:\/\/\S+|@\d+|```[^]+?```|(?<![\p{L}\p{N}])(?:`[^`\n]+`|\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~)(?![\p{L}\p{N}])/gu;

const SENTENCE_END = /[.!?…؟。！？][)"'\]»”’*_~]*$/u;
/** Ends a sentence although no space follows. */
const FULL_WIDTH_END = /[。！？]$/u;

function placesIn(text: string): Place[] {
	const inside = insideOf(text);
	const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
	let wasBlank = true;
	return signs.map(({ index, segment }): Place => {
		const isBlank = segment.trim() === '';
		const isBreak = isBlank && !wasBlank;
		wasBlank = isBlank;
		return {
			at: index,
			rank: isBreak ? rankOfSpace(text, index) : rankInside(text, index),
			isInside: inside(index),
			isBlank,
		};
	});
}

/** Tells whether a place is inside a link, a mention or formatted text; called for places from first to last. */
function insideOf(text: string): (at: number) => boolean {
	const runs = [...text.matchAll(TOGETHER)].map(({ 0: run, index }) => ({
		from: index,
		to: index + run.length,
	}));
	let next = 0;
	return (at) => {
		while ((runs[next]?.to ?? Infinity) <= at) next++;
		return (runs[next]?.from ?? Infinity) < at;
	};
}

const before = (text: string, at: number): string => text.slice(Math.max(0, at - 8), at);

function rankOfSpace(text: string, at: number): Rank {
	const [space = ''] = /^\s*/.exec(text.slice(at, at + 64)) ?? [];
	const lines = space.split('\n').length - 1;
	if (lines > 1) return 'paragraph';
	if (lines === 1) return 'line';
	return SENTENCE_END.test(before(text, at)) ? 'sentence' : 'word';
}

const rankInside = (text: string, at: number): Rank =>
	FULL_WIDTH_END.test(before(text, at)) ? 'sentence' : 'sign';

/** Where the part that begins at `start` ends. */
function bestEnd(places: readonly Place[], start: number, limit: number, text: string): number {
	const within = between(places, start, start + limit);
	const least = start + limit * LEAST_SHARE;
	const isLong = ({ at }: Place): boolean => at >= least;
	const isWhole = ({ isInside }: Place): boolean => !isInside;
	const isSpace = ({ rank }: Place): boolean => rank !== 'sign';
	const wishes: ReadonlyArray<(place: Place) => boolean> = [
		...RANKS.map(
			(rank) => (place: Place) => place.rank === rank && isWhole(place) && isLong(place),
		),
		(place) => isSpace(place) && isWhole(place),
		(place) => isSpace(place) && isLong(place),
		({ isBlank }) => !isBlank,
	];
	for (const wish of wishes) {
		const found = last(within, wish);
		if (found !== undefined) return found.at;
	}
	// One character that is longer than a part, such as a letter with a heap of accents.
	return start + limit - (isPair(text, start + limit) ? 1 : 0);
}

function last(places: readonly Place[], test: (place: Place) => boolean): Place | undefined {
	for (let index = places.length - 1; index >= 0; index--) {
		const place = places[index];
		if (place !== undefined && test(place)) return place;
	}
	return undefined;
}

const isPair = (text: string, at: number): boolean =>
	/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

/** The places after one and up to another, found by binary search because a text may have many parts. */
const between = (places: readonly Place[], after: number, upTo: number): readonly Place[] =>
	places.slice(indexFrom(places, after + 1), indexFrom(places, upTo + 1));

function indexFrom(places: readonly Place[], at: number): number {
	let [low, high] = [0, places.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((places[middle]?.at ?? Infinity) < at) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The end of the white space at a place. */
function nextSign(places: readonly Place[], from: number, text: string): number {
	let index = indexFrom(places, from);
	// Inside a character that had to be cut.
	if ((places[index]?.at ?? text.length) !== from) return from;
	while (places[index]?.isBlank === true) index++;
	return places[index]?.at ?? text.length;
}

/** The end of a part without its trailing white space. */
function endOfSigns(places: readonly Place[], start: number, end: number): number {
	let index = indexFrom(places, end) - 1;
	let at = end;
	for (
		let place = places[index];
		place?.isBlank === true && place.at > start;
		place = places[--index]
	)
		at = place.at;
	return at;
}
