/** JSON as a gateway sends it, and small readers that never trust its form. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Its letters may also be written as escapes, which all begin like this. */
const MAY_NAME_PROTO = /__proto__|\\u00/;

/**
 * Parses JSON. A `__proto__` member is dropped, so that no later copy of the answer can reach a prototype. Throws
 * SyntaxError when the text is not JSON.
 */
export const parseJson = (text: string): Json =>
	MAY_NAME_PROTO.test(text)
		? JSON.parse(text, (key: string, value: Json) => (key === '__proto__' ? undefined : value))
		: JSON.parse(text);

/** The value at a path of member names or list positions; undefined where the path ends early. */
export function at(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): Json | undefined {
	let found: Json | undefined = value;
	for (const step of path) {
		if (Array.isArray(found) && typeof step === 'number') found = found[step];
		else if (isObject(found) && Object.hasOwn(found, step)) found = found[step];
		else return undefined;
	}
	return found;
}

/** A non-empty text, else null. A number counts as text, because gateways send ids both ways. */
export function textAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): string | null {
	const found = at(value, ...path);
	if (typeof found === 'number') return String(found);
	return typeof found === 'string' && found !== '' ? found : null;
}

export function numberAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): number | null {
	const found = at(value, ...path);
	return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

export function booleanAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): boolean | null {
	const found = at(value, ...path);
	return typeof found === 'boolean' ? found : null;
}

/** The list at a path; an empty list if there is none. */
export function listAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): readonly Json[] {
	const found = at(value, ...path);
	return Array.isArray(found) ? found : [];
}

/** The object at a path; an empty object if there is none. */
export function objectAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): JsonObject {
	const found = at(value, ...path);
	return isObject(found) ? found : {};
}

/** Leaves out members that are undefined, because an unset option is not sent. */
export const defined = (object: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
