import type { GatewayProblem } from '../../portable/problem';
import type { SetupCheck, LimitLeft } from '../../portable/shapes';
import type { Diagnosis } from './survey';

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
export const unknownCheck = ({ hint, message }: GatewayProblem): SetupCheck =>
	open(message, hint ?? null);

export const failedCheck = ({ hint, message }: GatewayProblem): SetupCheck =>
	bad(message, hint ?? null);

/** `1 session`, `3 sessions`. */
export const counted = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? '' : 's'}`;

/** Longest list of names in a sentence. */
const MAX_NAMED = 5;

/** `"a", "b" and 3 more`. */
export function quotedNames(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMED).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** Clocks of servers that ask for the time differ by less than a second; a minute harms nobody. In seconds. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * How far the clock behind the `Date` of an answer (RFC 9110, whole seconds rounded down) is ahead of n8n's, in seconds;
 * negative for one that is behind, null without such a date. What the request may have taken on its way counts as none.
 */
export function clockSkewSeconds({ answer, askedAt, answeredAt }: Diagnosis): number | null {
	const date = Date.parse(answer.headers.date ?? '');
	if (Number.isNaN(date)) return null;
	if (date > answeredAt) return Math.round((date - answeredAt) / 1000);
	const latest = date + 1000;
	return latest < askedAt ? -Math.round((askedAt - latest) / 1000) : 0;
}

export function checkClock(skewSeconds: number | null): SetupCheck {
	if (skewSeconds === null) return open('The gateway does not tell its time');
	const tolerated = `up to ${CLOCK_TOLERANCE_SECONDS} s do no harm`;
	const apart = Math.abs(skewSeconds);
	if (apart === 0) return good('The clock of the gateway agrees with that of n8n');
	const seen = `The clock of the gateway is ${apart} s ${skewSeconds > 0 ? 'ahead of' : 'behind'} that of n8n; ${tolerated}`;
	return apart <= CLOCK_TOLERANCE_SECONDS
		? good(seen)
		: bad(
				seen,
				'Let both computers take their time from a time server (NTP). The trigger refuses events whose time is too far from that of n8n.',
			);
}

const NAMES: Readonly<Record<LimitLeft['name'], string>> = {
	rateLimit: 'the rate limit',
	quota: 'the quota',
};

const left = ({ limit, name, remaining, resetsInSeconds }: LimitLeft): string =>
	`${remaining}${limit === null ? '' : ` of ${limit}`} left of ${NAMES[name]} for ${resetsInSeconds} s`;

export function checkLimits(limits: readonly LimitLeft[], gatewayName: string): SetupCheck {
	if (limits.length === 0) return open(`${gatewayName} tells of no limits`);
	const seen = limits.map(left).join(', ');
	const used = limits.filter(({ remaining }) => remaining <= 0);
	if (used.length === 0) return good(seen);
	const seconds = Math.max(...used.map(({ resetsInSeconds }) => resetsInSeconds));
	return bad(seen, `Wait ${seconds} seconds, or raise the limit on the server.`);
}
