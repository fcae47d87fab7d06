import type { INodeParameters } from 'n8n-workflow';
import { GATEWAYS, byId } from '../support/sandbox';
import { runNode, type RunRequest, type RunResult } from '../support/engine';
import { detailsOf } from '../support/failedItems';
import { sleep } from '../support/simulatedTime';
import { until } from '../support/until';
import { recipientOf, sentBy, useWatchedGateway, type Arrival, type Reply } from './gateway';
import type { GatewayName } from '../../sandbox';

const gateway = useWatchedGateway();

const CHAT = '491700000001';
/** Two parts of at most 50 characters. */
const PARTS = [
	'The first part says something at length.',
	'The second part says a little more of it.',
];
const TEXT = PARTS.join('\n\n');

interface Asked extends Partial<RunRequest> {
	readonly options?: INodeParameters;
	readonly requestOptions?: INodeParameters;
	readonly chats?: readonly string[];
	readonly parameters?: INodeParameters;
}

const run = async (
	name: GatewayName,
	{ chats = [CHAT], options = {}, parameters, requestOptions = {}, ...request }: Asked,
): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('={{ $json.chatId }}'),
			text: '={{ $json.text }}',
			options,
			requestOptions: { waitForSession: 0, ...requestOptions },
			...parameters,
		},
		items: chats.map((chatId, index) => ({ json: { chatId, text: `${TEXT} ${index}` } })),
		...request,
	});

/** The purpose of a request, whatever the gateway calls it. */
function kindOf({ line }: Arrival): string {
	if (/read$|findMessages/.test(line)) return 'read';
	if (/startTyping$|sendPresence/.test(line)) return 'typing';
	if (/stopTyping$/.test(line)) return 'typed';
	return /(sendText(\/default)?|send\/text)$/.test(line) ? 'send' : line;
}
const kinds = (): string[] => gateway.arrivals.map(kindOf);
const sends = (): Arrival[] => gateway.arrivals.filter((arrival) => kindOf(arrival) === 'send');
const wordsOf = ({ body }: Arrival): unknown => body.text ?? body.message;

/** Every message gets a different id: m1, m2 … */
const succeed = (name: GatewayName, arrival: Arrival): Reply =>
	kindOf(arrival) === 'send'
		? sentBy(name, `m${sends().length}`, recipientOf(arrival))
		: { status: 201, json: null };

/** An id as the node returns it. */
const idOf = (name: GatewayName, id: string): string =>
	name === 'evolution' ? `true_${CHAT}@c.us_${id}` : id;

const failing: Reply = { status: 500, json: { statusCode: 500, message: 'Internal error' } };

const between = (minSeconds: number, maxSeconds: number): INodeParameters => ({
	pauseBetween: { range: { minSeconds, maxSeconds } },
});
const ALL = {
	markAsReadFirst: true,
	showTyping: true,
	splitLongText: 50,
	...between(20, 30),
};

const FLOW: Readonly<Record<GatewayName, readonly string[]>> = {
	waha: ['read', 'typing', 'typed', 'send', 'typing', 'typed', 'send'],
	// It has no route for typing; its sends include it.
	warest: ['read', 'send', 'send'],
	// The typing that is shown first ends by itself.
	evolution: ['read', 'typing', 'send', 'typing', 'send'],
};

describe.each(GATEWAYS)('%s', (name) => {
	beforeEach(() => {
		gateway.reply = (arrival) => succeed(name, arrival);
	});

	test('sends at once without pacing options', async () => {
		const { items } = await run(name, {});
		expect(kinds()).toEqual(['send']);
		expect(items[0]?.json).not.toHaveProperty('messageIds');
	});

	test('marks as read, shows typing, and sends a long text in parts', async () => {
		const { hints, items } = await run(name, { options: ALL });
		expect(kinds()).toEqual(FLOW[name]);
		expect(sends().map(wordsOf)).toEqual([PARTS[0], `${PARTS[1]} 0`]);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			messageId: idOf(name, 'm1'),
			messageIds: [idOf(name, 'm1'), idOf(name, 'm2')],
			text: `${TEXT} 0`,
			chatId: `${CHAT}@c.us`,
		});
		expect(hints).toEqual([]);
		expect(sends().map(({ body }) => body.presence)).toEqual(
			name === 'warest' ? [true, true] : [undefined, undefined],
		);
	});

	test('pauses between messages for a time in the range', async () => {
		await run(name, { options: ALL });
		const [first] = sends();
		const next = gateway.arrivals[gateway.arrivals.indexOf(first!) + 1];
		const pauseMs = (next?.beganMs ?? 0) - (first?.endedMs ?? 0);
		expect(pauseMs).toBeGreaterThanOrEqual(20_000);
		expect(pauseMs).toBeLessThanOrEqual(30_000);
	});

	test('types as long as the text takes on WAHA, and does not wait where the gateway itself types', async () => {
		await run(name, { options: { showTyping: true, splitLongText: 50 } });
		for (const [place, part] of [PARTS[0], `${PARTS[1]} 0`].entries()) {
			const send = sends()[place]!;
			const before = gateway.arrivals[gateway.arrivals.indexOf(send) - (name === 'waha' ? 2 : 1)];
			const typingMs = send.beganMs - (before?.endedMs ?? send.beganMs);
			const expectedMs = name === 'waha' ? 40 * (part?.length ?? 0) : 0;
			expect(typingMs).toBeGreaterThanOrEqual(0.8 * expectedMs);
			expect(typingMs).toBeLessThanOrEqual(1.2 * expectedMs);
		}
	});

	test('picks the pauses at random from the range', async () => {
		const random = jest.spyOn(Math, 'random');
		const pauses: number[] = [];
		for (const value of [0, 0.999]) {
			random.mockReturnValue(value);
			gateway.arrivals.length = 0;
			await run(name, { options: between(10, 40), chats: [CHAT, CHAT] });
			const [first, second] = sends();
			pauses.push((second?.beganMs ?? 0) - (first?.endedMs ?? 0));
		}
		random.mockRestore();
		expect(Math.round((pauses[0] ?? 0) / 1000)).toBe(10);
		expect(Math.round((pauses[1] ?? 0) / 1000)).toBe(40);
	});

	test('does not split a text that is short enough, and still returns messageIds', async () => {
		const { items } = await run(name, { options: { splitLongText: 1000 } });
		expect(kinds()).toEqual(['send']);
		expect(items[0]?.json).toMatchObject({
			messageId: idOf(name, 'm1'),
			messageIds: [idOf(name, 'm1')],
		});
	});

	test('returns the responses to all parts with Simplify off', async () => {
		const { items } = await run(name, {
			options: { splitLongText: 50 },
			parameters: { simplify: false },
		});
		expect(items).toHaveLength(1);
		expect(items[0]?.json.answer).toHaveLength(2);
	});

	test('quotes only in the first part, and mentions people only in the part that names them', async () => {
		const chatId = '120363000000000001@g.us';
		const { error } = await run(name, {
			options: { splitLongText: 50, quotedMessageId: 'ABCD', mentions: '491700000009' },
			items: [{ json: { chatId, text: `${PARTS[0]} ${PARTS[1]} Right, @491700000009?` } }],
		});
		expect(error).toBeUndefined();
		expect(sends().map(wordsOf)).toEqual([...PARTS, 'Right, @491700000009?']);
		const [first, ...others] = sends().map(({ body }) => body);
		const quotedIn = (body: Arrival['body'] = {}): unknown =>
			body.reply_to ?? body.replyMessageId ?? body.quoted;
		expect(JSON.stringify(quotedIn(first))).toContain('"ABCD"');
		for (const body of others) expect(quotedIn(body)).toBeUndefined();
		const mentioned = {
			waha: ['491700000009@c.us'],
			// It reads mentions in the text. The node refuses mentions of a text that does not name them.
			warest: undefined,
			evolution: ['491700000009'],
		};
		expect(sends().map(({ body }) => body.mentions ?? body.mentioned)).toEqual([
			undefined,
			undefined,
			mentioned[name],
		]);
	});

	describe('a request to mark as read or show typing', () => {
		test.each<[string, Reply]>([
			['fails', failing],
			['is refused', { status: 403, json: { error: 'Forbidden' } }],
			['is not known', { status: 404, json: { statusCode: 404, message: 'Cannot POST' } }],
			['gets no answer', null],
		])('does not stop the message when it %s', async (_, reply) => {
			gateway.reply = (arrival) => (kindOf(arrival) === 'send' ? succeed(name, arrival) : reply);
			const { error, items } = await run(name, { options: ALL });
			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({
				messageIds: [idOf(name, 'm1'), idOf(name, 'm2')],
			});
			expect(sends()).toHaveLength(2);
			expect(kinds()).not.toContain('typed');
		});
	});

	describe('pauses', () => {
		test('do not delay other chats', async () => {
			const chats = [CHAT, CHAT, '491700000002', '491700000003'];
			await run(name, { options: between(60, 60), chats });
			const began = sends().map(({ body, beganMs }) => [
				recipientOf({ body }).replace(/@.*/, ''),
				beganMs,
			]);
			expect(began.map(([chat]) => chat)).toEqual([CHAT, '491700000002', '491700000003', CHAT]);
			const first = Number(began[0]?.[1]);
			expect(Number(began[2]?.[1]) - first).toBeLessThan(20_000);
			expect(Number(began[3]?.[1]) - first).toBeGreaterThanOrEqual(60_000);
		});

		test('are between all messages with a concurrency of 1', async () => {
			const chats = [CHAT, '491700000002', '491700000003'];
			await run(name, { options: between(60, 60), chats, requestOptions: { concurrency: 1 } });
			const [a, b, c] = sends();
			expect((b?.beganMs ?? 0) - (a?.endedMs ?? 0)).toBeGreaterThanOrEqual(60_000);
			expect((c?.beganMs ?? 0) - (b?.endedMs ?? 0)).toBeGreaterThanOrEqual(60_000);
		});

		test.each([
			['between two items', { chats: [CHAT, CHAT], options: between(3000, 3000) }],
			['between two parts', { options: { splitLongText: 50, ...between(3000, 3000) } }],
		])('%s end at once when the execution is cancelled', async (_, asked) => {
			const stop = new AbortController();
			const startedMs = performance.now();
			const running = run(name, { ...asked, cancel: stop.signal });
			await until(() => sends().length === 1 && sends()[0]?.ended !== Infinity);
			await sleep(5_000);
			stop.abort();
			const { run: execution } = await running;
			expect(execution.status).toBe('canceled');
			expect(performance.now() - startedMs).toBeLessThan(60_000);
			expect(sends()).toHaveLength(1);
		});

		test('end when another item fails, and the waiting item is reported as not sent', async () => {
			gateway.reply = async (arrival) => {
				if (recipientOf(arrival).startsWith(CHAT)) return succeed(name, arrival);
				await sleep(2_000);
				return failing;
			};
			const startedMs = performance.now();
			const { error } = await run(name, {
				chats: [CHAT, CHAT, '491700000002'],
				options: between(3000, 3000),
			});
			expect(error?.description).toMatch(/Sent: item 0\..*Not sent: item 1\./);
			expect(performance.now() - startedMs).toBeLessThan(120_000);
		});
	});

	describe('a text of which the second part fails', () => {
		beforeEach(() => {
			gateway.reply = (arrival) =>
				wordsOf(arrival) === PARTS[0] ? succeed(name, arrival) : failing;
		});

		test('is reported with the parts that were sent', async () => {
			const { items } = await run(name, {
				options: { splitLongText: 50 },
				settings: { onError: 'continueRegularOutput' },
			});
			expect(items[0]?.json.error).toMatch(/^Part 1 of 2 of the text was sent, part 2 was not: /);
			expect(detailsOf(items[0]!)).toMatchObject({
				outcome: 'partlySent',
				messageIds: [idOf(name, 'm1')],
				chatId: `${CHAT}@c.us`,
				hint: expect.stringContaining('m1'),
			});
		});

		test('is not retried by Retry On Fail, and the error lists it as sent in part', async () => {
			const { error } = await run(name, {
				chats: [CHAT, '491700000002'],
				options: { splitLongText: 50 },
				requestOptions: { concurrency: 1 },
				settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
			});
			expect(sends().map(wordsOf)).toEqual([PARTS[0], `${PARTS[1]} 0`]);
			expect(error?.message).toContain('Part 1 of 2 of the text was sent');
			expect(error?.description).toContain('Sent in part: item 0. Not sent: item 1.');
		});
	});

	test('retries a part that got a 429, without sending the earlier part again', async () => {
		let refused = 0;
		gateway.reply = (arrival) => {
			if (wordsOf(arrival) === PARTS[0] || refused++ > 0) return succeed(name, arrival);
			return { status: 429, json: { error: 'Too many' } };
		};
		const { items } = await run(name, { options: { splitLongText: 50 } });
		expect(sends().map(wordsOf)).toEqual([PARTS[0], `${PARTS[1]} 0`, `${PARTS[1]} 0`]);
		expect(items[0]?.json.messageIds).toHaveLength(2);
	});

	test.each([
		[5, 2, 'Pause Between Messages is at least 5 and at most 2 seconds'],
		[1, 3601, 'At Most (Seconds) of Pause Between Messages must be a number from 0 to 3600'],
	])('refuses a pause from %p to %p seconds', async (least, most, sentence) => {
		const { error } = await run(name, { options: between(least, most) });
		expect(error?.message).toBe(sentence);
		expect(gateway.arrivals).toEqual([]);
	});

	test('does not mark as read or show typing in a channel', async () => {
		await run(name, { options: ALL, chats: ['120363000000000009@newsletter'] });
		expect(kinds()).toEqual(['send', 'send']);
		expect(sends().map(({ body }) => body.presence)).toEqual([undefined, undefined]);
	});
});

test('WAHA shows typing for at most about twelve seconds, however long the text', async () => {
	gateway.reply = (arrival) => succeed('waha', arrival);
	await run('waha', {
		options: { showTyping: true },
		items: [{ json: { chatId: CHAT, text: 'word '.repeat(2_000) } }],
	});
	const [typing, typed] = gateway.arrivals;
	const ms = (typed?.beganMs ?? 0) - (typing?.endedMs ?? 0);
	expect(ms).toBeGreaterThanOrEqual(8_000);
	expect(ms).toBeLessThan(12_500);
});

test('WARest shows the chosen presence, and refuses it together with Show Typing', async () => {
	gateway.reply = (arrival) => succeed('warest', arrival);
	await run('warest', { options: { presence: 'recording' } });
	expect(sends()[0]?.body.presence).toBe('recording');
	const { error } = await run('warest', { options: { presence: 'recording', showTyping: true } });
	expect(error?.message).toBe('Show Typing and Show Presence First say the same in two ways');
});

test('WAHA shows recording before a voice message', async () => {
	gateway.reply = () => ({ status: 201, json: { id: 'm1', timestamp: 1_790_000_000 } });
	await run('waha', {
		parameters: {
			operation: 'sendVoice',
			source: 'url',
			mediaUrl: 'http://example.com/voice.ogg',
		},
		options: { showTyping: true },
	});
	const [shown] = gateway.arrivals;
	expect([shown?.line, shown?.body]).toEqual([
		'POST /api/default/presence',
		{ presence: 'recording', chatId: `${CHAT}@c.us` },
	]);
});
