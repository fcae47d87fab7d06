import { tryToParseDateTime, WAIT_INDEFINITELY } from 'n8n-workflow';
import type { WaitLimit } from '../../operations/message/asking';
import { Refusal } from '../../portable/refusal';
import { momentIn } from '../../portable/time';

/** A number of seconds or milliseconds, as text. */
const NUMBER = /^\d+$/;

/**
 * When n8n continues without an answer; a duration counts from when the question was sent. All times are in
 * milliseconds since 1970.
 * @param timezone of the workflow, for a date that names none
 * @throws Refusal for a time in the past, because nobody could answer
 */
export function waitTill(
	limit: WaitLimit | undefined,
	timezone: string,
	nowMs: number,
): (sentMs: number) => Date {
	if (limit === undefined) return () => WAIT_INDEFINITELY;
	if ('forMs' in limit) return (sentMs) => new Date(sentMs + limit.forMs);
	const till = momentOf(limit.until, timezone);
	if (till !== null && till > nowMs) return () => new Date(till);
	throw new Refusal(
		till === null
			? 'Max Date and Time of Limit Wait Time cannot be read'
			: 'Max Date and Time of Limit Wait Time is past, so nobody could answer',
		`Pick a moment to come, or give it as in 2026-12-31T18:00:00. The time zone of the workflow is ${timezone}.`,
	);
}

/** In milliseconds since 1970. */
function momentOf(value: unknown, timezone: string): number | null {
	if (typeof value !== 'string' || NUMBER.test(value.trim())) return momentIn(value);
	try {
		return tryToParseDateTime(value, timezone).toMillis();
	} catch {
		return null;
	}
}
