import { isObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { Get } from '../field';

/**
 * The entries of a fixed collection, each as a reader of its values. An expression may give the entries as a plain
 * list instead.
 * @param group the name of the entries inside the collection
 */
export function rowsOf(raw: unknown, group: string, displayName: string): Get[] {
	const inside: unknown = isObject(raw) ? (raw[group] ?? []) : (raw ?? []);
	const entries: readonly unknown[] = Array.isArray(inside) ? inside : [inside];
	return entries.map((entry) => {
		if (!isObject(entry))
			throw new Refusal(
				`${displayName} must be a list of entries`,
				'Check the expression that should give it.',
			);
		return (name) => (Object.hasOwn(entry, name) ? entry[name] : undefined);
	});
}
