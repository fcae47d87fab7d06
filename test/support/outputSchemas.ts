import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Json, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { SCHEMA_FOLDER } from '../../scripts/lib/schemas/folder';
import type { Schema } from '../../scripts/lib/schemas/schema';

const root = path.join(__dirname, '../..', SCHEMA_FOLDER);

/** A schema that the package ships, by its file name without the extension; null if it ships none. */
export function shippedSchema(file: string): Schema | null {
	const place = path.join(root, `${file}.json`);
	return existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as Schema) : null;
}

export const operationSchema = (resource: string, operation: string): Schema | null =>
	shippedSchema(`v1.0.0/${resource}/${operation}`);

export const namesIn = ({ properties = {} }: Schema): string[] => Object.keys(properties);

/** How a value differs from its schema: fields may be missing, but not change their order. */
export function differences(schema: Schema, value: Json, where = 'item'): string[] {
	if (value === null && mayBeNull(schema)) return [];
	if (Array.isArray(value) && schema.type === 'array')
		return value.flatMap((entry, i) => differences(schema.items ?? {}, entry, `${where}[${i}]`));
	if (isObject(value) && schema.type === 'object') return inObject(schema, value, where);
	const type = value === null ? 'null' : typeof value;
	if (![schema.type].flat().some((known) => known === type))
		return [`${where} is ${type}, and not ${[schema.type].flat().join(' or ')}`];
	const isKnown = schema.enum === undefined || schema.enum.some((known) => known === value);
	return isKnown ? [] : [`${where} is ${JSON.stringify(value)}`];
}

const mayBeNull = ({ nullable, type }: Schema): boolean =>
	nullable === true || [type].flat().includes('null');

function inObject(schema: Schema, value: JsonObject, where: string): string[] {
	const { additionalProperties: any, properties = {} } = schema;
	const names = Object.keys(value);
	const known = Object.keys(properties).filter((name) => names.includes(name));
	const isInOrder = any !== undefined || known.join() === names.join();
	return [
		...(isInOrder ? [] : [`${where} has ${names.join()} in place of ${known.join()}`]),
		...names.flatMap((name) => {
			const of = (Object.hasOwn(properties, name) ? properties[name] : undefined) ?? any;
			const member = value[name];
			return of === undefined || member === undefined
				? []
				: differences(of, member, `${where}.${name}`);
		}),
	];
}
