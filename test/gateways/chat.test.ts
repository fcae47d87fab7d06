import type { GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

type Answer = ReturnType<typeof answer>;

const CHAT = '491701234567@c.us';
const JID = '491701234567@s.whatsapp.net';
const ROUTE = '/api/default/chats/491701234567%40c.us';

const run = async (
	gateway: 'waha' | 'warest',
	operation: string,
	parameters: Parameters = {},
	...answers: Answer[]
): Promise<DryRun> =>
	await dryRun(
		gateway,
		['chat', operation],
		{ chatId: CHAT, ...parameters },
		answers.length > 0 ? answers : [answer({})],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);
const text = (body: string): Answer => ({
	...answer(null),
	bytes: Buffer.from(body),
	contentType: body === '' ? '' : 'text/html',
});

test.each<[string, string, GatewayRequest['effect']]>([
	['clear', `DELETE ${ROUTE}/messages`, undefined],
	['delete', `DELETE ${ROUTE}`, undefined],
	['markAsUnread', `POST ${ROUTE}/unread`, 'repeatable'],
])(
	'WAHA: %s sends one request, and the response false is an error',
	async (operation, line, effect) => {
		for (const given of [answer({}), text(''), text('true')]) {
			const done = await run('waha', operation, {}, given);
			expect(lines(done)).toEqual([line]);
			expect(done.requests[0]).toMatchObject({ lane: { session: 'default', chat: CHAT } });
			expect(done.requests[0]?.effect).toBe(effect);
			expect(items(done)).toEqual([{ success: true, session: 'default', chatId: CHAT }]);
		}
		await expect(run('waha', operation, {}, text('false'))).rejects.toThrow('did not accept');
	},
);

const base = { sessionId: 'default', to: JID };

test.each<[string, Parameters, string, object, object, GatewayRequest['effect']]>([
	['clear', {}, 'DELETE /api/v1/messages/action/clear-all', base, {}, undefined],
	[
		'mute',
		{ muteFor: 3, muteUnit: 'days' },
		'POST /api/v1/messages/action/mute',
		{ ...base, duration: 4320 },
		{ muted: true, durationMinutes: 4320 },
		'repeatable',
	],
	[
		'mute',
		{},
		'POST /api/v1/messages/action/mute',
		{ ...base, duration: 480 },
		{ muted: true, durationMinutes: 480 },
		'repeatable',
	],
	['unmute', {}, 'POST /api/v1/messages/action/unmute', base, { muted: false }, 'repeatable'],
])(
	'WARest: %s with %j sends one request and returns one shape',
	async (operation, parameters, line, body, more, effect) => {
		const done = await run(
			'warest',
			operation,
			parameters,
			answer({ status: true, code: 1000, message: 'OK', results: [{ to: JID }] }),
		);
		expect(lines(done)).toEqual([line]);
		expect(done.requests[0]).toMatchObject({
			body,
			cost: 2,
			cooldown: JID,
			lane: { session: 'default', chat: CHAT },
		});
		expect(done.requests[0]?.effect).toBe(effect);
		expect(items(done)).toEqual([{ success: true, session: 'default', chatId: CHAT, ...more }]);
	},
);

test.each<[Parameters, string]>([
	[{ muteFor: 31, muteUnit: 'days' }, '30 days at most'],
	[{ muteFor: 0 }, 'Mute For must be a whole number'],
	[{ chatId: '99123456789@lid' }, 'hidden ID'],
])('WARest refuses to mute with %j', async (parameters, message) => {
	await expect(run('warest', 'mute', parameters)).rejects.toThrow(message);
});

describe('getOverview', () => {
	const entry = (id: string) => ({
		id,
		name: 'Anna',
		picture: 'https://pps.whatsapp.net/a.jpg',
		lastMessage: { body: 'Hi', timestamp: 1_795_306_451 },
		_chat: { id: 'other', unreadCount: 2, archived: false, pinned: 1_795_306_000 },
	});

	test('reads a chat with its picture and last message', async () => {
		const done = await run('waha', 'getOverview', { limit: 5 }, answer([entry(CHAT)]));
		expect(lines(done)).toEqual(['GET /api/default/chats/overview']);
		expect(done.requests[0]?.query).toEqual({ limit: 5, offset: 0 });
		expect(items(done)).toEqual([
			{
				session: 'default',
				chatId: CHAT,
				name: 'Anna',
				isGroup: false,
				unreadCount: 2,
				archived: false,
				pinned: true,
				lastMessage: { text: 'Hi', timestamp: '2026-11-22T00:14:11.000Z' },
				timestamp: '2026-11-22T00:14:11.000Z',
				pictureUrl: 'https://pps.whatsapp.net/a.jpg',
			},
		]);
	});

	test('returns only the chosen chats, even if the server ignores the filter', async () => {
		const options = { chatIds: '+49 170 1234567, 120363025246125486@g.us', merge: false };
		const others = ['447700900123@c.us', '120363025246125486@g.us', '447700900124@c.us', CHAT];
		const ignored = await run('waha', 'getOverview', { options }, answer(others.map(entry)));
		expect(ignored.requests[0]?.query).toEqual({
			limit: 100,
			offset: 0,
			ids: [CHAT, '120363025246125486@g.us'],
			merge: false,
		});
		expect(items(ignored)).toEqual([
			expect.objectContaining({ chatId: '120363025246125486@g.us' }),
			expect.objectContaining({ chatId: CHAT }),
		]);
		const obeyed = await run(
			'waha',
			'getOverview',
			{ options },
			answer([entry('99123456789@lid')]),
		);
		expect(items(obeyed)).toEqual([expect.objectContaining({ chatId: '99123456789@lid' })]);
	});

	test('sends more than 100 chat IDs in a request body', async () => {
		const ids = Array.from({ length: 101 }, (_, i) => `4917000000${i + 100}@c.us`);
		const options = { chatIds: ids.join(','), merge: false };
		const done = await run('waha', 'getOverview', { options }, answer([entry(ids[0] ?? '')]));
		expect(done.requests).toMatchObject([
			{
				method: 'POST',
				path: '/api/default/chats/overview',
				effect: 'read',
				body: { pagination: { limit: 100, offset: 0, merge: false }, filter: { ids } },
			},
		]);
		expect(items(done)).toEqual([expect.objectContaining({ chatId: ids[0] })]);
	});

	test('reads pages until the limit is reached', async () => {
		const page = Array.from({ length: 100 }, (_, i) => entry(`4917000000${i + 10}@c.us`));
		const rest = [entry(CHAT), entry('447700900123@c.us')];
		const done = await run('waha', 'getOverview', { limit: 101 }, answer(page), answer(rest));
		expect(done.requests.map(({ query }) => query)).toEqual([
			{ limit: 100, offset: 0 },
			{ limit: 1, offset: 100 },
		]);
		expect(done.outputs).toHaveLength(101);
	});

	test.each([{ chatIds: ' , ' }, { chatIds: 'x@y' }])('refuses the options %j', async (options) => {
		await expect(run('waha', 'getOverview', { options })).rejects.toThrow(/is empty|is no phone/);
	});
});

describe('getPicture', () => {
	const url = 'https://pps.whatsapp.net/v/a.jpg';

	test('returns the URL of the picture', async () => {
		const done = await run('waha', 'getPicture', { options: { refresh: true } }, answer({ url }));
		expect(lines(done)).toEqual([`GET ${ROUTE}/picture`]);
		expect(done.requests[0]?.query).toEqual({ refresh: true });
		expect(items(done)).toEqual([{ session: 'default', chatId: CHAT, url }]);
	});

	test('downloads the picture if wanted, and returns url null if there is none', async () => {
		const picture = { ...answer(null), bytes: Buffer.from('jpg'), contentType: 'image/jpeg' };
		const done = await run('waha', 'getPicture', { download: true }, answer({ url }), picture);
		expect(lines(done)).toEqual([`GET ${ROUTE}/picture`, `GET ${url}`]);
		expect(done.outputs[0]?.file).toMatchObject({
			mimeType: 'image/jpeg',
			fileName: 'picture.jpg',
		});
		const none = await run('waha', 'getPicture', { download: true }, answer({ url: null }));
		expect(none.outputs).toEqual([{ json: { session: 'default', chatId: CHAT, url: null } }]);
	});
});

test.each([
	['waha', 'mute'],
	['waha', 'unmute'],
	['warest', 'delete'],
	['warest', 'getOverview'],
	['warest', 'getPicture'],
	['warest', 'markAsUnread'],
] as const)('%s does not have the operation %s', async (gateway, operation) => {
	await expect(run(gateway, operation)).rejects.toThrow('does not have the operation');
});
