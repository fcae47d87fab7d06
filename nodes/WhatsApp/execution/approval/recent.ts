import type { Decision, Question } from './question';

/** The time that n8n may take to record that an execution continues, in milliseconds. */
const RECENT_MS = 10_000;
const MOST = 1_000;

interface Given {
	readonly answer: string;
	readonly atMs: number;
}

/** Answers given in this process a moment ago, by the tokens of their questions. */
const recent = new Map<string, Given>();

/**
 * Records an answer, and returns an earlier one of the last seconds: n8n refuses the second of two simultaneous answers
 * with an error, which is all that a person who presses a button twice would see. After that time n8n itself knows, and
 * an answer that it did not take can be given again.
 */
export function claimDecision(
	{ token }: Question,
	answer: Decision,
	nowMs: number,
): 'first' | 'same' | 'another' {
	for (const [known, { atMs }] of recent)
		if (nowMs - atMs > RECENT_MS || recent.size > MOST) recent.delete(known);
	const given = JSON.stringify(answer);
	const before = recent.get(token);
	if (before !== undefined) return before.answer === given ? 'same' : 'another';
	recent.set(token, { answer: given, atMs: nowMs });
	return 'first';
}
