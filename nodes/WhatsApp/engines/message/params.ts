import { parseJson, type Json } from '../../portable/json';
import { wordsAt } from './fields';

/**
 * What newer buttons carry and answer as JSON inside the JSON; undefined where it is none.
 * @param holder the button, or the answer
 */
export function paramsOf(holder: Json | undefined): Json | undefined {
	const written = wordsAt(holder, 'paramsJson') ?? wordsAt(holder, 'buttonParamsJson');
	if (written === null) return undefined;
	try {
		return parseJson(written);
	} catch {
		// It is text that somebody's app wrote.
		return undefined;
	}
}
