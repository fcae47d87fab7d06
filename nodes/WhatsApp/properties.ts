import type { INodeProperties } from 'n8n-workflow';
import { handlerOf } from './client/findOperation';
import { gateways } from './gateways';
import type { Gateway } from './gateways/gateway';
import { onlyOn } from './gateways/listed';
import { vocabulary } from './operations';
import type { Field, Property } from './operations/field';
import { layout } from './operations/layout';
import { inWords } from './portable/inWords';
import { needsNote, type Needs } from './portable/needs';
import { requestOptions } from './transport/options';

const all: readonly Gateway[] = Object.values(gateways);

/**
 * "WAHA only; needs WEBJS or WPP", if not every gateway, or not every server of it, has an operation: a user should
 * know that before choosing it.
 */
const operationNote = (resource: string, operation: string): string => {
	const having = gatewaysWith(resource, operation);
	const only = onlyOn(having);
	const notes = [
		only === null ? '' : `${only} only`,
		...having.map(({ name, needs }) => {
			const note = needsNote(needs);
			return note === '' || having.length === 1 ? note : `${name} ${note}`;
		}),
	].filter((note) => note !== '');
	return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
};

/** An Options field whose entries name the gateways that have them, if not all gateways with the operation do. */
function optionNote(field: Field<unknown>, resource: string, operation: string): Field<unknown> {
	if (field.optional === undefined) return field;
	const having = gatewaysWith(resource, operation);
	const notes = new Map<string, string>();
	for (const [key, option] of Object.entries(field.optional)) {
		const names = having.filter(({ lacks }) => !lacks.has(key)).map(({ name }) => name);
		for (const { name } of option.properties)
			notes.set(name, names.length === having.length ? '' : ` (${inWords(names, 'and')} Only)`);
	}
	return { ...field, properties: field.properties.map((property) => annotate(property, notes)) };
}

interface Having {
	readonly name: string;
	/** Options of the operation that the gateway lacks. */
	readonly lacks: ReadonlySet<string>;
	/** What its server must be for the operation. */
	readonly needs: Needs;
}

const gatewaysWith = (resource: string, operation: string): Having[] =>
	all.flatMap((gateway): Having[] => {
		const handler = handlerOf(gateway, resource, operation);
		if ('missing' in handler) return [];
		const needs = ('needs' in handler ? handler.needs : undefined) ?? {};
		return [{ name: gateway.name, lacks: new Set(Object.keys(handler.lacks ?? {})), needs }];
	});

/** Puts the note into the name, because the list of options shows nothing else. */
function annotate(property: Property, notes: ReadonlyMap<string, string>): Property {
	const options = property.options?.map((option) =>
		'displayName' in option
			? { ...option, displayName: `${option.displayName}${notes.get(option.name) ?? ''}` }
			: option,
	);
	return options === undefined ? property : { ...property, options };
}

/** Every parameter of the node, from the vocabulary, with a note if not every gateway has it. */
export const properties: INodeProperties[] = [
	...layout(vocabulary, { operation: operationNote, option: optionNote }),
	requestOptions,
];
