import { withoutInvisible } from './writing';

/**
 * Values as a form of n8n may hold them: by the editor in their own type, by an expression also as text or as a number,
 * because sheets and models write them so.
 */

/** True for what an expression gives where there is nothing: null, undefined, empty text, an empty list. */
export const isBlank = (raw: unknown): boolean =>
	raw === null ||
	raw === undefined ||
	(typeof raw === 'string' && withoutInvisible(raw).trim() === '') ||
	(Array.isArray(raw) && raw.length === 0);

/** A value as it prints; null for lists, objects and nothing. */
export const printed = (raw: unknown): string | null =>
	typeof raw === 'string' || ['number', 'bigint', 'boolean'].includes(typeof raw)
		? withoutInvisible(String(raw)).trim()
		: null;

/** A whole number, also as text, also where a sheet made a decimal of it (`5.0`); null for anything else. */
export function wholeNumberIn(raw: unknown): number | null {
	const text = typeof raw === 'boolean' ? null : printed(raw);
	if (text === null || !/^[+-]?\d+(?:\.0+)?$/.test(text)) return null;
	const value = Number(text);
	return Number.isSafeInteger(value) ? value : null;
}

/** True and false, also as text in any case and as 1 and 0; null for anything else. */
export function booleanIn(raw: unknown): boolean | null {
	const text = printed(raw)?.toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	const number = wholeNumberIn(raw);
	return number === 0 || number === 1 ? number === 1 : null;
}

/**
 * The one of several values that is meant: by its own writing, by another case of it, or as the number that it is. Null
 * where none is.
 */
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
