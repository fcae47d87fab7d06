import type { INodeExecutionData } from 'n8n-workflow';
import { runNode } from '../support/engine';
import { inLongRun } from '../support/longRun';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { expectSound } from './books';
import type { FaultName } from './faults';
import { story, type Story } from './plan';
import { FaultProxy } from './proxy';
import { runFaults } from './run';
import { detailsOf, hasFailed } from '../support/failedItems';

const box = useSandbox();

const ITEMS = inLongRun(1_400);

describe.each(GATEWAYS)('%s', (gateway) => {
	test('a connection cut before the request was read makes the outcome of the item unknown', async () => {
		const { books, proxy } = await runFaults({
			title: 'every seventh connection cut',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			requestOptions: { concurrency: 20 },
			cuts: (nth) => nth % 7 === 0,
		});
		expectSound(books);
		expect(proxy.cut).toBe(ITEMS / 7);
		expect(books).toMatchObject({ sent: (ITEMS / 7) * 6, unknown: ITEMS / 7 });
	});

	test('if nothing listens, every item is reported as not sent, and only the first ones wait for the gateway', async () => {
		const startedMs = Date.now();
		const { books } = await runFaults({
			title: 'nothing listens',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			meanwhile: async ({ proxy }) => await Promise.resolve(proxy.stopListening()),
		});
		expectSound(books);
		expect(books).toMatchObject({ notDone: ITEMS, refusals: 0 });
		// One item waits up to 2.2 s, two in turn at least 3.5 s.
		expect(Date.now() - startedMs).toBeLessThan(3_000);
	});

	const check = async (
		stories: readonly Story[],
	): Promise<{ items: readonly INodeExecutionData[]; attempts: number }> => {
		const seen: string[] = [];
		const proxy = await FaultProxy.start({
			gateway,
			target: box.sandbox[gateway].url,
			patienceMs: 5_000,
			script: (key, nth) => {
				if (nth === 1) seen.push(key);
				return (
					stories[seen.indexOf(key) % stories.length]?.[nth - 1] ?? { fault: 'none', latencyMs: 0 }
				);
			},
		});
		try {
			const { items } = await runNode({
				credential: { ...box.credential(gateway), baseUrl: proxy.url },
				parameters: {
					resource: 'contact',
					operation: 'checkExists',
					session: 'default',
					phone: '={{ $json.phone }}',
					requestOptions: { concurrency: 24 },
				},
				items: Array.from({ length: 24 }, (_, i) => ({ json: { phone: `4917000001${i + 10}` } })),
				settings: { onError: 'continueRegularOutput' },
			});
			return { items, attempts: proxy.attempts.length };
		} finally {
			await proxy.close();
		}
	};

	const ENDS: readonly FaultName[] = [
		'resetBefore',
		'resetAfter',
		'hangUpBefore',
		'halfHead',
		'halfBody',
		'badGatewayAfter',
		'unavailableBefore',
		'gatewayTimeoutBefore',
	];

	test('a read succeeds at the third attempt after two connection failures', async () => {
		const stories = ENDS.map((end, i) => story(end, ENDS[(i + 3) % ENDS.length] ?? end));
		const { attempts, items } = await check(stories);
		expect(items.filter(hasFailed)).toEqual([]);
		expect(items.map(({ json }) => json.exists)).toEqual(items.map(() => true));
		expect(attempts).toBe(3 * 24);
	});

	test('a read fails after three attempts, and the error does not say that it may have been sent', async () => {
		const { attempts, items } = await check([
			story('resetAfter', 'badGatewayAfter', 'resetBefore'),
		]);
		expect(items).toHaveLength(24);
		for (const item of items) {
			expect(detailsOf(item).outcome).toBe('notSent');
			expect(item.json.error).not.toContain('may or may not');
		}
		expect(attempts).toBe(3 * 24);
	});
});
