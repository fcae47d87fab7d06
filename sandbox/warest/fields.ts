import { asString, type JsonObject } from '../http/json';

/** Numbers out of range are silently clamped; anything that is not a number becomes the fallback. */
export function clamped(value: unknown, fallback: number, min: number, max: number): number {
	const number = value === undefined || value === '' || value === null ? fallback : Number(value);
	return Number.isNaN(number) ? fallback : Math.min(max, Math.max(min, number));
}

/** Like `clamped`, without fractions. */
export function clampedInt(value: unknown, fallback: number, min: number, max: number): number {
	return Math.trunc(clamped(value, fallback, min, max));
}

const YES = ['true', '1', 'yes', 'on'];
const NO = ['false', '0', 'no', 'off'];

/** A boolean, also as a number or a word. */
export function flag(value: unknown, fallback = false): boolean {
	const word = String(value ?? '').toLowerCase();
	if (YES.includes(word)) return true;
	return NO.includes(word) ? false : fallback;
}

/** The first given value under any of these names. */
export function firstGiven(fields: JsonObject, names: readonly string[]): unknown {
	return names
		.map((name) => fields[name])
		.find((value) => value !== undefined && value !== null && value !== '');
}

/** The first non-empty text under any of these names. */
export function textIn(fields: JsonObject, names: readonly string[]): string | undefined {
	return names.map((name) => asString(fields[name])).find(Boolean);
}

/** A value, or the JSON in its text. */
export function parsedJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		const parsed: unknown = JSON.parse(value);
		return parsed;
	} catch {
		return value;
	}
}
