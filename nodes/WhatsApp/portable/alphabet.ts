/**
 * Compares names for a list. Not `localeCompare`: its first use in a process loads the rules of a language, which takes
 * longer than all the rest of the nodes' description, and it would sort by the language of the server.
 */
export function byAlphabet(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}
