import type { SetupCheck } from '../../portable/shapes';
import { bad, good, open } from './check';
import type { Diagnosis } from './surroundings';

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
