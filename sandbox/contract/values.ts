import type { Shape } from './schema';

type Scalar = Exclude<Shape, { kind: 'anyOf' | 'list' | 'object' }>;
type Mismatch = { readonly kind: 'type' | 'value' | 'bounds'; readonly expected: string };
type Limits = { readonly min?: number; readonly max?: number };

/** Whether a value is an object with named fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!ArrayBuffer.isView(value)
	);
}

const type = (expected: string): Mismatch => ({ kind: 'type', expected });

function outOf(
	{ min, max }: Limits,
	size: number,
	smaller: string,
	bigger: string,
): Mismatch | undefined {
	if (min !== undefined && size < min)
		return { kind: 'bounds', expected: `must ${smaller} ${min}` };
	if (max !== undefined && size > max) return { kind: 'bounds', expected: `must ${bigger} ${max}` };
	return undefined;
}

function textMismatch(
	shape: Extract<Scalar, { kind: 'string' }>,
	value: unknown,
): Mismatch | undefined {
	if (typeof value !== 'string') return type(`must be ${shape.called}`);
	if (value === '' && shape.min === 1) return { kind: 'bounds', expected: 'should not be empty' };
	if (shape.pattern?.test(value) === false)
		return { kind: 'value', expected: `must be ${shape.called}` };
	// Worded like WAHA's validation, with the unit at the end.
	const wrong = outOf(
		shape,
		value.length,
		'be longer than or equal to',
		'be shorter than or equal to',
	);
	return wrong && { ...wrong, expected: `${wrong.expected} characters` };
}

function numberMismatch(
	shape: Extract<Scalar, { kind: 'number' }>,
	value: unknown,
	texts: boolean,
): Mismatch | undefined {
	const isText = texts && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
	const number = isText ? Number(value) : value;
	const called = shape.whole ? 'must be an integer number' : 'must be a number';
	if (typeof number !== 'number' || !Number.isFinite(number)) return type(called);
	if (shape.whole && !Number.isInteger(number)) return type(called);
	return outOf(shape, number, 'not be less than', 'not be greater than');
}

function valuesMismatch(
	values: ReadonlyArray<string | number>,
	value: unknown,
	texts: boolean,
): Mismatch | undefined {
	const fits = values.some((each) => each === value || (texts && String(each) === value));
	return fits
		? undefined
		: { kind: 'value', expected: `must be one of the following values: ${values.join(', ')}` };
}

function isBuffer(value: unknown): boolean {
	return isRecord(value) && value.type === 'Buffer' && Array.isArray(value.data);
}

/**
 * Why a value does not have a shape; nothing if it does. `texts`: values of a query or form, parsed as numbers and
 * booleans.
 */
export function mismatch(shape: Scalar, value: unknown, texts: boolean): Mismatch | undefined {
	switch (shape.kind) {
		case 'string':
			return textMismatch(shape, value);
		case 'number':
			return numberMismatch(shape, value, texts);
		case 'boolean':
			return typeof value === 'boolean' || (texts && (value === 'true' || value === 'false'))
				? undefined
				: type('must be a boolean value');
		case 'values':
			return valuesMismatch(shape.values, value, texts);
		case 'map':
			return isRecord(value) && Object.values(value).every((each) => typeof each === 'string')
				? undefined
				: type('must be an object of strings');
		case 'open':
			return isRecord(value) ? undefined : type('must be an object');
		case 'buffer':
			return isBuffer(value) ? undefined : type('must be a Buffer as JSON');
	}
}
