import { inLongRun } from '../support/longRun';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { expectSound } from './books';
import { FAULTS, type Meaning } from './faults';
import { plan, type Mix } from './plan';
import { restart, runFaults } from './run';

const box = useSandbox();

/** With fewer items not every fault would occur. */
const ITEMS = inLongRun(2000, 400);
const CONCURRENCY = 30;

/** About one request in five meets a fault. */
const MIX: Mix = {
	before: [[2, 'slowDown', 'slowDownBriefly', 'slowDownUntil', 'notReady']],
	end: [
		[1, 'resetBefore', 'resetAfter', 'hangUpBefore', 'hangUpAfter', 'halfHead'],
		[0.5, 'badGatewayBefore', 'badGatewayAfter', 'unavailableBefore', 'unavailableAfter'],
		[0.5, 'gatewayTimeoutBefore', 'gatewayTimeoutAfter', 'silenceBefore', 'silenceAfter'],
		[1.5, 'failing', 'halfBody'],
	],
};

/** With this seed every fault occurs, even in a short run. */
const SEED = 6;
/** Except a wait of minutes. */
const EVERY_KIND = Object.keys(FAULTS)
	.filter((fault) => fault !== 'slowDownForLong')
	.sort();

describe.each(GATEWAYS)('%s', (gateway) => {
	test('without faults every message arrives, in order within its chat, and there are no hints', async () => {
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

	test('with faults of every kind no message arrives twice, and each item reports the true outcome', async () => {
		const stories = plan(ITEMS, SEED, MIX);
		const { books, result } = await runFaults({
			title: 'all faults and a restart',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			stories,
			requestOptions: { concurrency: CONCURRENCY, waitForSession: 20_000 },
			meanwhile: async ({ proxy }) => await restart(proxy, ITEMS / 4, CONCURRENCY, 1_200),
		});
		expectSound(books);
		expect(books.notDone).toBe(0);
		const met = stories.flatMap((steps) => steps.map(({ fault }) => fault));
		expect([...new Set(met)].sort()).toEqual(EVERY_KIND);
		const meeting = (what: Meaning): number =>
			met.filter((fault) => FAULTS[fault].means === what).length;
		expect(books).toMatchObject({
			failed: meeting('failed'),
			refusals: meeting('nothing'),
			ambiguous: meeting('open'),
		});
		expect(result.hints.join()).toContain('The gateway could not be reached');
	});
});
