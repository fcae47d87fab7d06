import { isObject, numberAt, textAt, at, type Json } from './json';
import { isoFromSeconds } from './shapes';

/** Above this a number counts milliseconds: as seconds it would lie in the year 5138. */
const MILLISECONDS_FROM = 1e11;

/**
 * A moment in seconds since 1970. Gateways write it in seconds or milliseconds, as a number, as text, as Baileys' long
 * integer (`{ low, high }`), or as text in ISO form, whose year 1 means "unknown" (whatsmeow).
 */
export function secondsAt(
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): number | null {
	const found = at(value, ...path);
	const number = isObject(found) ? longOf(found) : Number(textAt(found) ?? Number.NaN);
	const moment = Number.isNaN(number) ? Date.parse(textAt(found) ?? '') : number;
	if (!Number.isFinite(moment) || moment <= 0) return null;
	const isInMilliseconds = Number.isNaN(number) || moment >= MILLISECONDS_FROM;
	return isInMilliseconds ? moment / 1000 : moment;
}

const longOf = (long: Json): number => {
	const low = numberAt(long, 'low');
	return low === null ? Number.NaN : (numberAt(long, 'high') ?? 0) * 2 ** 32 + (low >>> 0);
};

/** A moment as ISO 8601 UTC, to the second; null where there is none. */
export const timeAt = (
	value: Json | undefined,
	...path: ReadonlyArray<string | number>
): string | null => isoFromSeconds(secondsAt(value, ...path));
