/** Joins names for a sentence: "A", "A and B", "A, B and C". */
export function inWords(names: readonly string[], conjunction: 'and' | 'or'): string {
	const [last = '', ...before] = [...names].reverse();
	return before.length === 0 ? last : `${before.reverse().join(', ')} ${conjunction} ${last}`;
}
