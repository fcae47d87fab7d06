import type { Field, Fields, Shape } from './schema';
import { isRecord, mismatch } from './values';

/**
 * One thing that is wrong with a request. A real server refuses less than this table: the gateways drop unknown and
 * ignored fields, and WARest clamps most numbers that are out of range.
 */
export interface Finding {
	readonly kind:
		'missing' | 'type' | 'value' | 'bounds' | 'beside' | 'unknown' | 'ignored' | 'contentType';
	readonly place: 'path' | 'query' | 'body';
	/** Dotted, with indexes: `config.webhooks.0.url`. */
	readonly name: string;
	/** The predicate: `must be a string`. */
	readonly expected: string;
}

/** How values in one part of a request are read. */
export interface Context {
	readonly place: Finding['place'];
	/** The values are texts of a query or a form, to be parsed as numbers and booleans. */
	readonly texts: boolean;
	readonly ignored: readonly string[];
}

const join = (parent: string, name: string | number): string =>
	parent === '' ? String(name) : `${parent}.${name}`;
/** WAHA and WARest treat null like an absent value; Evolution API's validation checks for null itself. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function checkAnyOf(
	options: readonly Field[],
	value: unknown,
	name: string,
	context: Context,
): Finding[] {
	const attempts = options.map((option) => checkValue(option, value, name, context));
	if (attempts.some((attempt) => attempt.length === 0)) return [];
	const isOtherType = (finding: Finding): boolean =>
		finding.kind === 'type' && finding.name === name;
	const ofThisType = attempts.filter((attempt) => !attempt.some(isOtherType));
	// Picks the intended form: its fixed values fit, and it has the fewest faults.
	const score = (attempt: Finding[]): number =>
		attempt.length + (attempt.some((finding) => finding.kind === 'value') ? 100 : 0);
	const closest = ofThisType.sort((a, b) => score(a) - score(b))[0];
	if (closest) return closest;
	const expected = [...new Set(attempts.flat().map((finding) => finding.expected))].join(' or ');
	return [{ kind: 'type', place: context.place, name, expected }];
}

function checkItems(
	shape: Extract<Shape, { kind: 'list' }>,
	value: unknown,
	name: string,
	context: Context,
): Finding[] {
	// In a query a list of one item is a single text.
	const items = context.texts && typeof value === 'string' ? [value] : value;
	if (!Array.isArray(items))
		return [{ kind: 'type', place: context.place, name, expected: 'must be an array' }];
	const { min, max } = shape;
	const bounds: Finding[] = [];
	const bound = (expected: string): number =>
		bounds.push({ kind: 'bounds', place: context.place, name, expected });
	if (items.length < min) bound(`must contain at least ${min} elements`);
	if (items.length > max) bound(`must contain no more than ${max} elements`);
	return [
		...bounds,
		...items.flatMap((item, index) => checkValue(shape.items, item, join(name, index), context)),
	];
}

/** Checks one value; `name` is its name in the findings. */
export function checkValue(
	field: Field,
	value: unknown,
	name: string,
	context: Context,
): Finding[] {
	const { shape } = field;
	if (shape.kind === 'anyOf') return checkAnyOf(shape.options, value, name, context);
	if (shape.kind === 'list') return checkItems(shape, value, name, context);
	if (shape.kind === 'object') {
		if (isRecord(value)) return checkFields(shape.fields, value, name, context);
		return [{ kind: 'type', place: context.place, name, expected: 'must be an object' }];
	}
	const wrong = mismatch(shape, value, context.texts);
	return wrong ? [{ ...wrong, place: context.place, name }] : [];
}

/** Checks an object against its fields: missing, wrong and unknown ones. */
export function checkFields(
	fields: Fields,
	given: Readonly<Record<string, unknown>>,
	parent: string,
	context: Context,
): Finding[] {
	const namesOf = (name: string): string[] => [name, ...(fields[name]?.traits.aliases ?? [])];
	const valueOf = (name: string): unknown =>
		namesOf(name)
			.map((each) => given[each])
			.find(isGiven);
	const replaced = new Set(
		Object.entries(fields).flatMap(([name, field]) =>
			isGiven(valueOf(name)) ? (field.traits.insteadOf ?? []) : [],
		),
	);
	const findings: Finding[] = [];
	const add = (kind: Finding['kind'], name: string, expected: string): void => {
		findings.push({ kind, place: context.place, name: join(parent, name), expected });
	};
	for (const [name, field] of Object.entries(fields)) {
		const { required, beside } = field.traits;
		const value = valueOf(name);
		if (!isGiven(value)) {
			if (required && !replaced.has(name)) add('missing', name, expectation(field, context));
			continue;
		}
		if (beside !== undefined && !isGiven(valueOf(beside)))
			add('beside', name, `is read only beside ${beside}`);
		const used = namesOf(name).find((each) => isGiven(given[each])) ?? name;
		findings.push(...checkValue(field, value, join(parent, used), context));
	}
	const known = new Set(Object.keys(fields).flatMap(namesOf));
	for (const name of Object.keys(given)) {
		if (known.has(name) || given[name] === undefined) continue;
		const documented = `${context.place}.${join(parent, name)}`.replace(/\.\d+(?=\.|$)/g, '[]');
		if (context.ignored.includes(documented)) add('ignored', name, 'is never read by the server');
		else add('unknown', name, 'should not exist');
	}
	return findings;
}

const expectation = (field: Field, context: Context): string =>
	checkValue(field, undefined, '', context)[0]?.expected ?? 'must be given';
