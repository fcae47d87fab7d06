import type { INodeExecutionData } from 'n8n-workflow';
import type { GatewayName } from '../../sandbox';
import { runNode } from '../support/engine';
import { GATEWAYS } from '../support/sandbox';
import { ROUTES } from './routes';
import { inWorldOf } from './setups';
import { FILES } from './trace';
import { pairs, PIXEL, type Pair } from './world';

const keyOf = ({ resource, name }: Pair): string => `${resource}.${name}`;

/** Evolution API never has a channel to list, because it ignores them all (2.4, server source). */
const isAlwaysEmpty = (gateway: GatewayName, pair: Pair): boolean =>
	gateway === 'evolution' && keyOf(pair) === 'channel.getMany';

/** An item with the binary fields that media operations read. */
const itemWith = (bytes: Buffer): INodeExecutionData => ({
	json: {},
	binary: Object.fromEntries(
		Object.entries(FILES).map(([field, { fileName, mimeType }]) => [
			field,
			{
				data: bytes.toString('base64'),
				mimeType: mimeType ?? '',
				...(fileName === null ? {} : { fileName }),
			},
		]),
	),
});

describe.each(GATEWAYS)("%s in n8n's engine", (gateway) => {
	const supported = pairs.filter((pair) => ROUTES[keyOf(pair)]?.[gateway] != null);

	test.each(supported)(
		'$resource > $name runs, and its output items are paired with the input',
		async (pair) =>
			await inWorldOf(gateway, pair, async ({ setup, sandbox, credential, parameters }) => {
				const { error, items, run } = await runNode({
					credential,
					parameters: { resource: pair.resource, operation: pair.name, ...parameters },
					items: [itemWith(setup.bytes ?? Buffer.from(PIXEL, 'base64'))],
				});
				expect([error?.message, error?.description]).toEqual([undefined, undefined]);
				expect(run.waitTill !== undefined).toBe(pair.operation.asks === true);
				// A question has no answer yet (test/engine/sendAndWait.test.ts).
				if (pair.operation.asks === true) return;
				if (pair.operation.returns.kind !== 'many') expect(items).toHaveLength(1);
				else expect(items.length > 0).toBe(!isAlwaysEmpty(gateway, pair));
				for (const { json, binary, pairedItem } of items) {
					expect(pairedItem).toEqual({ item: 0 });
					expect(Object.keys(json).length).toBeGreaterThan(0);
					if (pair.operation.returns.kind === 'command') expect(json.success).toBe(true);
					if (pair.operation.returns.kind === 'file')
						expect(Object.values(binary ?? {})[0]?.mimeType).toMatch(/^\w+\//);
				}
				expect(sandbox.serverPathReads).toEqual([]);
			}),
	);
});
