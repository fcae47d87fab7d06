import { parseChannel } from '../../nodes/WhatsApp/portable/channels';
import { answer, bodyOf, dryRun, type DryRun, type Parameters } from '../support/dryRun';

const ID = '120363025246125486@newsletter';
const CODE = '0029Va4K0PZ5a245NkngBA2M';
const ROUTE = '/api/default/channels/120363025246125486%40newsletter';

const SERVER_CHANNEL = {
	id: ID,
	name: 'Shop News',
	description: '',
	invite: `https://www.whatsapp.com/channel/${CODE}`,
	preview: 'https://mmg.whatsapp.net/small',
	picture: null,
	role: 'OWNER',
	verified: false,
	subscribersCount: 12,
};

const CHANNEL = {
	session: 'default',
	channelId: ID,
	name: 'Shop News',
	description: null,
	inviteLink: `https://www.whatsapp.com/channel/${CODE}`,
	picture: 'https://mmg.whatsapp.net/small',
	role: 'owner',
	subscribersCount: 12,
	verified: false,
};

const run = async (
	operation: string,
	parameters: Parameters,
	...answers: Array<ReturnType<typeof answer>>
): Promise<DryRun> =>
	await dryRun(
		'waha',
		['channel', operation],
		parameters,
		answers.length > 0 ? answers : [answer([])],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

test.each([
	['delete', `DELETE ${ROUTE}`, {}],
	['follow', `POST ${ROUTE}/follow`, { following: true }],
	['unfollow', `POST ${ROUTE}/unfollow`, { following: false }],
	['mute', `POST ${ROUTE}/mute`, { muted: true }],
	['unmute', `POST ${ROUTE}/unmute`, { muted: false }],
])('%s sends one request in the lane of its channel', async (name, line, more) => {
	const done = await run(name, { channelId: ID });
	expect(lines(done)).toEqual([line]);
	expect(done.requests[0]?.lane).toEqual({ session: 'default', chat: ID });
	expect(items(done)).toEqual([{ success: true, session: 'default', channelId: ID, ...more }]);
});

test('only follow may be repeated automatically, delete may not', async () => {
	expect((await run('delete', { channelId: ID })).requests[0]?.effect).toBeUndefined();
	expect((await run('follow', { channelId: ID })).requests[0]?.effect).toBe('repeatable');
});

test('a command that the engine answers with false is an error', async () => {
	const no = { ...answer(null), bytes: Buffer.from('false'), contentType: 'text/html' };
	await expect(run('follow', { channelId: ID }, no)).rejects.toThrow('did not accept the change');
});

test('create refuses a channel picture that is not an image', async () => {
	const base64 = { source: 'base64', mediaBase64: 'ZmlsZQ==', options: { mimeType: 'text/plain' } };
	await expect(run('create', { name: 'N', withPicture: true, ...base64 })).rejects.toThrow(
		'A picture is needed',
	);
});

test('follow refuses a chat ID or invite code that is no channel ID', async () => {
	await expect(run('follow', { channelId: '491701234567@c.us' })).rejects.toThrow('is no channel');
	await expect(run('follow', { channelId: CODE })).rejects.toThrow();
});

test.each([
	[ID, 'channels/120363025246125486%40newsletter'],
	['120363025246125486', 'channels/120363025246125486%40newsletter'],
	[CODE, `channels/${CODE}`],
	[`https://www.whatsapp.com/channel/${CODE}`, `channels/${CODE}`],
	[`whatsapp.com/channel/${CODE}/?from=x`, `channels/${CODE}`],
])('get accepts %s', async (channelId, end) => {
	const got = await run('get', { channelId }, answer(SERVER_CHANNEL));
	expect(lines(got)).toEqual([`GET /api/default/${end}`]);
	expect(items(got)).toEqual([CHANNEL]);
});

test.each(['', '491701234567@c.us', 'https://example.com/channel/abcdefghijk', '../x'])(
	'refuses %j as a channel',
	(text) => {
		expect(() => parseChannel(text)).toThrow();
	},
);

test('get fails for an unknown channel although WAHA responds with 200', async () => {
	await expect(run('get', { channelId: CODE }, answer(null))).rejects.toThrow(
		`WAHA did not find the channel ${CODE}`,
	);
});

test('getMany sends the role filter and cuts the result to the limit', async () => {
	const other = { ...SERVER_CHANNEL, id: '120363000000000000@newsletter' };
	const all = answer([SERVER_CHANNEL, other]);
	const plain = await run('getMany', {}, all);
	expect(plain.requests[0]?.query).toEqual({ role: undefined });
	expect(plain.outputs).toHaveLength(2);
	const filtered = await run('getMany', { limit: 1, options: { role: 'subscriber' } }, all);
	expect(filtered.requests[0]?.query).toEqual({ role: 'SUBSCRIBER' });
	expect(items(filtered)).toEqual([CHANNEL]);
});

test('create sends a picture only if With Picture is on', async () => {
	const plain = await run('create', { name: 'Shop News' }, answer(SERVER_CHANNEL, 201));
	expect(lines(plain)).toEqual(['POST /api/default/channels']);
	expect(plain.requests[0]?.body).toEqual({ name: 'Shop News' });
	expect(items(plain)).toEqual([CHANNEL]);
	const full = await run(
		'create',
		{ name: 'Shop News', withPicture: true, options: { description: 'What is new' } },
		answer(SERVER_CHANNEL, 201),
	);
	expect(await bodyOf(full.requests[0] ?? { method: 'GET', path: '' })).toEqual({
		name: 'Shop News',
		description: 'What is new',
		picture: { mimetype: 'image/png', filename: 'a.png', data: 'ZmlsZQ==' },
	});
	const byUrl = await run(
		'create',
		{ name: 'N', withPicture: true, source: 'url', mediaUrl: 'https://example.com/pic' },
		answer(SERVER_CHANNEL, 201),
	);
	expect(byUrl.requests[0]?.body).toEqual({
		name: 'N',
		picture: { mimetype: 'image/jpeg', filename: 'pic', url: 'https://example.com/pic' },
	});
});

test('getMessages returns messages with reaction counts and view count', async () => {
	const read = await run(
		'getMessages',
		{ channelId: CODE, limit: 5, options: { downloadMedia: true } },
		answer([
			{
				reactions: { '👍': 10, '❤': 5 },
				viewCount: 99,
				message: {
					id: `false_${ID}_AAA`,
					timestamp: 1666943582,
					from: ID,
					fromMe: false,
					body: 'News',
					hasMedia: false,
				},
			},
		]),
	);
	expect(lines(read)).toEqual([`GET /api/default/channels/${CODE}/messages/preview`]);
	expect(read.requests[0]?.query).toEqual({ downloadMedia: true, limit: 5 });
	expect(items(read)).toEqual([
		expect.objectContaining({
			session: 'default',
			chatId: ID,
			messageId: `false_${ID}_AAA`,
			from: ID,
			text: 'News',
			timestamp: '2022-10-28T07:53:02.000Z',
			reactionCounts: [
				{ emoji: '👍', count: 10 },
				{ emoji: '❤', count: 5 },
			],
			viewCount: 99,
		}),
	]);
	const standard = await run('getMessages', { channelId: ID }, answer([]));
	expect(standard.requests[0]?.query).toEqual({ downloadMedia: false, limit: 50 });
});

test.each([
	['getSearchCategories', 'categories', { value: 'NEWS', name: 'News' }, 'NEWS'],
	['getSearchCountries', 'countries', { code: 'DE', name: 'Germany' }, 'DE'],
	['getSearchViews', 'views', { value: 'NEW', name: 'New' }, 'NEW'],
])('%s returns its entries as value and name', async (operation, end, entry, value) => {
	const read = await run(operation, {}, answer([entry]));
	expect(lines(read)).toEqual([`GET /api/default/channels/search/${end}`]);
	expect(items(read)).toEqual([{ session: 'default', value, name: entry.name }]);
});

const pageOf = (
	ids: readonly number[],
	endCursor: string | null,
	hasNextPage = true,
): ReturnType<typeof answer> =>
	answer({
		page: { startCursor: null, endCursor, hasNextPage, hasPreviousPage: false },
		channels: ids.map((id) => ({ ...SERVER_CHANNEL, id: `${100_000 + id}@newsletter` })),
	});

test('searchByText follows the page cursors until the limit is reached', async () => {
	const first = Array.from({ length: 50 }, (_, i) => i);
	const read = await run(
		'searchByText',
		{ searchText: 'news', limit: 60, options: { categories: 'NEWS, BUSINESS' } },
		pageOf(first, 'c1'),
		pageOf([50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60], 'c2'),
	);
	expect(read.requests.map(({ body }) => body)).toEqual([
		{ text: 'news', categories: ['NEWS', 'BUSINESS'], limit: 50, startCursor: '' },
		{ text: 'news', categories: ['NEWS', 'BUSINESS'], limit: 10, startCursor: 'c1' },
	]);
	expect(read.requests.map(({ effect }) => effect)).toEqual(['read', 'read']);
	expect(read.outputs).toHaveLength(60);
});

test.each([
	['there is no next page', [pageOf([1], 'c1'), pageOf([2], 'c2', false)], 2],
	['there is no cursor', [pageOf([1], null)], 1],
	['a page brings nothing new', [pageOf([1], 'c1'), pageOf([1], 'c1')], 1],
	['a page is empty', [pageOf([], 'c1')], 0],
])('a search with Return All stops paging when %s', async (_, answers, count) => {
	const read = await run('searchByView', { view: 'RECOMMENDED', returnAll: true }, ...answers);
	expect(read.requests).toHaveLength(answers.length);
	expect(read.outputs).toHaveLength(count);
});

test('searchByView sends its filters, leaves out empty ones, and requires a view', async () => {
	const options = { countries: 'de;br', categories: ['NEWS'] };
	const read = await run('searchByView', { view: ' NEW ', limit: 5, options }, pageOf([], null));
	expect(lines(read)).toEqual(['POST /api/default/channels/search/by-view']);
	expect(read.requests[0]?.body).toEqual({
		view: 'NEW',
		countries: ['DE', 'BR'],
		categories: ['NEWS'],
		limit: 5,
		startCursor: '',
	});
	await expect(run('searchByView', { view: '' })).rejects.toThrow('View is empty');
	const plain = await run('searchByView', { view: 'NEW' }, pageOf([], null));
	expect(plain.requests[0]?.body).toEqual({ view: 'NEW', limit: 50, startCursor: '' });
	const empty = { countries: [], categories: [] };
	const none = await run('searchByView', { view: 'NEW', options: empty }, pageOf([], null));
	expect(none.requests[0]?.body).toEqual({ view: 'NEW', limit: 50, startCursor: '' });
});

test('a search result without a role has the role null', async () => {
	const read = await run(
		'searchByText',
		{ searchText: 'x' },
		answer({ page: {}, channels: [{ ...SERVER_CHANNEL, role: undefined }] }),
	);
	expect(items(read)).toEqual([{ ...CHANNEL, role: null }]);
});

test('WARest refuses getMany and says what to use instead', async () => {
	await expect(dryRun('warest', ['channel', 'getMany'], {})).rejects.toMatchObject({
		message: 'WARest does not have the operation Channel > Get Many',
		hint: expect.stringContaining('Message > Send Text'),
	});
});
