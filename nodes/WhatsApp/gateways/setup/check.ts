import type { GatewayProblem } from '../../portable/problem';
import type { SetupCheck } from '../../portable/shapes';

export const good = (seen: string, nextStep: string | null = null): SetupCheck => ({
	ok: true,
	seen,
	nextStep,
});
export const bad = (seen: string, nextStep: string | null): SetupCheck => ({
	ok: false,
	seen,
	nextStep,
});
/** Nothing to judge, or nobody can. */
export const open = (seen: string, nextStep: string | null = null): SetupCheck => ({
	ok: null,
	seen,
	nextStep,
});

/** What a gateway would not tell. */
export const untold = ({ hint, message }: GatewayProblem): SetupCheck =>
	open(message, hint ?? null);

export const failed = ({ hint, message }: GatewayProblem): SetupCheck => bad(message, hint ?? null);

/** `1 session`, `3 sessions`. */
export const counted = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? '' : 's'}`;

/** Longest list of names in a sentence. */
const MAX_NAMED = 5;

/** `"a", "b" and 3 more`. */
export function named(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMED).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
