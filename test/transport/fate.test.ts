import type { INode } from 'n8n-workflow';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { OUTCOMES } from '../../nodes/WhatsApp/execution/outcome';
import { GatewayProblem, type Fate } from '../../nodes/WhatsApp/portable/problem';
import { runNode, type RunResult } from '../support/engine';
import { detailsOf } from '../support/failedItems';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { byId } from '../support/sandbox';

const fake = useFakeGateway();
const RETRYING: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** A gateway that gives every failure the same fate, whatever the status; undefined if it does not know. */
const speak = (fate: Fate | undefined): void => {
	jest
		.spyOn(gateways.waha, 'problem')
		.mockImplementation(({ status }) =>
			status < 400 ? null : new GatewayProblem('The gateway said no', { status, fate }),
		);
};
afterEach(() => jest.restoreAllMocks());

const run = async (settings: Partial<INode>): Promise<RunResult> => {
	fake.seen.length = 0;
	return await runNode({
		credential: { gateway: 'waha', baseUrl: fake.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('491701234567'),
			text: 'Hello',
		},
		settings: { ...RETRYING, ...settings },
	});
};

const UNSURE =
	'The gateway said no. It may or may not have been sent (session default, chat 491701234567@c.us)';

describe.each([400, 404, 409, 429, 501, 503])(
	'a failure with status %i, judged by the dialect',
	(status) => {
		beforeEach(() => {
			fake.answer = answering(status, 'application/json', '{"sent":"perhaps"}');
		});

		test.each([undefined, 'unknown'] as const)(
			'%s: it may have been sent, and is not retried',
			async (fate) => {
				speak(fate);
				const goesOn = await run({ onError: 'continueRegularOutput' });
				expect(goesOn.items[0]?.json.error).toBe(UNSURE);
				expect(detailsOf(goesOn.items[0]).outcome).toBe(OUTCOMES.unknown);
				expect(fake.seen).toHaveLength(1);
				const stops = await run({});
				expect(stops.error?.message).toContain('It may or may not have been sent');
				expect(fake.seen).toHaveLength(1);
			},
		);

		test('failed: it is not retried', async () => {
			speak('failed');
			const { items } = await run({ onError: 'continueRegularOutput' });
			expect(items[0]?.json.error).toBe('The gateway said no');
			expect(detailsOf(items[0]).outcome).toBe(OUTCOMES.failed);
			expect(fake.seen).toHaveLength(1);
		});

		test('not done: Retry On Fail retries it', async () => {
			speak('notDone');
			const { items } = await run({ onError: 'continueRegularOutput' });
			expect(detailsOf(items[0]).outcome).toBe(OUTCOMES.notDone);
			// The node itself also retries a 429.
			expect(fake.seen.length).toBeGreaterThanOrEqual(3);
		});
	},
);
