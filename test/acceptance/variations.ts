import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Field } from '../../nodes/WhatsApp/operations/field';
import type { AnyOperation } from '../../nodes/WhatsApp/operations/operation';
import { isObject } from '../../nodes/WhatsApp/portable/json';
import { samplesOf, type Known } from '../support/samples';

/** Sets of parameters that differ in one field. */
export interface Variation {
	readonly label: string;
	readonly from: INodeParameters;
	/** One of these must make a difference. */
	readonly to: readonly INodeParameters[];
}

/** One variation for every other value of every field of an operation, including fields inside its options. */
export function variations(
	operation: AnyOperation,
	base: INodeParameters,
	known: Known,
): Variation[] {
	return Object.values(operation.fields).flatMap((field) =>
		field.optional === undefined
			? ofField(field, base, known)
			: Object.values(field.optional).flatMap((option) => ofOption(option, base, known)),
	);
}

/** Where n8n puts a file of the output does not concern the gateway. */
const OUTPUT_FIELD = 'binaryPropertyName';

function ofField(field: Field<unknown>, base: INodeParameters, known: Known): Variation[] {
	return field.properties
		.filter(({ name }) => name !== OUTPUT_FIELD)
		.flatMap((property) => {
			const context = { ...base, ...conditionsOf(property) };
			return samplesOf(property, known).map((value): Variation => ({
				label: `${property.name}: ${JSON.stringify(value)}`,
				from: context,
				to: [{ ...context, [property.name]: value }],
			}));
		})
		.filter(({ from, to }) => JSON.stringify([from]) !== JSON.stringify(to));
}

/** An option works if adding it with one of two values changes something, and if changing its value does. */
function ofOption(option: Field<unknown>, base: INodeParameters, known: Known): Variation[] {
	const samples = option.properties.map(
		(property) => [property.name, samplesOf(property, known)] as const,
	);
	const added = (pick: 0 | 1): INodeParameters => ({
		...base,
		options: {
			...(isObject(base.options) ? base.options : {}),
			...Object.fromEntries(samples.map(([name, values]) => [name, values[pick]])),
		},
	});
	const name = `options.${option.properties.map((property) => property.name).join('+')}`;
	const same = JSON.stringify(added(0)) === JSON.stringify(added(1));
	return [
		{ label: `${name} is added`, from: base, to: [added(0), added(1)] },
		...(same ? [] : [{ label: `${name} is changed`, from: added(0), to: [added(1)] }]),
	];
}

/** Values of other fields for which a property is shown. */
const conditionsOf = ({ displayOptions }: INodeProperties): INodeParameters =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).flatMap(([name, values]) => {
			const value = values?.[0];
			return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
				? [[name, value]]
				: [];
		}),
	);
