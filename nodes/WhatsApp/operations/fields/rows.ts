import { isBlank } from '../../portable/formValues';
import { isObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { Get } from '../field';

/**
 * The entries of a fixed collection, each as a reader of its values. An expression may return them as a plain list, or
 * a single one without a list.
 * @param group the name of the entries inside the collection
 * @param others names of other entries in the same collection
 * @throws Refusal on an invalid entry: it is somebody's button or file, and must not be silently lost
 */
export function rowsOf(
	raw: unknown,
	group: string,
	displayName: string,
	others: readonly string[] = [],
): Get[] {
	const inside = insideOf(raw, [group, ...others]);
	const entries: readonly unknown[] = Array.isArray(inside) ? inside : [inside];
	return entries.map((entry, index) => {
		if (!isObject(entry))
			throw new Refusal(
				`Entry ${index + 1} of ${displayName} is none: it must have fields of its own`,
				'Check the expression that should give the list.',
			);
		return (name) => (Object.hasOwn(entry, name) ? entry[name] : undefined);
	});
}

function insideOf(raw: unknown, groups: readonly string[]): unknown {
	const [group = ''] = groups;
	const isGrouped =
		isObject(raw) &&
		(Object.keys(raw).length === 0 || groups.some((name) => Object.hasOwn(raw, name)));
	const inside: unknown = isGrouped ? raw[group] : raw;
	return isBlank(inside) ? [] : inside;
}
