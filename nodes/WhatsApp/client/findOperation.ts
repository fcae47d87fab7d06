import type { Gateway, Missing } from '../gateways/gateway';
import { vocabulary } from '../operations';
import type { AnyOperation, Resource, Vocabulary } from '../operations/operation';
import type { AnyHandler } from './perform';
import { quote, Refusal } from '../portable/refusal';

export interface FoundOperation {
	readonly operation: AnyOperation;
	readonly handler: AnyHandler;
}

/**
 * The dialect without its types, which were checked where it was written: a handler gets the input that the fields of
 * its own operation read. Only here resource and operation are plain strings.
 */
type PlainDialect = Readonly<
	Record<string, Missing | Readonly<Record<string, AnyHandler | Missing>>>
>;

/**
 * Finds an operation and the gateway's handler for it.
 * @throws Refusal when there is no such operation, or the gateway lacks it; the Refusal then names the nearest
 * alternative
 */
export function findOperation(
	gateway: Gateway,
	resource: string,
	operation: string,
): FoundOperation {
	const declared = operationNamed(resource, operation);
	const handler = handlerOf(gateway, resource, operation);
	if ('missing' in handler) {
		const { name } = resourceNamed(resource);
		throw new Refusal(
			`${gateway.name} does not have the operation ${name} > ${declared.name}`,
			handler.missing,
		);
	}
	return { operation: declared, handler };
}

/** A gateway's handler for an operation, or what to use instead. */
export function handlerOf(
	gateway: Gateway,
	resource: string,
	operation: string,
): AnyHandler | Missing {
	const dialect: PlainDialect = gateway.dialect;
	const ofResource = Object.hasOwn(dialect, resource) ? dialect[resource] : undefined;
	if (ofResource === undefined) throw unknown(resource, operation);
	if (isMissing(ofResource)) return ofResource;
	const handler = Object.hasOwn(ofResource, operation) ? ofResource[operation] : undefined;
	if (handler === undefined) throw unknown(resource, operation);
	return handler;
}

const isMissing = (value: object): value is Missing =>
	'missing' in value && typeof value.missing === 'string';

function resourceNamed(resource: string): Resource {
	const plain: Vocabulary = vocabulary;
	const found = Object.hasOwn(plain, resource) ? plain[resource] : undefined;
	if (found === undefined) throw unknown(resource, '');
	return found;
}

/**
 * An operation, whether or not the gateway has it.
 * @throws Refusal when there is no such operation
 */
export function operationNamed(resource: string, operation: string): AnyOperation {
	const { operations } = resourceNamed(resource);
	const found = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
	if (found === undefined) throw unknown(resource, operation);
	return found;
}

const unknown = (resource: string, operation: string): Refusal =>
	new Refusal(
		`There is no operation ${quote(`${resource} > ${operation}`)}`,
		'Choose Resource and Operation from their lists.',
	);
