import { runNode, type RunResult } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';

const run = async (
	credential: ReturnType<ReturnType<typeof useSandbox>['credential']>,
	chats: readonly string[],
	requestOptions = {},
): Promise<RunResult> =>
	await runNode({
		credential,
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('={{ $json.chatId }}'),
			text: 'Hello',
			requestOptions,
		},
		items: chats.map((chatId) => ({ json: { chatId } })),
	});

/** A window must be longer than the precision to which gateways round its end. */
const WINDOW_MS = 4000;
/** A send costs two units. */
const SENDS_PER_WINDOW = 10;

describe('a rate limit', () => {
	const limits = {
		cooldownMs: 0,
		quotaMax: Infinity,
		rateLimitMax: 2 * SENDS_PER_WINDOW,
		rateLimitWindowMs: WINDOW_MS,
	};
	const box = useSandbox({ warestLimits: limits });

	test.each([
		['one after another', {}, 0],
		['side by side', { concurrency: 6 }, 6],
	])(
		'is respected by sends %s',
		async (_, options, mostRefused) => {
			box.sandbox.requests.length = 0;
			const chats = Array.from({ length: 30 }, (_unused, i) => `4917000000${10 + i}`);
			const { error, hints, items } = await run(box.credential('warest'), chats, options);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(30);
			const refused = box.sandbox.requests.filter(({ status }) => status === 429);
			expect(refused.length).toBeLessThanOrEqual(mostRefused);
			expect(box.sandbox.requests).toHaveLength(30 + refused.length);
			expect(hints.join('\n')).toMatch(
				/^The gateway lets only so many requests through: waited .* s( at the longest)?$/m,
			);
		},
		60_000,
	);
});

describe('a pause per recipient', () => {
	const limits = { cooldownMs: 1000, quotaMax: Infinity, rateLimitMax: Infinity };
	const box = useSandbox({ warestLimits: limits });

	test('is learned from the first refusal, and respected from then on', async () => {
		const chats = [1, 1, 1, 2, 2, 3, 3].map((n) => `491700000010${n}`);
		const { error, hints, items } = await run(box.credential('warest'), chats);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(7);
		expect(box.sandbox.requests.filter(({ status }) => status === 429)).toHaveLength(1);
		expect(hints.join('\n')).toMatch(
			/^The gateway wants a pause between two requests for one chat: waited/m,
		);
	});
});
