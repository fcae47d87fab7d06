import type { GenericValue, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../portable/json';

/**
 * An item for the model of an agent. Every field costs tokens, so empty fields such as null and empty lists are left
 * out, and so are files, whose names are enough.
 */
export const modelItem = ({ json, pairedItem }: INodeExecutionData): INodeExecutionData => ({
	json: compactObject(json),
	...(pairedItem === undefined ? {} : { pairedItem }),
});

const compactObject = (fields: object): IDataObject =>
	Object.fromEntries(
		Object.entries(fields)
			.map(([name, value]): [string, GenericValue] => [name, compact(value)])
			.filter(([, value]) => !saysNothing(value)),
	);

function compact(value: unknown): GenericValue {
	if (Array.isArray(value)) return value.map(compact);
	if (typeof value === 'string') return withoutBytes(value);
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	return isObject(value) ? compactObject(value) : null;
}

const saysNothing = (value: GenericValue): boolean =>
	value === null ||
	(Array.isArray(value) && value.length === 0) ||
	(isObject(value) && Object.keys(value).length === 0);

/** Shorter texts of this kind may be ids and keys. */
const SHORTEST_BYTES = 1_000;

/** Base64, possibly after the head of a data URI. */
const BASE64 = /^(data:[^,]{0,200},)?[A-Za-z0-9+/_-]+={0,2}$/;

/** A model cannot use bytes that a gateway's answer contains as text. */
const withoutBytes = (text: string): string =>
	text.length >= SHORTEST_BYTES && BASE64.test(text)
		? `(a file of about ${Math.round((text.length * 3) / 4 / 1024)} KB, left out)`
		: text;

/** What a model is told of a failure: what happened, and what it can do. */
export const modelError = (message: string, hint: string | null): INodeExecutionData => ({
	json: { error: message, ...(hint === null ? {} : { hint }) },
});
