import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

const ANNA = '491701112222@c.us';
const ROUTE = '/api/default/presence';
const CHAT_ROUTE = `${ROUTE}/491701112222%40c.us`;

const run = async (
	operation: string,
	parameters: Parameters = { chatId: ANNA },
	...answers: GatewayAnswer[]
): Promise<DryRun> =>
	await dryRun(
		'waha',
		['presence', operation],
		parameters,
		answers.length > 0 ? answers : [{ ...answer(null, 201), bytes: Buffer.alloc(0) }],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

test.each([
	['startTyping', 'POST /api/startTyping', { session: 'default', chatId: ANNA }],
	['stopTyping', 'POST /api/stopTyping', { session: 'default', chatId: ANNA }],
	['subscribe', `POST ${CHAT_ROUTE}/subscribe`, undefined],
])('%s sends one request in the lane of its chat', async (name, line, body) => {
	const done = await run(name);
	expect(lines(done)).toEqual([line]);
	expect(done.requests[0]?.body).toEqual(body);
	// Typing and the message after it must stay in order.
	expect(done.requests[0]?.lane).toEqual({ session: 'default', chat: ANNA });
	expect(items(done)).toEqual([{ success: true, session: 'default', chatId: ANNA }]);
});

test.each(['online', 'offline'])(
	'set %s is for the whole session and refuses a chat',
	async (presence) => {
		const done = await run('set', { presence, chatId: undefined });
		expect(lines(done)).toEqual([`POST ${ROUTE}`]);
		expect(done.requests[0]?.body).toEqual({ presence });
		expect(items(done)).toEqual([{ success: true, session: 'default', presence, chatId: null }]);
		const empty = { __rl: true, mode: 'id', value: '' };
		await expect(run('set', { presence, chatId: empty })).resolves.toBeDefined();
		for (const chatId of [ANNA, { __rl: true, mode: 'id', value: ANNA }])
			await expect(run('set', { presence, chatId })).rejects.toThrow('not for one chat');
	},
);

test.each(['typing', 'recording', 'paused'])('set %s requires a chat', async (presence) => {
	const done = await run('set', { presence, chatId: ANNA });
	expect(done.requests[0]?.body).toEqual({ presence, chatId: ANNA });
	expect(items(done)).toEqual([{ success: true, session: 'default', presence, chatId: ANNA }]);
	for (const chatId of ['', undefined])
		await expect(run('set', { presence, chatId })).rejects.toThrow('Chat is empty');
});

test('set refuses an unknown presence', async () => {
	await expect(run('set', { presence: 'dancing', chatId: ANNA })).rejects.toThrow('must be one of');
});

const RAW = {
	id: ANNA,
	presences: [
		{ participant: ANNA, lastKnownPresence: 'offline', lastSeen: 1686719326 },
		{ participant: '99112233@lid', lastKnownPresence: 'typing', lastSeen: null },
		{ participant: ANNA, lastKnownPresence: 'dancing', lastSeen: null },
	],
};
const PRESENCE = {
	session: 'default',
	chatId: ANNA,
	presences: [
		{ participantId: ANNA, presence: 'offline', lastSeen: '2023-06-14T05:08:46.000Z' },
		{ participantId: '99112233@lid', presence: 'typing', lastSeen: null },
		{ participantId: ANNA, presence: null, lastSeen: null },
	],
};

test('get and getMany return presences in one shape', async () => {
	const got = await run('get', { chatId: ANNA }, answer(RAW));
	expect(lines(got)).toEqual([`GET ${CHAT_ROUTE}`]);
	expect(items(got)).toEqual([PRESENCE]);
	const many = await run('getMany', { limit: 1 }, answer([RAW, RAW]));
	expect(lines(many)).toEqual([`GET ${ROUTE}`]);
	expect(items(many)).toEqual([PRESENCE]);
});

test('get returns an empty list if nothing is known of the chat', async () => {
	expect(items(await run('get', { chatId: ANNA }, answer({ id: ANNA })))).toEqual([
		{ ...PRESENCE, presences: [] },
	]);
});

test.each(['get', 'getMany', 'set', 'startTyping', 'stopTyping', 'subscribe'])(
	'WARest does not have %s and says what to use instead',
	async (name) => {
		await expect(dryRun('warest', ['presence', name], { chatId: ANNA })).rejects.toMatchObject({
			message: expect.stringContaining('does not have the operation'),
			hint: expect.stringContaining('Show Presence First'),
		});
	},
);
