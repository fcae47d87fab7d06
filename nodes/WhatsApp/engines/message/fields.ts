import { isObject, type Json, type JsonObject, parseJson } from '../../portable/json';

/**
 * Readers of WhatsApp's own form of a message. Baileys and whatsmeow write the same fields in two ways: whatsmeow
 * capitalises abbreviations (`stanzaID` for `stanzaId`, `URL` for `url`), and puts a field of a oneof group under the
 * name of the group (`Format: { HydratedFourRowTemplate: … }`).
 */

const isThere = (value: Json | undefined): boolean => value !== undefined && value !== null;

/** Whether two names differ in case at most. Comparing lengths first is cheap, as most names differ there. */
const isSameName = (one: string, other: string): boolean =>
	one.length === other.length && one.toLowerCase() === other.toLowerCase();

function memberNamed(value: JsonObject, keys: readonly string[], name: string): Json | undefined {
	if (Object.hasOwn(value, name) && isThere(value[name])) return value[name];
	const found = keys.find((key) => isSameName(key, name) && isThere(value[key]));
	return found === undefined ? undefined : value[found];
}

/** Whether it is the oneof group that whatsmeow puts around a field; abbreviations such as `URL` are not. */
const isGroup = (name: string): boolean => /^[A-Z][a-z]/.test(name);

function member(value: Json | undefined, name: string): Json | undefined {
	if (!isObject(value)) return undefined;
	const keys = Object.keys(value);
	const found = memberNamed(value, keys, name);
	if (found !== undefined) return found;
	for (const key of keys) {
		const group = value[key];
		if (!isGroup(key) || !isObject(group)) continue;
		const inside = memberNamed(group, Object.keys(group), name);
		if (inside !== undefined) return inside;
	}
	return undefined;
}

/** The value at a path of names, in either library's spelling; undefined if it is missing or null. */
export const fieldAt = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
	path.reduce<Json | undefined>(member, value);

/** The object at a path; an empty object if there is none. */
export function partAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
	const found = fieldAt(value, ...path);
	return isObject(found) ? found : {};
}

/** The list at a path; an empty list if there is none. */
export function entriesAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
	const found = fieldAt(value, ...path);
	return Array.isArray(found) ? found : [];
}

/** A non-empty string, else null. */
export function wordsAt(value: Json | undefined, ...path: readonly string[]): string | null {
	const found = fieldAt(value, ...path);
	return typeof found === 'string' && found !== '' ? found : null;
}

/** An id or a code: a string, or a number in its place. */
export function codeAt(value: Json | undefined, ...path: readonly string[]): string | null {
	const found = fieldAt(value, ...path);
	return typeof found === 'number' ? String(found) : wordsAt(value, ...path);
}

/** A number: as a number, as a string, or as Baileys' long integer (`{ low, high }`). */
export function amountAt(value: Json | undefined, ...path: readonly string[]): number | null {
	const found = fieldAt(value, ...path);
	const amount = isObject(found) ? longOf(found) : Number(codeAt(found) ?? Number.NaN);
	return Number.isFinite(amount) ? amount : null;
}

function longOf({ low, high }: JsonObject): number {
	if (typeof low !== 'number') return Number.NaN;
	return (typeof high === 'number' ? high : 0) * 2 ** 32 + (low >>> 0);
}

/**
 * The JSON string inside newer buttons and their answers, parsed; undefined if it is not JSON.
 * @param holder the button, or the answer
 */
export function paramsOf(holder: Json | undefined): Json | undefined {
	const written = wordsAt(holder, 'paramsJson') ?? wordsAt(holder, 'buttonParamsJson');
	if (written === null) return undefined;
	try {
		return parseJson(written);
	} catch {
		// Any app may have written this string.
		return undefined;
	}
}
