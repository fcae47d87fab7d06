import { at, listAt, parseJson } from '../../nodes/WhatsApp/portable/json';
import { differences, namesIn, operationSchema } from '../support/outputSchemas';
import type { Trace } from './trace';
import type { Pair } from './world';

const isSend = ({ name, resource }: Pair): boolean =>
	['message', 'status'].includes(resource) && /^(send|forward)/.test(name);

/** Only where a text was to be split. */
const OF_PARTS = 'messageIds';

/** Holds what came out to the schema that is shipped for it: its fields, their types and their order. */
export function expectShape(pair: Pair, { outputs }: Trace): void {
	const schema = operationSchema(pair.resource, pair.name);
	// What comes out of a question is its answer, and not what the gateway said.
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
		// Sends leave nothing out, so that all gateways answer the same.
		const names = namesIn(schema).filter((name) => name !== OF_PARTS || name in Object(item));
		if (isSend(pair)) expect(Object.keys(Object(item))).toEqual(names);
	}
}
