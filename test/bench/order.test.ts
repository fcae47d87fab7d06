import { countLate } from '../../bench/order';

/** What arrived, as chat and index, and how many of them were late. */
test.each([
	['nothing', [], 0],
	['one chat in order', ['a0', 'a1', 'a2'], 0],
	['two chats that overtake each other', ['b1', 'a0', 'b3', 'a2'], 0],
	['one item behind two later ones', ['a1', 'a2', 'a0'], 1],
	['two items behind a later one', ['a2', 'a0', 'a1'], 2],
	['a chat the wrong way round', ['a3', 'a2', 'a1', 'a0'], 3],
	['one late item in each of two chats', ['a2', 'b3', 'a0', 'b1'], 2],
])('counts late items: %s', (_, sightings, late) => {
	const seen = sightings.map((text) => ({ lane: text.charAt(0), index: Number(text.slice(1)) }));
	expect(countLate(seen)).toBe(late);
});
