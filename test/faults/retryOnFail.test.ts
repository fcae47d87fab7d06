import type { INode } from 'n8n-workflow';
import { inLongRun } from '../support/longRun';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { expectSound } from './books';
import { FAULTS } from './faults';
import { plan, story, type Mix, type Story } from './plan';
import { GOES_ON, runFaults, type FaultRun } from './run';

const box = useSandbox();

const ITEMS = inLongRun(1_000);
/** Items in the middle and near the end of a list. */
const [MIDDLE, LATE] = [ITEMS * 0.4, ITEMS * 0.8];
/** n8n replaces 0 ms with its default of a second. */
const TRIES: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const BOTH: Partial<INode> = { ...GOES_ON, ...TRIES };

const MIX: Mix = {
	before: [[3, 'slowDownBriefly']],
	end: [
		[2, 'resetBefore', 'resetAfter', 'halfHead', 'badGatewayAfter', 'unavailableBefore'],
		[2, 'failing', 'halfBody'],
	],
};

/** Without Wait for Session the node reports such an item as not done at once. */
const ONCE = story('notReady');
const TWICE = story('notReady', 'notReady');

/** These stories, with some of them replaced by item. */
const withStories = (stories: readonly Story[], others: Readonly<Record<number, Story>>): Story[] =>
	stories.map((told, index) => others[index] ?? told);

describe.each(GATEWAYS)('Retry On Fail on %s', (gateway) => {
	const run = (title: string, more: Pick<FaultRun, 'settings' | 'stories'>): FaultRun => ({
		title: `retry on fail, ${title}`,
		gateway,
		sandbox: box.sandbox,
		items: ITEMS,
		requestOptions: { concurrency: 20 },
		...more,
	});
	const quiet = plan(ITEMS, 1, {});

	test.each([0, MIDDLE])('resumes a list that stopped at item %i', async (first) => {
		const { books, result } = await runFaults(
			run(`stops at item ${first}`, {
				settings: TRIES,
				stories: withStories(quiet, { [first]: ONCE, [LATE]: ONCE }),
			}),
		);
		expect(result.error).toBeUndefined();
		expectSound(books);
		expect(books).toMatchObject({ sent: ITEMS, refusals: 2 });
	});

	test('does not resume a list that stopped at an item that may have been sent', async () => {
		const { books, proxy } = await runFaults(
			run('stops at an unknown item', {
				settings: TRIES,
				stories: withStories(quiet, { [MIDDLE]: story('resetAfter') }),
			}),
		);
		expectSound(books);
		expect(books).toMatchObject({ unknown: 1, failed: 0 });
		expect(books.notDone).toBeGreaterThan(ITEMS / 3);
		expect(proxy.attempts).toHaveLength(books.sent + 1);
	});

	/** n8n retries as long as the first item of the output is a failed one, whatever the others are. */
	test.each([
		['not done', ONCE, { unknown: 0, notDone: 3 }],
		['unknown', story('resetAfter'), { unknown: 1, notDone: 2 }],
	])(
		'with On Error: Continue and a first item that is %s, retries only the last items of their chats',
		async (what, first, { unknown, notDone }) => {
			const stories = plan(ITEMS, 3, MIX);
			// Later messages of their chats have been sent by the time the first three can be retried; the last two
			// have no later ones.
			const others = { 0: first, 7: ONCE, 8: TWICE, [ITEMS - 2]: TWICE, [ITEMS - 1]: ONCE };
			const { books } = await runFaults(
				run(`goes on, first item ${what}`, {
					settings: BOTH,
					stories: withStories(stories, others),
				}),
			);
			expectSound(books);
			expect(books.notDone).toBe(notDone);
			expect(books.unknown).toBe(unknownIn(stories, Object.keys(others)) + unknown);
		},
	);

	test('with On Error: Continue and a first item that was sent, retries nothing', async () => {
		const { books } = await runFaults(
			run('goes on, first item sent', {
				settings: BOTH,
				stories: withStories(plan(ITEMS, 3, MIX), { 0: story('none'), 7: ONCE, 8: TWICE }),
			}),
		);
		expectSound(books);
		expect(books.notDone).toBe(2);
	});
});

/** How many stories leave the outcome open, except these. */
const unknownIn = (stories: readonly Story[], but: readonly string[]): number =>
	stories.filter(
		(steps, index) =>
			!but.includes(String(index)) && steps.some(({ fault }) => FAULTS[fault].means === 'open'),
	).length;
