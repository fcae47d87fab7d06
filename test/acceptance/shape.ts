import { at, listAt, parseJson } from '../../nodes/WhatsApp/portable/json';
import { differences, namesIn, operationSchema } from '../support/outputSchemas';
import type { Trace } from './trace';
import type { Pair } from './world';

const isSend = ({ name, resource }: Pair): boolean =>
	['message', 'status'].includes(resource) && /^(send|forward)/.test(name);

/** Present only if a text was to be split. */
const OF_PARTS = 'messageIds';

/** Checks an output against the schema that is shipped for it: its fields, their types and their order. */
export function expectShape(pair: Pair, { outputs }: Trace): void {
	const schema = operationSchema(pair.resource, pair.name);
	// The output of a question is its answer, not what the gateway returned.
	if (schema === null || outputs === '' || pair.operation.asks === true) return;
	for (const output of listAt(parseJson(outputs))) {
		const json = at(output, 'json') ?? null;
		const isOnTheWay = at(output, 'file') !== undefined && at(json, 'sizeBytes') === null;
		const item = isOnTheWay ? { ...Object(json), sizeBytes: 0 } : json;
		expect([pair.resource, pair.name, differences(schema, item)]).toEqual([
			pair.resource,
			pair.name,
			[],
		]);
		// Sends leave nothing out, so that all gateways return the same fields.
		const names = namesIn(schema).filter((name) => name !== OF_PARTS || name in Object(item));
		if (isSend(pair)) expect(Object.keys(Object(item))).toEqual(names);
	}
}
