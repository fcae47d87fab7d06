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

/** One variation per other value of every field of an operation, those inside its options too. */
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

/** Where n8n puts a file that came out is no business of the gateway. */
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

/** An option counts when adding it with one value or the other changes something, and when changing it does. */
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

/** Values of other fields with which a property is shown. */
const conditionsOf = ({ displayOptions }: INodeProperties): INodeParameters =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).flatMap(([name, values]) => {
			const value = values?.[0];
			return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
				? [[name, value]]
				: [];
		}),
	);
