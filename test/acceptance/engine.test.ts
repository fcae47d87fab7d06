import type { INodeExecutionData } from 'n8n-workflow';
import { startSandbox, type GatewayName } from '../../sandbox';
import { runNode } from '../support/engine';
import { GATEWAYS } from '../support/sandbox';
import { ROUTES } from './routes';
import { SETUPS } from './setups';
import { FILES } from './trace';
import { knownIn, pairs, PIXEL, sampleParameters, type Pair } from './world';

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
		async (pair) => {
			const setup = SETUPS[keyOf(pair)] ?? {};
			const limits = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity };
			const sandbox = await startSandbox({ warestLimits: limits, ...setup.sandbox });
			try {
				setup.before?.(sandbox);
				const isAdmin = gateway === 'warest' && pair.resource === 'server';
				const apiKey = isAdmin ? sandbox.warest.adminKey : sandbox[gateway].apiKey;
				const known = { ...knownIn(sandbox, gateway), ...setup.known };
				const { error, items, run } = await runNode({
					credential: { gateway, baseUrl: sandbox[gateway].url, apiKey },
					parameters: {
						resource: pair.resource,
						operation: pair.name,
						...sampleParameters(pair.operation, known),
						...setup.parameters,
						...setup.on?.[gateway],
					},
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
			} finally {
				await sandbox.close();
			}
		},
	);
});
