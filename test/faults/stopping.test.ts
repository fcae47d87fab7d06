import type { INode } from 'n8n-workflow';
import { inLongRun } from '../support/longRun';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { sleep } from '../support/simulatedTime';
import { until } from '../support/until';
import { expectSound } from './books';
import type { FaultName } from './faults';
import { story } from './plan';
import type { FaultProxy } from './proxy';
import { GOES_ON, runFaults } from './run';

const box = useSandbox();

const ITEMS = inLongRun(1_000);
/** Sends that have their answer before the others are held. */
const BEFORE = ITEMS / 2;
const CONCURRENCY = 20;
const TRIES: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
/** Long enough for an unwanted request to arrive, in milliseconds. */
const QUIET_MS = 300;

const attempted = ({ attempts }: FaultProxy, text: string): boolean =>
	attempts.some(({ key }) => key === text);

describe.each(GATEWAYS)('a failed item without On Error: Continue on %s', (gateway) => {
	const cases: ReadonlyArray<readonly [first: FaultName, tries: Partial<INode>]> = [
		['failing', {}],
		['resetAfter', {}],
		['notReady', {}],
		['failing', TRIES],
		['resetAfter', TRIES],
		['notReady', TRIES],
	];

	test.each(cases)(
		'after %s, finishes requests in progress, sends nothing else, and the error lists every item (%j)',
		async (first, settings) => {
			let started = 0;
			const { books, entries, proxy, result } = await runFaults({
				title: `stops after ${first}${settings === TRIES ? ', retry on fail' : ''}`,
				gateway,
				sandbox: box.sandbox,
				items: ITEMS,
				settings,
				requestOptions: { concurrency: CONCURRENCY },
				meanwhile: async (scene) => {
					const house = await scene.proxy.gather(BEFORE, CONCURRENCY);
					started = scene.proxy.attempts.length;
					const [one, two, three, four] = house.held.slice(5);
					if (!one || !two || !three || !four) throw new Error('an empty house');
					await house.go(one, first);
					await house.go(two, 'hangUpBefore');
					await house.go(three, 'failing');
					await house.go(four, 'halfBody');
					house.open();
				},
			});
			await sleep(QUIET_MS);
			expect(proxy.attempts).toHaveLength(started);
			expectSound(books);
			expect(books).toMatchObject({
				sent: started - 3,
				unknown: first === 'resetAfter' ? 2 : 1,
				failed: first === 'failing' ? 2 : 1,
				notDone: ITEMS - started + (first === 'notReady' ? 1 : 0),
			});
			// Only the last try counts: in it, the refused item was not started.
			const begun = entries.findIndex(({ told, text }) =>
				told === 'notDone' ? settings !== TRIES && attempted(proxy, text) : told !== 'sent',
			);
			expect(result.error?.context).toMatchObject({ itemIndex: begun });
			expect(result.items).toEqual([]);
		},
	);
});

describe.each(GATEWAYS)('a cancelled execution on %s', (gateway) => {
	test.each([{}, TRIES, GOES_ON])(
		'stops at once while sends are in progress (%j)',
		async (settings) => {
			let started = 0;
			let arrived = 0;
			const { arrivals, books, proxy } = await runFaults({
				title: 'cancelled',
				gateway,
				sandbox: box.sandbox,
				items: ITEMS,
				settings,
				requestOptions: { concurrency: CONCURRENCY },
				// Nobody answers the requests in progress, and the node does not wait for them.
				meanwhile: async (scene) => {
					await scene.proxy.gather(BEFORE, CONCURRENCY);
					started = scene.proxy.attempts.length;
					arrived = scene.arrivals.length;
					scene.cancel();
				},
			});
			await sleep(QUIET_MS);
			expect(proxy.attempts).toHaveLength(started);
			expect(arrivals).toHaveLength(arrived);
			const { sent, unknown, notDone, untold, lost } = books;
			expect({ sent, unknown, rest: notDone + untold, lost }).toEqual({
				sent: arrived,
				unknown: CONCURRENCY,
				rest: ITEMS - started,
				lost: 0,
			});
		},
	);

	test('stops at once during a wait that the gateway asked for', async () => {
		const { arrivals, proxy } = await runFaults({
			title: 'cancelled while it waits',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			settings: {},
			stories: Array.from({ length: ITEMS }, () => story('slowDownForLong')),
			requestOptions: { concurrency: CONCURRENCY },
			meanwhile: async (scene) => {
				await until(() => scene.proxy.attempts.length === CONCURRENCY);
				await sleep(QUIET_MS);
				scene.cancel();
			},
		});
		await sleep(QUIET_MS);
		expect(proxy.attempts).toHaveLength(CONCURRENCY);
		expect(arrivals).toEqual([]);
	});
});
