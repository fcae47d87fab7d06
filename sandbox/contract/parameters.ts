import type { RouteContract } from './route';
import type { Field, Fields } from './schema';

/** One parameter that a gateway reads, by its flat name. */
export interface Parameter {
	/** `query.limit`, `body.file.mimetype`, `body.buttons[].text`. */
	readonly name: string;
	/** Required, like all objects around it. */
	readonly required: boolean;
	readonly since?: string | undefined;
	/** An alternative to another parameter. */
	readonly alternative: boolean;
}

type Inherited = Omit<Parameter, 'name'>;

function leaves(field: Field, name: string, inherited: Inherited): Parameter[] {
	const { shape } = field;
	switch (shape.kind) {
		case 'object':
			return ofFields(shape.fields, name, inherited);
		case 'list':
			return itemLeaves(shape.items, name, inherited);
		case 'anyOf':
			return optionLeaves(shape.options, name, inherited);
		default:
			return [{ name, ...inherited }];
	}
}

// A list of plain values is one parameter; a list of objects has the parameters of its objects.
function itemLeaves(items: Field, name: string, inherited: Inherited): Parameter[] {
	const nested = leaves(items, `${name}[]`, inherited);
	return nested.every((parameter) => parameter.name === `${name}[]`)
		? [{ name, ...inherited }]
		: nested;
}

// If one form of a value has named fields, these are the parameters, because the plain forms can express no more.
function optionLeaves(options: readonly Field[], name: string, inherited: Inherited): Parameter[] {
	const forms = options.map((option) => leaves(option, name, inherited));
	const nested = forms.filter((form) => form.some((parameter) => parameter.name !== name));
	if (nested.length === 0) return [{ name, ...inherited }];
	const byName = new Map<string, Parameter>();
	for (const parameter of nested.flat()) {
		const needed = nested.every((form) =>
			form.some((each) => each.name === parameter.name && each.required),
		);
		byName.set(parameter.name, { ...parameter, required: needed });
	}
	return [...byName.values()];
}

function ofFields(fields: Fields, parent: string, inherited: Inherited): Parameter[] {
	const isAlternative = (field: Field | undefined): boolean =>
		field?.traits.insteadOf !== undefined;
	return Object.entries(fields).flatMap(([name, field]) => {
		const { required = false, since = inherited.since, beside } = field.traits;
		const alternative =
			inherited.alternative ||
			isAlternative(field) ||
			(beside !== undefined && isAlternative(fields[beside]));
		return leaves(field, `${parent}.${name}`, {
			required: inherited.required && required,
			since,
			alternative,
		});
	});
}

/** All parameters of a route's query and body, including alternatives. */
export function parametersOf(route: RouteContract): Parameter[] {
	const outermost = { required: true, alternative: false };
	return [...ofFields(route.query, 'query', outermost), ...ofFields(route.body, 'body', outermost)];
}

/**
 * The flat names of what a gateway reads on a route, without alternatives. Path parameters are not listed, because no
 * path can be sent without them.
 */
export function readParameters(route: RouteContract): string[] {
	return parametersOf(route)
		.filter((parameter) => !parameter.alternative)
		.map((parameter) => parameter.name);
}
