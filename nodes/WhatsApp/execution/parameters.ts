import type { IExecuteFunctions } from 'n8n-workflow';
import type { Get } from '../operations/field';

/**
 * Reads the node's parameters for one item after the other. What holds no expression is the same for every item, so
 * n8n is asked for it once.
 */
export function parametersOf(context: IExecuteFunctions): (itemIndex: number) => Get {
	const { parameters } = context.getNode();
	const constants = new Map<string, unknown>();
	return (itemIndex) => (name) => {
		if (constants.has(name)) return constants.get(name);
		// A parameter that is hidden for this operation reads as undefined; n8n throws for it unless a fallback is given.
		const value: unknown = context.getNodeParameter(name, itemIndex, null) ?? undefined;
		if (!holdsExpression(parameters[name])) constants.set(name, value);
		return value;
	};
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
