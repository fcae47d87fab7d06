import type { Field, Fields } from '../../sandbox/contract/schema';

/** The part of JSON Schema that the gateways' documents use. */
export interface JsonSchema {
	readonly $ref?: string;
	readonly type?: string;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly required?: readonly string[];
	readonly items?: JsonSchema;
	readonly enum?: ReadonlyArray<string | number>;
	readonly allOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly anyOf?: readonly JsonSchema[];
}

/** What a schema names: every property at every depth, and which of them their object requires. */
export interface Names {
	readonly all: ReadonlySet<string>;
	readonly required: ReadonlySet<string>;
}

type Resolve = (schema: JsonSchema) => JsonSchema;

function collect(schema: JsonSchema, prefix: string, resolve: Resolve): Names {
	const {
		properties = {},
		required = [],
		items,
		allOf = [],
		oneOf = [],
		anyOf = [],
	} = resolve(schema);
	const all = new Set<string>();
	const needed = new Set<string>();
	const take = ({ all: names, required: some }: Names): void => {
		names.forEach((name) => all.add(name));
		some.forEach((name) => needed.add(name));
	};
	for (const [name, property] of Object.entries(properties)) {
		const path = `${prefix}.${name}`;
		take({ all: new Set([path]), required: new Set(required.includes(name) ? [path] : []) });
		take(collect(property, path, resolve));
	}
	if (items) take(collect(items, `${prefix}[]`, resolve));
	allOf.forEach((part) => take(collect(part, prefix, resolve)));
	const forms = [...oneOf, ...anyOf]
		.map((form) => collect(form, prefix, resolve))
		.filter((form) => form.all.size > 0);
	forms.forEach((form) => form.all.forEach((name) => all.add(name)));
	forms[0]?.required.forEach((name) => {
		if (forms.every((form) => form.required.has(name))) needed.add(name);
	});
	return { all, required: needed };
}

/** Lists the names in a JSON Schema below a path: `body.file.url`, `body.contacts[].vcard`. */
export function namesOf(
	schema: JsonSchema,
	place: string,
	resolve: Resolve = (same) => same,
): Names {
	return collect(schema, place, resolve);
}

function ofField({ shape }: Field): JsonSchema {
	switch (shape.kind) {
		case 'object':
			return ofFields(shape.fields);
		case 'list':
			return { type: 'array', items: ofField(shape.items) };
		case 'anyOf':
			return { anyOf: shape.options.map(ofField) };
		case 'values':
			return { enum: shape.values };
		case 'number':
			return { type: shape.whole ? 'integer' : 'number' };
		case 'string':
		case 'boolean':
			return { type: shape.kind };
		default:
			return { type: 'object' };
	}
}

/** Our fields as the JSON Schema of an object. */
export function ofFields(fields: Fields): JsonSchema {
	const properties = Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, ofField(field)]),
	);
	const required = Object.entries(fields).flatMap(([name, field]) =>
		field.traits.required ? [name] : [],
	);
	return { type: 'object', properties, required };
}
