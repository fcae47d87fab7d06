import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../sandbox';
import { runNode, type RunResult } from '../support/engine';
import { detailsOf, hasFailed } from '../support/failedItems';
import { inLongRun } from '../support/longRun';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';
import { expectSound } from './books';
import { FAULTS, type FaultName, type Meaning } from './faults';
import { plan, type Mix } from './plan';
import { FaultProxy } from './proxy';
import { runFaults } from './run';

const box = useSandbox();

const ITEMS = inLongRun(800);
const SEED = 11;
const MIX: Mix = {
	before: [[4, 'slowDown', 'slowDownBriefly', 'slowDownUntil', 'notReady']],
	end: [
		[4, 'resetBefore', 'resetAfter', 'hangUpBefore', 'hangUpAfter', 'halfHead'],
		[4, 'badGatewayBefore', 'badGatewayAfter', 'gatewayTimeoutBefore', 'silenceAfter'],
		[4, 'failing', 'halfBody'],
	],
};

/** What the requests for reading and typing meet: mostly no fault. */
const COURTESIES: readonly FaultName[] = [
	...Array.from({ length: 7 }, (): FaultName => 'none'),
	'failing',
	'resetBefore',
	'slowDown',
	'halfHead',
	'badGatewayAfter',
	'silenceBefore',
	'notReady',
];

const PACED: INodeParameters = {
	markAsReadFirst: true,
	showTyping: true,
	splitLongText: 1000,
	pauseBetween: { range: { minSeconds: 1, maxSeconds: 3 } },
};

const fatesOf = ({ items }: RunResult): string[] =>
	items.map((item) => (hasFailed(item) ? detailsOf(item).outcome : 'sent'));

describe.each(GATEWAYS)('%s', (gateway) => {
	test('with all pacing options every item has the same outcome as without them', async () => {
		const stories = plan(ITEMS, SEED, MIX);
		const run = { gateway, sandbox: box.sandbox, items: ITEMS, chats: 25, stories };
		const plain = await runFaults({ ...run, title: 'faults without manners' });
		const paced = await runFaults({
			...run,
			title: 'faults with all manners',
			options: PACED,
			courtesies: COURTESIES,
		});
		expectSound(plain.books);
		expectSound(paced.books);
		expect(paced.books).toEqual(plain.books);
		expect(fatesOf(paced.result)).toEqual(fatesOf(plain.result));
	});

	test.each(Object.keys(FAULTS) as FaultName[])(
		'the first part of a text arrives once, whatever fault the second part meets: %s',
		async (fault) => {
			const { means } = FAULTS[fault];
			const { arrived, result } = await sendTwoParts(gateway, fault);
			const [first = 0, second = 0] = arrived;
			expect(first).toBe(1);
			expect(second).toBeLessThanOrEqual(1);
			const [item] = result.items;
			if (means === 'done' || means === 'nothing') {
				// The answer that broke off contained the id.
				const known = fault === 'halfBody' ? 1 : 2;
				expect([second, item?.json.messageIds]).toEqual([
					1,
					Array.from({ length: known }, () => expect.any(String)),
				]);
				return;
			}
			expect(detailsOf(item)).toMatchObject({
				outcome: 'partlySent',
				messageIds: [expect.any(String)],
			});
			const isOpen: Readonly<Record<Meaning, boolean>> = {
				done: false,
				nothing: false,
				failed: false,
				open: true,
			};
			expect(item?.json.error).toMatch(
				isOpen[means]
					? /^Part 1 of 2 of the text was sent, part 2 may have been: .*may or may not/
					: /^Part 1 of 2 of the text was sent, part 2 was not: /,
			);
		},
	);
});

/** Sends a text of two parts, the second of which meets a fault. */
async function sendTwoParts(
	gateway: GatewayName,
	fault: FaultName,
): Promise<{ readonly arrived: number[]; readonly result: RunResult }> {
	const parts = [
		`The first part of a text that meets ${fault}.`,
		`And then the second one, ${fault}.`,
	];
	const { sandbox } = box;
	const proxy = await FaultProxy.start({
		gateway,
		target: sandbox[gateway].url,
		script: (key, nth) => ({ fault: key === parts[1] && nth === 1 ? fault : 'none', latencyMs: 0 }),
		patienceMs: 5_000,
	});
	const texts: string[] = [];
	const unsubscribe = sandbox.world.subscribe((event) => {
		if (event.type === 'message.added') texts.push(event.message.text);
	});
	try {
		const result = await runNode({
			credential: { gateway, baseUrl: proxy.url, apiKey: sandbox[gateway].apiKey },
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('default'),
				chatId: byId('491701112222'),
				text: parts.join(' '),
				options: { ...PACED, splitLongText: 60 },
				requestOptions: { timeout: 5_000, waitForSession: 20_000 },
			},
			settings: { onError: 'continueRegularOutput' },
		});
		await proxy.idle();
		return { arrived: parts.map((part) => texts.filter((text) => text === part).length), result };
	} finally {
		unsubscribe();
		await proxy.close();
	}
}
