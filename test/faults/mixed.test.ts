import { GATEWAYS, useSandbox } from '../support/sandbox';
import { expectSound } from './books';
import { plan, type Mix } from './plan';
import { restart, runFaults } from './run';

const box = useSandbox();

const ITEMS = 2000;
const CONCURRENCY = 30;

/** About one request in five meets something. */
const MIX: Mix = {
	before: [[2, 'slowDown', 'slowDownBriefly', 'slowDownUntil', 'notReady']],
	end: [
		[1, 'resetBefore', 'resetAfter', 'hangUpBefore', 'hangUpAfter', 'halfHead'],
		[0.5, 'badGatewayBefore', 'badGatewayAfter', 'unavailableBefore', 'unavailableAfter'],
		[0.5, 'gatewayTimeoutBefore', 'gatewayTimeoutAfter', 'silenceBefore', 'silenceAfter'],
		[1.5, 'failing', 'halfBody'],
	],
};

describe.each(GATEWAYS)('%s', (gateway) => {
	test('without faults all arrive, each chat in order, and none is told of', async () => {
		const { books, result } = await runFaults({
			title: 'no faults',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			requestOptions: { concurrency: CONCURRENCY },
		});
		expectSound(books);
		expect(books).toMatchObject({ sent: ITEMS, ambiguous: 0 });
		expect(result.hints).toEqual([]);
	});

	test('with faults of every kind each arrives once, or its item says what became of it', async () => {
		const { books, result } = await runFaults({
			title: 'all faults and a restart',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			stories: plan(ITEMS, 7, MIX),
			requestOptions: { concurrency: CONCURRENCY, waitForSession: 20_000 },
			meanwhile: async ({ proxy }) => await restart(proxy, 700, CONCURRENCY, 1_200),
		});
		expectSound(books);
		expect(books.notDone).toBe(0);
		// The seed gives some of everything.
		expect(books.ambiguous).toBeGreaterThan(100);
		expect(Math.min(books.failed, books.halfAnswers, books.refusals)).toBeGreaterThan(10);
		expect(result.hints.join()).toContain('The gateway could not be reached');
	});
});
