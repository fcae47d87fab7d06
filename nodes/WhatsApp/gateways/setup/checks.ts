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
/** A check that does not apply, or cannot be decided. */
export const open = (seen: string, nextStep: string | null = null): SetupCheck => ({
	ok: null,
	seen,
	nextStep,
});

/** A check for which the gateway refused the information. */
export const unknownCheck = ({ hint, message }: GatewayProblem): SetupCheck =>
	open(message, hint ?? null);

export const failedCheck = ({ hint, message }: GatewayProblem): SetupCheck =>
	bad(message, hint ?? null);

/** Writes `1 session`, `3 sessions`. */
export const counted = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? '' : 's'}`;

/** Longest list of names in a sentence. */
const MAX_NAMED = 5;

/** Writes `"a", "b" and 3 more`. */
export function quotedNames(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMED).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** Synchronised clocks differ by less than a second, and even a minute does no harm. In seconds. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * How far the clock behind an answer's `Date` header (RFC 9110, whole seconds rounded down) is ahead of n8n's, in
 * seconds; negative if it is behind, null without such a header. Time that the request may have spent in transit does
 * not count.
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
