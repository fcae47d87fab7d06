import type { INodeProperties } from 'n8n-workflow';
import { handlerOf } from './choose';
import { gateways } from './gateways';
import { vocabulary } from './operations';
import type { Field, Property } from './operations/field';
import { layout } from './operations/layout';
import { requestOptions } from './transport/options';

const all = Object.values(gateways);

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
	return note === '' ? '' : ` (${note})`;
};

/** An Options field whose entries say which gateways have them. */
function optionNote(field: Field<unknown>, resource: string, operation: string): Field<unknown> {
	if (field.optional === undefined) return field;
	const notes = new Map<string, string>();
	for (const [key, option] of Object.entries(field.optional)) {
		for (const { name } of option.properties)
			notes.set(name, onlyNote(gatewaysWithOption(resource, operation, key)));
	}
	return { ...field, properties: field.properties.map((property) => annotate(property, notes)) };
}

function gatewaysWithOption(resource: string, operation: string, key: string): string[] {
	const has = all.filter((gateway) => {
		const handler = handlerOf(gateway, resource, operation);
		return !('missing' in handler) && !Object.hasOwn(handler.lacks ?? {}, key);
	});
	return has.map(({ name }) => name);
}

function annotate(property: Property, notes: ReadonlyMap<string, string>): Property {
	const options = property.options?.map((option) => {
		const note = notes.get(option.name) ?? '';
		if (note === '') return option;
		const description =
			'description' in option && typeof option.description === 'string'
				? `${option.description} (${note})`
				: note;
		return { ...option, description };
	});
	return options === undefined ? property : { ...property, options };
}

/** Every parameter of the node, out of the vocabulary, with a note where not every gateway has something. */
export const properties: INodeProperties[] = [
	...layout(vocabulary, { operation: operationNote, option: optionNote }),
	requestOptions,
];
