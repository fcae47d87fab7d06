import type { INodeProperties } from 'n8n-workflow';
import { handlerOf } from './choose';
import { gateways } from './gateways';
import type { Gateway } from './gateways/gateway';
import { vocabulary } from './operations';
import type { Field, Property } from './operations/field';
import { layout } from './operations/layout';
import { needsNote } from './portable/needs';
import { requestOptions } from './transport/options';

const all: readonly Gateway[] = Object.values(gateways);

/** "WAHA only", where not every gateway has something. */
function onlyNote(names: readonly string[]): string {
	return names.length === all.length ? '' : `${names.join(' and ')} only`;
}

const operationNote = (resource: string, operation: string): string => {
	const note = onlyNote(
		all
			.filter((gateway) => !('missing' in handlerOf(gateway, resource, operation)))
			.map(({ name }) => name),
	);
	const notes = [note, ...all.map((gateway) => engineNote(gateway, resource, operation))];
	const told = notes.filter((text) => text !== '').join('; ');
	return told === '' ? '' : ` (${told})`;
};

/** Somebody who chooses an operation should know before that their engine cannot do it. */
function engineNote(gateway: Gateway, resource: string, operation: string): string {
	const handler = handlerOf(gateway, resource, operation);
	const needs = 'needs' in handler ? handler.needs : undefined;
	return needs?.engines === undefined ? '' : `${gateway.name}: ${needsNote(needs)}`;
}

/** An Options field whose entries say which gateways have them, where not all have that have the operation. */
function optionNote(field: Field<unknown>, resource: string, operation: string): Field<unknown> {
	if (field.optional === undefined) return field;
	const having = gatewaysWith(resource, operation);
	const notes = new Map<string, string>();
	for (const [key, option] of Object.entries(field.optional)) {
		const names = having.filter(({ lacks }) => !lacks.has(key)).map(({ name }) => name);
		for (const { name } of option.properties)
			notes.set(name, names.length === having.length ? '' : ` (${names.join(' and ')} Only)`);
	}
	return { ...field, properties: field.properties.map((property) => annotate(property, notes)) };
}

interface Having {
	readonly name: string;
	/** Options of the operation that the gateway does not have. */
	readonly lacks: ReadonlySet<string>;
}

const gatewaysWith = (resource: string, operation: string): Having[] =>
	all.flatMap((gateway): Having[] => {
		const handler = handlerOf(gateway, resource, operation);
		return 'missing' in handler
			? []
			: [{ name: gateway.name, lacks: new Set(Object.keys(handler.lacks ?? {})) }];
	});

/** The note stands in the name, because the list of options shows nothing else. */
function annotate(property: Property, notes: ReadonlyMap<string, string>): Property {
	const options = property.options?.map((option) =>
		'displayName' in option
			? { ...option, displayName: `${option.displayName}${notes.get(option.name) ?? ''}` }
			: option,
	);
	return options === undefined ? property : { ...property, options };
}

/** Every parameter of the node, out of the vocabulary, with a note where not every gateway has something. */
export const properties: INodeProperties[] = [
	...layout(vocabulary, { operation: operationNote, option: optionNote }),
	requestOptions,
];
