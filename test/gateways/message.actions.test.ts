import { answer } from '../support/dryRun';
import {
	BARE_ID,
	CHAT,
	FULL_ID,
	JID,
	only,
	run,
	seen,
	type Body,
	type Parameters,
} from './message.run';

const AT_WAHA = `/api/default/chats/491701234567%40c.us/messages/false_491701234567%40c.us_3EB0AAA`;
const TEAM = '120363000000000001@g.us';
const IN_TEAM = `false_${TEAM}_3EB0_${CHAT}`;
const BODY = { sessionId: 'default', to: JID };
const action = (name: string, more: Body = {}, method = 'POST'): object => ({
	line: `${method} /api/v1/messages/${BARE_ID}/action/${name}`,
	body: { ...BODY, ...more },
});
const reaction = (emoji: string): object => ({
	line: 'PUT /api/reaction',
	body: { session: 'default', messageId: FULL_ID, reaction: emoji },
});
const star = (on: boolean): object => ({
	line: 'PUT /api/star',
	body: { session: 'default', chatId: CHAT, messageId: FULL_ID, star: on },
});

test.each<[string, Parameters, object]>([
	['edit', { text: 'New' }, { line: `PUT ${AT_WAHA}`, body: { text: 'New' } }],
	[
		'edit',
		{ text: 'New', options: { linkPreview: true, linkPreviewHighQuality: false, mentions: 'all' } },
		{
			line: `PUT ${AT_WAHA}`,
			body: { text: 'New', linkPreview: true, linkPreviewHighQuality: false, mentions: ['all'] },
		},
	],
	['react', { emoji: '👍' }, reaction('👍')],
	['removeReaction', {}, reaction('')],
	['deleteForEveryone', {}, { line: `DELETE ${AT_WAHA}` }],
	['star', {}, star(true)],
	['unstar', {}, star(false)],
	[
		'markAsRead',
		{},
		{ line: 'POST /api/sendSeen', body: { session: 'default', chatId: CHAT, messageId: FULL_ID } },
	],
	[
		'markAsRead',
		{ options: { otherMessageIds: 'B, C' } },
		{
			line: 'POST /api/sendSeen',
			body: {
				session: 'default',
				chatId: CHAT,
				messageId: FULL_ID,
				messageIds: [FULL_ID, 'B', 'C'],
			},
		},
	],
	[
		'markAsRead',
		{ chatId: TEAM, messageId: IN_TEAM },
		{
			line: 'POST /api/sendSeen',
			body: { session: 'default', chatId: TEAM, messageId: IN_TEAM, participant: CHAT },
		},
	],
	['pin', { duration: '604800' }, { line: `POST ${AT_WAHA}/pin`, body: { duration: 604_800 } }],
	['unpin', {}, { line: `POST ${AT_WAHA}/unpin` }],
	['get', {}, { line: `GET ${AT_WAHA}`, query: {} }],
])('WAHA: %s with %j sends the expected request', async (operation, parameters, request) => {
	expect(await only('waha', operation, parameters)).toEqual(request);
});

test.each<[string, Parameters, object]>([
	['deleteForMe', {}, action('delete', {}, 'DELETE')],
	[
		'deleteForMe',
		{ options: { withMedia: false } },
		action('delete', { withMedia: false }, 'DELETE'),
	],
	// An edit is sent unchanged: this route rewrites nothing.
	['edit', { text: '<b>' }, action('edit', { message: '<b>' })],
	['react', { emoji: '👍' }, action('reaction', { emoji: '👍' })],
	['removeReaction', {}, action('unreaction')],
	['deleteForEveryone', {}, action('revoke')],
	[
		'deleteForEveryone',
		{ options: { deleteForMe: true } },
		action('revoke', { deleteForMe: true }),
	],
	['star', {}, action('star')],
	['unstar', {}, action('unstar')],
	['markAsRead', {}, action('mark-as-read')],
	[
		'pin',
		{ duration: 'gatewayDefault' },
		{
			line: `POST /api/v1/chats/491701234567%40s.whatsapp.net/messages/${BARE_ID}/pin`,
			body: { sessionId: 'default', pin: true },
		},
	],
])('WARest: %s with %j sends the expected request', async (operation, parameters, request) => {
	expect(await only('warest', operation, parameters)).toEqual(request);
});

const DONE = { success: true, session: 'default', chatId: CHAT };

test.each<[string, Parameters, object]>([
	['edit', { text: 'New' }, { text: 'New' }],
	['markAsRead', {}, {}],
	['react', { emoji: '👍' }, { emoji: '👍' }],
	['removeReaction', {}, {}],
	['deleteForEveryone', {}, {}],
	['star', {}, { starred: true }],
	['unstar', {}, { starred: false }],
])(
	'%s returns what was done, and may be repeated automatically',
	async (operation, parameters, more) => {
		const atWaha = await run('waha', operation, parameters, [answer(null)]);
		const atWarest = await run('warest', operation, parameters);
		expect(atWaha.items).toEqual([{ ...DONE, messageId: FULL_ID, ...more }]);
		expect(atWarest.items).toEqual([{ ...DONE, messageId: BARE_ID, ...more }]);
		expect(atWaha.requests[0]).toMatchObject({
			effect: 'repeatable',
			lane: { session: 'default', chat: CHAT },
		});
		expect(atWarest.requests[0]).toMatchObject({ effect: 'repeatable', cost: 2, cooldown: JID });
	},
);

test('deleteForMe on WARest returns the deleted message', async () => {
	const { items } = await run('warest', 'deleteForMe');
	expect(items).toEqual([{ ...DONE, messageId: BARE_ID }]);
});

test('react on WAHA accepts a message ID with a LID as its chat', async () => {
	const messageId = 'false_98765432101234@lid_3EB0';
	expect(await only('waha', 'react', { emoji: 'x', messageId })).toMatchObject({
		body: { messageId },
	});
});

test('forward returns the new message in the other chat', async () => {
	const raw = {
		id: 'true_447700900123@c.us_NEW',
		timestamp: 1_700_000_000,
		from: '447700900123@c.us',
		fromMe: true,
		body: 'Hi',
		hasMedia: false,
		ack: 0,
		_data: { message: { extendedTextMessage: { text: 'Hi' } } },
	};
	const { items, requests } = await run('waha', 'forward', { chatId: '447700900123' }, [
		answer(raw, 201),
	]);
	expect(requests[0]?.effect).toBeUndefined();
	expect(items).toEqual([
		{
			messageId: 'true_447700900123@c.us_NEW',
			chatId: '447700900123@c.us',
			session: 'default',
			timestamp: '2023-11-14T22:13:20.000Z',
			ack: 'pending',
			isGroup: false,
			type: 'text',
			text: 'Hi',
			media: null,
		},
	]);
});

test('get fails if WAHA responds with null', async () => {
	await expect(run('waha', 'get', {}, [answer(null)])).rejects.toThrow(
		'does not have this message',
	);
});

const PAGE = '/api/default/chats/491701234567%40c.us/messages';

test('getMany on WAHA sends all filters', async () => {
	const options = {
		ack: 'delivered',
		downloadMedia: false,
		merge: false,
		sentAfter: '2026-01-02T03:04:05+01:00',
		sentBefore: '2026-01-02 03:04',
		sentBy: 'others',
		sortOrder: 'asc',
	};
	const { requests } = await run('waha', 'getMany', { limit: 5, returnAll: false, options }, [
		answer([]),
	]);
	expect(requests.map(seen)).toEqual([
		{
			line: `GET ${PAGE}`,
			query: {
				limit: 5,
				offset: 0,
				sortOrder: 'asc',
				downloadMedia: false,
				merge: false,
				'filter.timestamp.gte': 1_767_319_445,
				'filter.timestamp.lte': 1_767_323_040,
				'filter.fromMe': false,
				'filter.ack': 'DEVICE',
			},
		},
	]);
	expect(requests[0]?.effect).toBe('read');
});

test('getMany on WAHA reads pages until one is empty, even after a short one', async () => {
	const page = (from: number, count: number) =>
		answer(
			Array.from({ length: count }, (_, i) => ({ id: `false_${CHAT}_${from + i}`, from: CHAT })),
		);
	const { requests, items } = await run('waha', 'getMany', { returnAll: true }, [
		page(0, 97),
		page(100, 100),
		answer([]),
	]);
	expect(items).toHaveLength(197);
	expect(requests.map(({ query }) => query?.offset)).toEqual([0, 100, 200]);
});

const rows = (from: number, count: number) =>
	answer({
		status: true,
		result: {
			data: Array.from({ length: count }, (_, i) => ({ id: `${from + i}` })),
			pagination: { total: 600 },
		},
	});

test('getMany on WARest reads pages of 500 and sends all filters', async () => {
	const options = {
		mediaOnly: true,
		search: 'bike',
		sentAfter: new Date(1_767_319_445_000),
		sentBefore: 1_767_323_045_000,
	};
	const { requests, items } = await run('warest', 'getMany', { returnAll: true, options }, [
		rows(0, 500),
		rows(500, 100),
	]);
	expect(items).toHaveLength(600);
	expect(requests.map(seen)).toEqual(
		[0, 500].map((offset) => ({
			line: 'GET /api/v1/chats/491701234567%40s.whatsapp.net/messages',
			query: {
				sessionId: 'default',
				limit: 500,
				offset,
				startTime: '2026-01-02T02:04:05.000Z',
				endTime: '2026-01-02T03:04:05.000Z',
				mediaOnly: true,
				search: 'bike',
			},
		})),
	);
	expect(requests[0]).toMatchObject({ effect: 'read', cost: 2 });
});
