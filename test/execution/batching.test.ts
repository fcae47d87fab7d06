import type { INodeParameters } from 'n8n-workflow';
import { runNode, type RunResult } from '../support/engine';
import { byId } from '../support/sandbox';
import { sleep } from '../support/simulatedTime';
import { until } from '../support/until';
import { sentBy, useWatchedGateway, type Arrival } from './gateway';

const gateway = useWatchedGateway();

const run = async (
	count: number,
	requestOptions: INodeParameters,
	cancel?: AbortSignal,
): Promise<RunResult> =>
	await runNode({
		credential: { gateway: 'waha', baseUrl: gateway.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('={{ $json.chatId }}'),
			text: 'Hello',
			requestOptions,
		},
		items: Array.from({ length: count }, (_, i) => ({ json: { chatId: `4917000000${10 + i}` } })),
		...(cancel === undefined ? {} : { cancel }),
	});

const batching = (batchSize: number, batchInterval: number): INodeParameters => ({
	batching: { batch: { batchSize, batchInterval } },
});

const inBatches = (size: number): Arrival[][] =>
	Array.from({ length: Math.ceil(gateway.arrivals.length / size) }, (_, i) =>
		gateway.arrivals.slice(i * size, (i + 1) * size),
	);

test.each([
	[3, 3],
	[0, 1],
])(
	'with batches of %p each starts an interval after the last response to the previous one',
	async (size, real) => {
		gateway.reply = async () => {
			await sleep(60);
			return sentBy('waha');
		};
		const { items } = await run(7, batching(size, 200));
		expect(items).toHaveLength(7);
		const batches = inBatches(real);
		for (const [i, batch] of batches.entries()) {
			const before = batches[i - 1];
			if (before === undefined) continue;
			const lastEnd = Math.max(...before.map(({ endedMs }) => endedMs));
			const firstBegin = Math.min(...batch.map(({ beganMs }) => beganMs));
			expect(firstBegin - lastEnd).toBeGreaterThanOrEqual(200);
		}
	},
);

test.each([
	['-1 is one batch of all', batching(-1, 600_000)],
	['no interval is no pause', batching(2, 0)],
	['a batch larger than the input has no pause behind it', batching(50, 600_000)],
	['a batch as large as the input has none either', batching(7, 600_000)],
])('%s', async (_, options) => {
	gateway.reply = () => sentBy('waha');
	expect((await run(7, options)).items).toHaveLength(7);
});

test('a batch respects the concurrency', async () => {
	gateway.reply = async () => {
		await sleep(20);
		return sentBy('waha');
	};
	await run(8, { ...batching(4, 100), concurrency: 1 });
	expect(gateway.arrivals).toHaveLength(8);
	for (const [i, { began }] of gateway.arrivals.entries())
		expect(began).toBeGreaterThan(gateway.arrivals[i - 1]?.ended ?? -1);
});

test('a cancelled execution ends the pause between batches at once, and starts no other batch', async () => {
	gateway.reply = () => sentBy('waha');
	const stop = new AbortController();
	const done = run(9, batching(3, 600_000), stop.signal);
	await until(() => gateway.arrivals.filter(({ ended }) => ended < Infinity).length === 3);
	await sleep(50);
	stop.abort();
	expect((await done).run.status).toBe('canceled');
	expect(gateway.arrivals).toHaveLength(3);
});

test('a cancelled execution abandons requests without a response, and starts no others', async () => {
	gateway.reply = () => null;
	const stop = new AbortController();
	const done = run(9, {}, stop.signal);
	await until(() => gateway.arrivals.length === 5);
	stop.abort();
	expect((await done).run.status).toBe('canceled');
	await sleep(50);
	expect(gateway.arrivals).toHaveLength(5);
});

test('a cancelled execution ends a wait that the gateway asked for', async () => {
	gateway.reply = () => ({ status: 429, json: {} });
	const stop = new AbortController();
	const done = run(1, {}, stop.signal);
	await until(() => gateway.arrivals.length === 2);
	stop.abort();
	expect((await done).run.status).toBe('canceled');
});

test('a failed batch stops the node without the pause', async () => {
	gateway.reply = () => ({ status: 400, json: { message: 'no' } });
	const { error } = await run(6, batching(3, 600_000));
	expect(error?.message).toBe('WAHA did not accept the request: no');
	expect(gateway.arrivals).toHaveLength(3);
});
