import { at, isObject, type Json } from './json';

/** The times that a message, a chat or a filter can have: from 2000 to the end of 2099, in milliseconds since 1970. */
const FIRST = Date.UTC(2000, 0);
const AFTER_LAST = Date.UTC(2100, 0);

/**
 * Units of times since 1970: seconds, milliseconds, microseconds, nanoseconds. No number is a time of this century in
 * two of them.
 */
const PER_MILLISECOND = [1e-3, 1, 1e3, 1e6];

/** A number as text. */
const NUMBER = /^[+-]?\d+(\.\d+)?(e\+?\d+)?$/i;

const inCentury = (milliseconds: number): number | null =>
	milliseconds >= FIRST && milliseconds < AFTER_LAST ? milliseconds : null;

/**
 * A time in milliseconds since 1970, from any form in which gateways and people write it: a number in any unit, also as
 * text, a protobuf long integer (`{ low, high }`) or timestamp (`{ seconds, nanos }`), text in ISO 8601 or in the
 * format of mail and HTTP, a date of JavaScript or luxon. Without a zone it is UTC, wherever n8n runs.
 * @returns null if it is not a time, or not of this century; the year 1 (whatsmeow) and 0 stand for "unknown"
 */
export function momentIn(value: unknown): number | null {
	if (typeof value === 'number' || typeof value === 'bigint') return ofNumber(Number(value));
	if (typeof value === 'string') return ofText(value.trim());
	if (!isObject(value)) return null;
	return ofNumber(longIn(value)) ?? ofParts(value) ?? ofDate(value);
}

function ofNumber(number: number): number | null {
	const units = PER_MILLISECOND.map((unit) => inCentury(number / unit));
	return units.find((moment) => moment !== null) ?? null;
}

/** Longer than any date with all its names. */
const MAX_LENGTH = 128;

function ofText(text: string): number | null {
	if (text.length > MAX_LENGTH) return null;
	return NUMBER.test(text) ? ofNumber(Number(text)) : (ofIso(text) ?? ofMail(text));
}

/** A protobuf timestamp, as Firestore and others write it. */
function ofParts({ seconds, _seconds }: { readonly [key: string]: unknown }): number | null {
	const given = seconds ?? _seconds;
	return isObject(given) || ['number', 'string'].includes(typeof given) ? momentIn(given) : null;
}

/** A date of JavaScript or of luxon, which $now and $today in expressions use; both convert to milliseconds. */
function ofDate(value: { readonly valueOf?: unknown }): number | null {
	const { valueOf } = value;
	const milliseconds: unknown = typeof valueOf === 'function' ? valueOf.call(value) : null;
	return typeof milliseconds === 'number' ? inCentury(milliseconds) : null;
}

/**
 * A number: as a number, as text, or as a protobuf long integer, whose halves are 32 bits (`{ low, high, unsigned }`).
 * NaN for anything else.
 */
export function longIn(value: unknown): number {
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return NUMBER.test(value.trim()) ? Number(value) : Number.NaN;
	if (!isObject(value) || typeof value.low !== 'number') return Number.NaN;
	const { high = 0, low } = value;
	if (typeof high !== 'number' || ![high, low].every(Number.isInteger)) return Number.NaN;
	return high * 2 ** 32 + (low >>> 0);
}

/** A whole number that is not negative, such as a size in bytes; null if there is no exact one. */
export function countAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): number | null {
	const count = longIn(at(value, ...path));
	return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?`;
const ZONE = String.raw`(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)`;
const ISO = new RegExp(`^${DATE}(?:(?:T| +)${TIME} ?${ZONE}?)?(?:\\[[\\w/+-]+\\])?$`, 'i');

/** ISO 8601, also with a space in place of its T. Null for a day that does not exist in its month. */
function ofIso(text: string): number | null {
	const match = ISO.exec(text);
	if (match === null) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
		.slice(1, 7)
		.map((digits) => Number(digits ?? 0));
	const fraction = Number(`0.${match[7] ?? 0}`) * 1000;
	const date = new Date(Date.UTC(year, month - 1, day));
	const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	if (!isDay || hour > 23 || minute > 59 || second > 59) return null;
	const time = Date.UTC(year, month - 1, day, hour, minute, second, Math.floor(fraction));
	return inCentury(time - offsetIn(match[8] ?? 'Z'));
}

/** The offset of a zone such as `+02:00`, in milliseconds. */
function offsetIn(zone: string): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
	return sign === '-' ? -offset : offset;
}

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const MAIL = new RegExp(
	`^(?:[a-z]{3,9},? +)?(?<date>\\d{1,2} ${MONTH},? \\d{4}|${MONTH} \\d{1,2},? \\d{4})` +
		String.raw`(?:,? +\d{1,2}:\d{2}(?::\d{2})?)?(?<zone> *(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?:[+-]\d{4})?(?: \([^()]*\))?)?$`,
	'i',
);

/** The date format of mail and HTTP (RFC 5322, RFC 9110), and the one in which JavaScript prints a date. */
function ofMail(text: string): number | null {
	const { date = '', zone = '' } = MAIL.exec(text)?.groups ?? {};
	const day = new Date(`${date} UTC`).getUTCDate();
	if (day !== Number(/\b\d{1,2}\b/.exec(date)?.[0])) return null;
	return inCentury(Date.parse(zone === '' ? `${text} UTC` : text));
}

/** A time from a gateway, in seconds since 1970; null if there is none. */
export function secondsAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): number | null {
	const moment = momentIn(at(value, ...path));
	return moment === null ? null : moment / 1000;
}

/** A time as ISO 8601 UTC, to the second; null if there is none. */
export const timeAt = (
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): string | null => isoFromSeconds(secondsAt(value, ...path));

/** Like timeAt, to the millisecond. */
export function exactTimeAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): string | null {
	const moment = momentIn(at(value, ...path));
	return moment === null ? null : new Date(moment).toISOString();
}

/** ISO 8601 UTC from seconds since 1970; null for null, and for a number that is not a time of this century. */
export function isoFromSeconds(seconds: number | null): string | null {
	const moment = momentIn(seconds);
	return moment === null ? null : new Date(Math.floor(moment / 1000) * 1000).toISOString();
}
