import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Property } from './field';
import { answerFields } from './fields';
import type { AnyOperation, Vocabulary } from './operation';

/** Notes that the editor adds to a description, for example which gateways have an operation or an option. */
export interface Notes {
	readonly operation: (resource: string, operation: string) => string;
	readonly option: (field: Field<unknown>, resource: string, operation: string) => Field<unknown>;
}

/**
 * The parameters of the node: the resource list, one operation list per resource, then every field once, shown for the
 * operations that use it. A field has the same parameter name everywhere, so a value stays when the operation changes.
 *
 * Resources and operations keep the order of the vocabulary. n8n's lint wants options sorted by name but checks only
 * literals. If its review asks: n8n lists the actions of a community node in this order, without a search box.
 */
export function layout(vocabulary: Vocabulary, notes: Notes): INodeProperties[] {
	return [
		resourceList(vocabulary),
		...operationLists(vocabulary, notes),
		...fieldProperties(vocabulary, notes),
	];
}

function resourceList(vocabulary: Vocabulary): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(vocabulary).map(([value, { name }]) => ({ name, value })),
		default: 'message',
	};
}

const operationLists = (vocabulary: Vocabulary, notes: Notes): INodeProperties[] =>
	Object.entries(vocabulary).map(([resource, { operations, preset }]) => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: Object.entries(operations).map(([value, operation]): INodePropertyOptions => ({
			name: operation.name,
			value,
			action: actionOf(operation),
			description: `${operation.description}${notes.operation(resource, value)}`,
		})),
		default: preset,
	}));

/** n8n uses it as the description of an agent's tool, so it tells a model what to be careful with. */
const actionOf = ({ action, destructive }: AnyOperation): string =>
	destructive === true ? `${action} (destructive)` : action;

interface Use {
	readonly resource: string;
	readonly operation: string;
}

function fieldProperties(vocabulary: Vocabulary, notes: Notes): INodeProperties[] {
	const shown: Array<ReadonlyArray<Field<unknown>>> = [];
	const uses = new Map<Field<unknown>, Use[]>();
	for (const [resource, { operations }] of Object.entries(vocabulary)) {
		for (const [operation, declared] of Object.entries(operations)) {
			const fields = fieldsOf(declared).map((field) => notes.option(field, resource, operation));
			shown.push(fields);
			for (const field of fields)
				uses.set(field, [...(uses.get(field) ?? []), { resource, operation }]);
		}
	}
	return inOrder(shown).flatMap((field) =>
		groups(uses.get(field) ?? [], vocabulary).flatMap((show) =>
			field.properties.map((property) => shownFor(property, show)),
		),
	);
}

/** The fields in the editor's order: options come last. */
function fieldsOf(operation: AnyOperation): ReadonlyArray<Field<unknown>> {
	const fields = Object.values(operation.fields);
	const isOptions = (field: Field<unknown>): boolean => field.optional !== undefined;
	return [
		...fields.filter((field) => !isOptions(field)),
		...answerFields(operation),
		...fields.filter(isOptions),
	];
}

/** One order of all fields that preserves every operation's own order: a field comes after all that precede it. */
function inOrder(lists: ReadonlyArray<ReadonlyArray<Field<unknown>>>): Array<Field<unknown>> {
	const awaited = new Map<Field<unknown>, Set<Field<unknown>>>();
	for (const fields of lists) {
		for (const [place, field] of fields.entries()) {
			const earlier = awaited.get(field) ?? new Set();
			for (const other of fields.slice(0, place)) earlier.add(other);
			awaited.set(field, earlier);
		}
	}
	const order: Array<Field<unknown>> = [];
	while (awaited.size > 0) {
		const left = [...awaited];
		// Operations whose orders contradict each other have no common order; then the first one wins.
		const [next] = left.find(([, earlier]) => earlier.size === 0) ?? left[0] ?? [];
		if (next === undefined) break;
		order.push(next);
		awaited.delete(next);
		for (const earlier of awaited.values()) earlier.delete(next);
	}
	return order;
}

interface Show {
	readonly resource: readonly string[];
	readonly operation: readonly string[] | null;
}

/**
 * Joins the uses of a field into as few conditions as possible. n8n reads a condition as every combination of the
 * resources and operations it names, so two resources share one only if that shows the field for no other operation.
 */
function groups(uses: readonly Use[], vocabulary: Vocabulary): Show[] {
	const found: Array<{ resources: string[]; operations: Set<string> }> = [];
	const usedBy = new Map<string, Set<string>>();
	for (const { resource, operation } of uses) {
		const used = usedBy.get(resource) ?? new Set();
		usedBy.set(resource, used.add(operation));
	}
	for (const [resource, used] of usedBy) {
		const host = found.find((group) =>
			exact([...group.resources, resource], new Set([...group.operations, ...used])),
		);
		if (host === undefined) found.push({ resources: [resource], operations: new Set(used) });
		else {
			host.resources.push(resource);
			for (const operation of used) host.operations.add(operation);
		}
	}
	return found.map(({ resources, operations }) => ({
		resource: resources,
		operation: resources.every((resource) =>
			namesOf(resource).every((name) => operations.has(name)),
		)
			? null
			: [...operations],
	}));

	function exact(resources: readonly string[], operations: ReadonlySet<string>): boolean {
		return resources.every((resource) =>
			namesOf(resource).every((name) => operations.has(name) === usedBy.get(resource)?.has(name)),
		);
	}
	function namesOf(resource: string): string[] {
		return Object.keys(vocabulary[resource]?.operations ?? {});
	}
}

const shownFor = (property: Property, { resource, operation }: Show): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: {
			resource: [...resource],
			...(operation === null ? {} : { operation: [...operation] }),
			...property.displayOptions?.show,
		},
	},
});
