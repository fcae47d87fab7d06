/** The part of JSON Schema that n8n's editor reads for the output of a node (n8n 1.123 to 2.41). */
export interface Schema {
	/** Null is never first, because the editor shows the first one. */
	readonly type?: ScalarType | readonly ScalarType[] | 'array' | 'object';
	/** For objects and arrays, because the editor expands only those whose type is a single word. */
	readonly nullable?: true;
	readonly enum?: ReadonlyArray<string | null>;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: Schema;
}

export type ScalarType = 'string' | 'number' | 'boolean' | 'null';

export const object = (properties: Readonly<Record<string, Schema>>): Schema => ({
	type: 'object',
	properties,
});

const isStructure = ({ type }: Schema): boolean => type === 'object' || type === 'array';

const scalarsOf = ({ type }: Schema): readonly ScalarType[] => {
	if (type === undefined || type === 'array' || type === 'object') return [];
	return typeof type === 'string' ? [type] : type;
};

/** The same schema, or null. */
export function nullable(schema: Schema): Schema {
	if (isStructure(schema)) return { ...schema, nullable: true };
	return {
		...schema,
		type: [...scalarsOf(schema).filter((type) => type !== 'null'), 'null'],
		...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }),
	};
}

/**
 * A schema for either of two. Objects are merged, so that the editor shows the fields of both.
 * @throws when the two cannot be combined
 */
export function either(one: Schema, other: Schema): Schema {
	if (isStructure(one) || isStructure(other)) {
		if (one.type === 'null') return nullable(other);
		if (other.type === 'null') return nullable(one);
		if (one.type !== other.type) throw new Error('a structure or something else has no schema');
		const isNullable = one.nullable === true || other.nullable === true;
		const both = one.type === 'array' ? eitherList(one, other) : eitherObject(one, other);
		return isNullable ? nullable(both) : both;
	}
	const types = [...new Set([...scalarsOf(one), ...scalarsOf(other)])];
	const isChoice = one.enum !== undefined && other.enum !== undefined;
	const type = types.length === 1 && types[0] !== undefined ? types[0] : nullLast(types);
	return isChoice
		? { type, enum: sorted([...new Set([...(one.enum ?? []), ...(other.enum ?? [])])]) }
		: { type };
}

/** The compiler orders the members of a union depending on the rest of the program. */
const sorted = (values: ReadonlyArray<string | null>): Array<string | null> => [
	...values.filter((value) => value !== null).sort(),
	...values.filter((value) => value === null),
];

const nullLast = (types: readonly ScalarType[]): readonly ScalarType[] => [
	...types.filter((type) => type !== 'null'),
	...types.filter((type) => type === 'null'),
];

const eitherList = (one: Schema, other: Schema): Schema => ({
	type: 'array',
	items: either(one.items ?? {}, other.items ?? {}),
});

function eitherObject(one: Schema, other: Schema): Schema {
	const properties = { ...one.properties };
	for (const [name, schema] of Object.entries(other.properties ?? {})) {
		const before = properties[name];
		properties[name] = before === undefined ? schema : either(before, schema);
	}
	return object(properties);
}
