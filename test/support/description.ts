import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { vocabulary } from '../../nodes/WhatsApp/operations';
import type { AnyOperation, Vocabulary } from '../../nodes/WhatsApp/operations/operation';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';

/** The description of the node as n8n's editor gets it. */
export const { description } = new WhatsApp();
const { properties } = description;

export const resources: Vocabulary = vocabulary;

export interface Pair {
	readonly resource: string;
	readonly name: string;
	readonly operation: AnyOperation;
}

/** Every operation of the vocabulary. */
export const pairs: readonly Pair[] = Object.entries(resources).flatMap(
	([resource, { operations }]) =>
		Object.entries(operations).map(([name, operation]) => ({ resource, name, operation })),
);

/** The entries of a list. */
export const optionsOf = (property: INodeProperties | undefined): INodePropertyOptions[] =>
	(property?.options ?? []).filter((entry): entry is INodePropertyOptions => 'value' in entry);

/** The list of a resource's operations. */
export const operationsOf = (resource: string): INodeProperties | undefined =>
	properties.find(
		({ displayOptions, name }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);

/** The parameters of an operation, including those that depend on others. */
export const shownFor = ({ resource, name }: Pair): INodeProperties[] =>
	properties.filter(({ displayOptions }) => {
		const show = displayOptions?.show;
		return (
			(show?.resource?.includes(resource) ?? false) && (show?.operation?.includes(name) ?? true)
		);
	});
