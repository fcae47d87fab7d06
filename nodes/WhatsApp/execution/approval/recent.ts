import type { Decision, Question } from './question';

/** As long as n8n may take to note that an execution goes on. In milliseconds. */
const RECENT_MS = 10_000;
const MOST = 1_000;

interface Given {
	readonly answer: string;
	readonly atMs: number;
}

/** What was answered in this process a moment ago, by the tokens of the questions. */
const recent = new Map<string, Given>();

/**
 * Notes an answer, and tells what came before it in the last seconds: n8n refuses the second of two answers at the same
 * moment with an error, which would be all that somebody sees who presses a button twice. After that time n8n tells by
 * itself, and an answer that it did not take can be given again.
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
