import { median, medianDifference, medianRatio, spread } from '../../bench/statistics';

test.each([
	[[3], 3],
	[[3, 1, 2], 2],
	[[10, 1, 2, 3], 2.5],
	[[], Number.NaN],
])('the median of %j is %d', (values, middle) => {
	expect(median(values)).toBe(middle);
});

test('ratios and differences are taken within each round', () => {
	expect(medianRatio([2, 20, 6], [1, 10, 3])).toBe(2);
	expect(medianDifference([2, 20, 6], [1, 19, 3])).toBe(1);
});

test('a round that only one side has is left out', () => {
	expect(medianRatio([4, 100], [2])).toBe(2);
});

describe('random numbers from a seed', () => {
	const numbers = spread(10_000, 0, 40, 1);

	test('are the same for the same seed and different for another', () => {
		expect(spread(10_000, 0, 40, 1)).toEqual(numbers);
		expect(spread(10_000, 0, 40, 2)).not.toEqual(numbers);
	});

	test('are spread evenly from minimum to maximum', () => {
		const counts = new Map<number, number>();
		for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
		expect([...counts.keys()].sort((a, b) => a - b)).toEqual(
			Array.from({ length: 41 }, (_, i) => i),
		);
		// 244 of each are expected, give or take 15.
		expect(Math.min(...counts.values())).toBeGreaterThan(160);
		expect(Math.max(...counts.values())).toBeLessThan(330);
	});
});
