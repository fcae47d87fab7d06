import { withoutInvisible } from './writing';

/**
 * Reads values of an n8n form. The editor stores them in their own type, but expressions also give text or numbers,
 * because that is what sheets and models write.
 */

/** Whether an expression gave nothing: null, undefined, empty text, or an empty list. */
export const isBlank = (raw: unknown): boolean =>
	raw === null ||
	raw === undefined ||
	(typeof raw === 'string' && withoutInvisible(raw).trim() === '') ||
	(Array.isArray(raw) && raw.length === 0);

/** A value as text; null for lists, objects and nothing. */
export const printed = (raw: unknown): string | null =>
	typeof raw === 'string' || ['number', 'bigint', 'boolean'].includes(typeof raw)
		? withoutInvisible(String(raw)).trim()
		: null;

/** A whole number, also as text, and even if a sheet made a decimal of it (`5.0`); null for anything else. */
export function wholeNumberIn(raw: unknown): number | null {
	const text = typeof raw === 'boolean' ? null : printed(raw);
	if (text === null || !/^[+-]?\d+(?:\.0+)?$/.test(text)) return null;
	const value = Number(text);
	return Number.isSafeInteger(value) ? value : null;
}

/** True or false, also as text in any case and as 1 and 0; null for anything else. */
export function booleanIn(raw: unknown): boolean | null {
	const text = printed(raw)?.toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	const number = wholeNumberIn(raw);
	return number === 0 || number === 1 ? number === 1 : null;
}

/** The matching value: by exact spelling, ignoring case, or as the number that it is. Null if none matches. */
export function choiceIn<T extends string>(raw: unknown, values: readonly T[]): T | null {
	const text = printed(raw);
	if (text === null) return null;
	const number = wholeNumberIn(raw);
	return (
		values.find((value) => value === text) ??
		values.find((value) => value.toLowerCase() === text.toLowerCase()) ??
		values.find((value) => number !== null && value === String(number)) ??
		null
	);
}
