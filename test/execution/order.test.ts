import type { INodeExecutionData } from 'n8n-workflow';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { sleep } from '../support/simulatedTime';
import { until } from '../support/until';
import { gate, mostAtOnce, recipientOf, sentBy, useWatchedGateway, type Arrival } from './gateway';

const gateway = useWatchedGateway();

const chat = (n: number): string => `4917000000${String(n).padStart(2, '0')}`;

/** One item for each of these chats; its text is its position. */
const itemsTo = (chats: readonly string[], session = 'default'): INodeExecutionData[] =>
	chats.map((chatId, i) => ({ json: { chatId, session, text: `text ${i}` } }));

const sendText = {
	resource: 'message',
	operation: 'sendText',
	session: byId('={{ $json.session }}'),
	chatId: byId('={{ $json.chatId }}'),
	text: '={{ $json.text }}',
};

const run = async (
	name: string,
	items: readonly INodeExecutionData[],
	requestOptions = {},
	parameters: object = sendText,
): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: { ...parameters, requestOptions },
		items,
	});

const wordsOf = ({ body }: Arrival): unknown => body.text ?? body.message;
const chatOf = (arrival: Arrival): unknown => recipientOf(arrival);
/** Evolution API names the session at the end of its route. */
const sessionOf = ({ body, line }: Arrival): unknown =>
	body.session ?? body.sessionId ?? line.split('/').at(-1);
/** A few milliseconds, different for each answer. */
const aMoment = async (): Promise<void> => await sleep(Math.random() * 15);

describe.each(GATEWAYS)('%s', (name) => {
	test('sends the next message to a chat only after the response to the previous one', async () => {
		gateway.reply = async () => {
			await aMoment();
			return sentBy(name);
		};
		const chats = Array.from({ length: 24 }, (_, i) => chat(i % 4));
		const { error, items } = await run(name, itemsTo(chats));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(24);
		for (const one of new Set(gateway.arrivals.map(chatOf))) {
			const inChat = gateway.arrivals.filter((arrival) => chatOf(arrival) === one);
			expect(inChat).toHaveLength(6);
			const places = inChat.map((arrival) => Number(String(wordsOf(arrival)).slice(5)));
			expect(places).toEqual([...places].sort((a, b) => a - b));
			expect(mostAtOnce(inChat)).toBe(1);
		}
	});

	const sends = name === 'warest' ? 1 : 5;
	test.each<[string, object, readonly string[], number]>([
		['by default', {}, ['default'], sends],
		['of two sessions', {}, ['default', 'support'], 2 * sends],
		['with a higher concurrency', { concurrency: 12 }, ['default'], 12],
		['with a lower concurrency', { concurrency: 3 }, ['default'], 3],
		['with concurrency one', { concurrency: 1 }, ['default', 'support'], 1],
	])('limits the number of parallel sends %s', async (_, options, sessions, most) => {
		const { opened, open } = gate();
		gateway.reply = async () => {
			await opened;
			return sentBy(name);
		};
		const items = sessions.flatMap((session) =>
			itemsTo(
				Array.from({ length: 30 }, (_unused, i) => chat(i)),
				session,
			),
		);
		const done = run(name, items, options);
		await until(() => gateway.arrivals.length >= most);
		await sleep(80);
		expect(gateway.arrivals).toHaveLength(most);
		open();
		expect((await done).error).toBeUndefined();
		expect(gateway.arrivals).toHaveLength(items.length);
		expect(mostAtOnce(gateway.arrivals)).toBe(most);
		for (const session of sessions)
			expect(mostAtOnce(gateway.arrivals.filter((arrival) => sessionOf(arrival) === session))).toBe(
				most === 1 ? 1 : most / sessions.length,
			);
	});

	test.each([
		[{}, 10],
		[{ concurrency: 2 }, 2],
		[{ concurrency: 20 }, 20],
	])('limits the number of parallel reads with %j', async (options, most) => {
		const { opened, open } = gate();
		gateway.reply = async () => {
			await opened;
			return {
				json: name !== 'warest' ? [] : { status: true, code: 1000, results: [{ items: [] }] },
			};
		};
		const items = Array.from({ length: 40 }, () => ({ json: {} }));
		const done = run(name, items, options, { resource: 'session', operation: 'getMany' });
		await until(() => gateway.arrivals.length >= most);
		await sleep(80);
		expect(gateway.arrivals).toHaveLength(most);
		open();
		expect((await done).error).toBeUndefined();
		expect(mostAtOnce(gateway.arrivals)).toBe(most);
	});

	test('sends everything in the order of the items with a concurrency of 1', async () => {
		gateway.reply = async () => {
			await aMoment();
			return sentBy(name);
		};
		const chats = [0, 0, 1, 1, 0, 2, 2, 1].map(chat);
		const items = itemsTo(chats).map(({ json }, i) => ({
			json: { ...json, session: i % 3 === 0 ? 'support' : 'default' },
		}));
		await run(name, items, { concurrency: 1 });
		expect(gateway.arrivals.map(wordsOf)).toEqual(chats.map((_, i) => `text ${i}`));
		expect(mostAtOnce(gateway.arrivals)).toBe(1);
	});

	test('returns items in input order, whatever the order of the responses', async () => {
		gateway.reply = async (arrival) => {
			await until(() => gateway.arrivals.length === 10);
			await sleep(60 - 5 * Number(String(wordsOf(arrival)).slice(5)));
			return sentBy(name);
		};
		const { items } = await run(name, itemsTo(Array.from({ length: 10 }, (_, i) => chat(i))), {
			concurrency: 10,
		});
		expect(items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
			items.map((_, i) => [`text ${i}`, { item: i }]),
		);
		const ends = gateway.arrivals.map(({ ended }) => ended);
		expect(ends).not.toEqual([...ends].sort((a, b) => a - b));
	});

	test('a slow chat does not delay other chats', async () => {
		const { opened, open } = gate();
		gateway.reply = async (arrival) => {
			if (String(chatOf(arrival)).startsWith(chat(0))) await opened;
			return sentBy(name);
		};
		const chats = [0, 0, 0, 0, 0, 0, ...Array.from({ length: 20 }, (_, i) => i + 1)].map(chat);
		const done = run(name, itemsTo(chats), { concurrency: 2 });
		await until(() => gateway.arrivals.filter(({ ended }) => ended < Infinity).length === 20);
		open();
		expect((await done).items).toHaveLength(26);
	});
});

test.each([
	['waha', 'stop'],
	['waha', 'start'],
	['waha', 'restart'],
	['warest', 'logout'],
])('on %s, %s runs strictly in the order of the items', async (name, operation) => {
	gateway.reply = async () => {
		await aMoment();
		return { json: { status: true, code: 1000, results: [{}] } };
	};
	const items = Array.from({ length: 8 }, (_, i) => ({ json: { session: `s${i}` } }));
	const { error } = await run(
		name,
		items,
		{ concurrency: 20 },
		{
			resource: 'session',
			operation,
			session: byId('={{ $json.session }}'),
		},
	);
	expect(error).toBeUndefined();
	expect(gateway.arrivals.map(({ line }) => /\bs(\d)\b/.exec(line)?.[1])).toEqual(
		items.map((_, i) => String(i)),
	);
	expect(mostAtOnce(gateway.arrivals)).toBe(1);
});

test('an operation that reads and then changes a session does both before the next item reads', async () => {
	let metadata = {};
	gateway.reply = async ({ line, body }) => {
		await aMoment();
		const { config } = body;
		if (line.startsWith('PUT') && typeof config === 'object' && config !== null)
			metadata = { ...('metadata' in config ? Object(config.metadata) : {}) };
		return { json: { name: 'default', status: 'WORKING', config: { metadata, debug: false } } };
	};
	const items = Array.from({ length: 5 }, (_, i) => ({ json: { n: i } }));
	await run(
		'waha',
		items,
		{ concurrency: 10 },
		{
			resource: 'session',
			operation: 'update',
			session: byId('default'),
			options: { metadata: { entry: [{ name: 'n', value: '={{ $json.n }}' }] } },
		},
	);
	expect(gateway.arrivals.map(({ line }) => line.split(' ')[0])).toEqual(
		items.flatMap(() => ['GET', 'PUT']),
	);
	expect(metadata).toEqual({ n: '4' });
});
