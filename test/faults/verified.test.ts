import { inLongRun } from '../support/longRun';
import { useSandbox } from '../support/sandbox';
import { expectSound } from './books';
import { FAULTS } from './faults';
import { plan, type Mix, type Story } from './plan';
import { runFaults } from './run';

const ITEMS = inLongRun(1000);

/** Almost half of the answers are lost, in more than half of these cases after the message was sent. */
const MIX: Mix = {
	end: [
		[6, 'resetBefore', 'resetAfter', 'hangUpBefore', 'hangUpAfter', 'halfHead'],
		[2, 'badGatewayBefore', 'badGatewayAfter', 'unavailableBefore', 'unavailableAfter'],
		[2, 'gatewayTimeoutBefore', 'gatewayTimeoutAfter', 'silenceBefore', 'silenceAfter'],
		[1, 'failing', 'halfBody'],
	],
};

const lost = (stories: readonly Story[], where: { readonly forwards: boolean }): number =>
	stories.flat().filter(({ fault }) => {
		const { means, forwards } = FAULTS[fault];
		return means === 'open' && forwards === where.forwards;
	}).length;

describe('Verify After Timeout', () => {
	const box = useSandbox({ wahaVersion: '2026.7.1', evolutionVersion: '2.4.0' });

	test.each(['waha', 'evolution'] as const)(
		'%s: a message that is found is reported as sent, one that is not found is not sent again',
		async (gateway) => {
			const stories = plan(ITEMS, 7, MIX);
			const { books } = await runFaults({
				title: 'looked for',
				gateway,
				sandbox: box.sandbox,
				items: ITEMS,
				stories,
				options: { verifyAfterTimeout: true },
			});
			const notThere = lost(stories, { forwards: false });
			expect(lost(stories, { forwards: true })).toBeGreaterThan(0);
			expect(notThere).toBeGreaterThan(0);
			// A look-up finds everything except what the gateway never received, for which nobody can know that it will
			// not come.
			expectSound({ ...books, ambiguous: notThere });
			expect(books.sent + books.unknown + books.failed).toBe(ITEMS);
		},
	);
});

describe('Verify After Timeout on a session without a message store', () => {
	const box = useSandbox({ wahaVersion: '2026.7.1', wahaStore: false });

	test('reports every message without a response as unknown', async () => {
		const stories = plan(ITEMS / 4, 8, MIX);
		const { books } = await runFaults({
			title: 'looked for without a store',
			gateway: 'waha',
			sandbox: box.sandbox,
			items: ITEMS / 4,
			stories,
			options: { verifyAfterTimeout: true },
		});
		expectSound(books);
		expect(books.unknown).toBe(
			lost(stories, { forwards: true }) + lost(stories, { forwards: false }),
		);
	});
});
