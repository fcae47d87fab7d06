import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

/** Two different values of a parameter, so that a change can be detected. */
export type Samples = readonly [
	NodeParameterValueType,
	NodeParameterValueType,
	...NodeParameterValueType[],
];

/** Values for names whose type does not say what they mean. The ids are those of the sandbox's default world. */
export type Known = Readonly<Record<string, Samples>>;

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;
export const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const isChoice = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;

/** Samples for a parameter: by its name, otherwise by its type. */
export function samplesOf(property: INodeProperties, known: Known): Samples {
	const byName = Object.hasOwn(known, property.name) ? known[property.name] : undefined;
	if (byName !== undefined) return byName;
	switch (property.type) {
		case 'boolean':
			return [property.default === true, property.default !== true];
		case 'number':
			return numbers(property);
		case 'options':
			return choices(property);
		case 'multiOptions':
			return atLeastTwo(
				choices(property).map((value) => (typeof value === 'string' ? [value] : [])),
			);
		case 'dateTime':
			return ['2026-01-02T03:04:05.000Z', '2026-02-03T04:05:06.000Z'];
		case 'color':
			return ['#38b42f', '#112233'];
		case 'json':
			return ['{"sample":1}', '{"sample":2}'];
		case 'fixedCollection':
			return fixedCollection(property, known);
		case 'collection':
			return [{}, {}];
		default:
			return [`${property.name} one`, `${property.name} two`];
	}
}

function numbers({ typeOptions, default: standard }: INodeProperties): Samples {
	const min = typeOptions?.minValue ?? 0;
	const max = typeOptions?.maxValue ?? min + 1000;
	const first = typeof standard === 'number' && standard >= min && standard <= max ? standard : min;
	return [first, first + 1 <= max ? first + 1 : first - 1];
}

/** The default comes first, so that the fields that depend on it are shown. */
function choices({ options, default: standard }: INodeProperties): Samples {
	const values = (options ?? []).filter(isChoice).map(({ value }) => value);
	return atLeastTwo([
		...values.filter((value) => value === standard),
		...values.filter((value) => value !== standard),
	]);
}

function atLeastTwo(values: readonly NodeParameterValueType[]): Samples {
	const [first, second, ...rest] = values;
	if (first === undefined) throw new Error('a list without choices');
	return [first, second ?? first, ...rest];
}

/** One entry, with each of its values; the second sample differs in all of them. */
function fixedCollection({ options, typeOptions }: INodeProperties, known: Known): Samples {
	const group = (options ?? []).find(isCollection);
	if (group === undefined) throw new Error('a fixed collection without values');
	const entry = (pick: 0 | 1): INodeParameters =>
		Object.fromEntries(group.values.map((value) => [value.name, samplesOf(value, known)[pick]]));
	const wrap = (pick: 0 | 1): INodeParameters => ({
		[group.name]: typeOptions?.multipleValues === true ? [entry(pick)] : entry(pick),
	});
	return [wrap(0), wrap(1)];
}
