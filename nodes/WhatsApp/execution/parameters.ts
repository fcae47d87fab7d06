import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Get } from '../operations/field';
import { isObject } from '../portable/json';

/**
 * Reads the node's parameters, item by item. Without an expression a value is the same for every item, so n8n is asked
 * for it once. An expression that only names a field of the item is read from the item directly, because n8n's
 * expressions cost more than the whole rest of a send.
 */
export function parametersOf(
	context: IExecuteFunctions,
	inputs: readonly INodeExecutionData[],
): (itemIndex: number) => Get {
	const { parameters } = context.getNode();
	const constants = new Map<string, unknown>();
	return (itemIndex) => (name) => {
		if (constants.has(name)) return constants.get(name);
		const plain = plainValue(parameters[name], inputs[itemIndex]?.json ?? {});
		if (plain !== UNKNOWN && holdsExpression(parameters[name])) return byExpression(plain);
		// A parameter hidden for this operation reads as undefined; without a fallback n8n throws for it.
		const value: unknown = context.getNodeParameter(name, itemIndex, null) ?? undefined;
		if (holdsExpression(parameters[name])) return byExpression(value);
		constants.set(name, value);
		return value;
	};
}

/**
 * An expression without a result is a mistake. It must not count as an empty choice, which follows the incoming item.
 */
const byExpression = (value: unknown): unknown =>
	isObject(value) && value.__rl === true && value.mode === 'list'
		? { ...value, mode: 'id' }
		: value;

/** Whether n8n has to evaluate a parameter. */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}

/** Stands for a value that only n8n can evaluate. */
const UNKNOWN = Symbol('unknown');

/** `={{ $json.name }}`, with members after dots and nothing around it. */
const FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*)+)\s*\}\}$/;

/** The value of a parameter that needs only fields of the item, if each exists and is text, a number or a boolean. */
function plainValue(raw: unknown, json: IDataObject): unknown {
	if (typeof raw === 'string') return raw.startsWith('=') ? plainField(raw, json) : raw;
	if (!isObject(raw)) return Array.isArray(raw) ? UNKNOWN : raw;
	const members = Object.entries(raw).map(([name, value]) => [name, plainValue(value, json)]);
	return members.some(([, value]) => value === UNKNOWN) ? UNKNOWN : Object.fromEntries(members);
}

function plainField(expression: string, json: IDataObject): unknown {
	const [, path] = FIELD.exec(expression) ?? [];
	if (path === undefined) return UNKNOWN;
	let found: unknown = json;
	for (const name of path.slice(1).split('.')) {
		if (!isObject(found) || !Object.hasOwn(found, name)) return UNKNOWN;
		found = found[name];
	}
	return ['string', 'number', 'boolean'].includes(typeof found) ? found : UNKNOWN;
}
