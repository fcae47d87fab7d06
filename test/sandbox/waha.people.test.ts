import type { Session } from '../../sandbox/world';
import { send } from './client';
import { ANNA, ANNA_CUS, HIDDEN, Harness } from './harness';
import { FILE } from './waha.requests';

let harness: Harness;

beforeEach(async () => {
	harness = await Harness.start();
});
afterEach(async () => await harness.sandbox.close());

const session = (): Session => harness.sandbox.world.session('default');
const DONE = { status: 200, body: { success: true } };
const get = async (path: string) => (await harness.waha('GET', path)).body;
const ANNA_SEEN = { id: ANNA_CUS, name: 'Anna Lindt', pushname: 'Anna' };

describe('contacts', () => {
	const ask = async (path: string, query: string) =>
		await get(`/api/contacts${path}?session=default&${query}`);

	test('returns one contact, nothing for an unknown one, and pages of contacts', async () => {
		expect(await ask('', `contactId=${ANNA_CUS}`)).toEqual(ANNA_SEEN);
		expect(await ask('', 'contactId=15550000')).toBeUndefined();
		expect(await ask('/all', 'sortBy=id&sortOrder=asc&offset=1&limit=1')).toEqual([ANNA_SEEN]);
		expect(await ask('/all', 'sortBy=id&sortOrder=desc&limit=1')).toEqual([
			{ id: HIDDEN, lid: HIDDEN, pushname: 'Shy Visitor' },
		]);
	});

	test('checks whether a number is on WhatsApp', async () => {
		expect(await ask('/check-exists', 'phone=%2B491701112222')).toEqual({
			numberExists: true,
			chatId: ANNA_CUS,
		});
		expect(await ask('/check-exists', 'phone=493000000404')).toEqual({ numberExists: false });
	});

	test('returns about text and picture of a contact', async () => {
		expect(await ask('/about', `contactId=${ANNA_CUS}`)).toEqual({ about: 'On two wheels' });
		const answer = await ask('/profile-picture', `contactId=${ANNA_CUS}`);
		const picture = await send(Object(answer).profilePictureURL, { path: '' });
		expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/png']);
		expect(await ask('/profile-picture', 'contactId=447700900123')).toEqual({
			profilePictureURL: null,
		});
	});

	test.each([
		['block', true],
		['unblock', false],
	])('%s sets whether a contact is blocked', async (action, blocked) => {
		session().contacts.put(ANNA, { blocked: !blocked });
		const body = { session: 'default', contactId: ANNA_CUS };
		expect(await harness.waha('POST', `/api/contacts/${action}`, body)).toEqual({
			status: 201,
			body: undefined,
		});
		expect(session().contacts.find(ANNA)?.blocked).toBe(blocked);
	});
});

test('NOWEB without its store refuses to list contacts and labels', async () => {
	const bare = await Harness.start({ wahaStore: false });
	for (const path of ['/api/contacts/all?session=default', '/api/default/labels'])
		expect(await bare.waha('GET', path)).toMatchObject({ status: 400 });
	await bare.sandbox.close();
});

test('the own profile is changed and read, and its picture deleted', async () => {
	const profile = '/api/default/profile';
	const put = async (path: string, body: object) =>
		await harness.waha('PUT', `${profile}/${path}`, body);
	expect(await put('name', { name: 'Shop' })).toEqual(DONE);
	expect(await put('status', { status: 'Open' })).toEqual(DONE);
	expect(await put('picture', { file: FILE })).toEqual(DONE);
	expect(session().account).toMatchObject({ name: 'Shop', about: 'Open' });
	expect(session().account?.picture?.data.toString()).toBe('hello');
	expect(await get(profile)).toEqual({
		id: '491700000001@c.us',
		name: 'Shop',
		picture: expect.stringContaining('/pictures/'),
	});
	expect(await harness.waha('DELETE', `${profile}/picture`)).toEqual(DONE);
	expect(await get(profile)).toMatchObject({ picture: null });
});

describe('presence', () => {
	const presence = '/api/default/presence';
	const seen = { participant: ANNA_CUS, lastKnownPresence: 'online', lastSeen: null };

	test('returns the presence of one chat, and of all subscribed ones', async () => {
		expect(await get(`${presence}/${ANNA_CUS}`)).toEqual({ id: ANNA_CUS, presences: [seen] });
		await harness.waha('POST', `${presence}/447700900123@c.us/subscribe`);
		expect(await get(presence)).toEqual([
			{ id: ANNA_CUS, presences: [seen] },
			{ id: '447700900123@c.us', presences: [] },
		]);
	});

	test.each([
		['presence', { presence: 'offline' }, () => session().presences.own, 'offline'],
		[
			'presence',
			{ presence: 'recording', chatId: ANNA_CUS },
			() => session().presences.ownIn(ANNA),
			'recording',
		],
	])('%s is set to %j', async (_name, body, read, value) => {
		expect(await harness.waha('POST', presence, body)).toEqual({ status: 201, body: undefined });
		expect(read()).toBe(value);
	});

	test('startTyping and stopTyping change the presence in a chat', async () => {
		const body = { session: 'default', chatId: ANNA_CUS };
		await harness.waha('POST', '/api/startTyping', body);
		expect(session().presences.ownIn(ANNA)).toBe('typing');
		await harness.waha('POST', '/api/stopTyping', body);
		expect(session().presences.ownIn(ANNA)).toBe('paused');
	});

	test.each([
		[{ presence: 'dancing' }, "'dancing' presence requires 'chatId' field."],
		[{ presence: 'typing' }, "'typing' presence requires 'chatId' field."],
		[
			{ presence: 'online', chatId: '1' },
			"'online' presence works on the global scope and doesn't require 'chatId' field.",
		],
	])('%j is refused with a detailed error', async (body, detail) => {
		expect(await harness.waha('POST', presence, body)).toEqual({ status: 400, body: { detail } });
	});
});

describe('labels', () => {
	const labels = '/api/default/labels';
	const customer = { id: '1', name: 'New customer', color: 0, colorHex: '#ff9485' };

	test('are created, changed and deleted', async () => {
		const blue = { id: '3', name: 'Blue', color: 1, colorHex: '#64c4ff' };
		expect(await harness.waha('POST', labels, { name: 'Blue', colorHex: '#64C4FF' })).toEqual({
			status: 201,
			body: blue,
		});
		expect(await harness.waha('PUT', `${labels}/3`, { name: 'Red', color: 0 })).toMatchObject({
			body: { id: '3', name: 'Red', color: 0 },
		});
		expect(await harness.waha('DELETE', `${labels}/3`)).toMatchObject({ status: 200 });
		expect(await get(labels)).toEqual([customer, expect.objectContaining({ id: '2' })]);
	});

	test('of a chat are replaced by a new list', async () => {
		const chat = `${labels}/chats/${ANNA_CUS}`;
		expect(await get(chat)).toEqual([customer]);
		expect(await harness.waha('PUT', chat, { labels: [{ id: '2' }] })).toEqual({
			status: 200,
			body: undefined,
		});
		expect(session().labels.ofChat(ANNA)).toMatchObject([{ id: '2' }]);
		expect(await get(`${labels}/2/chats`)).toMatchObject([{ id: ANNA }]);
		expect(await get(`${labels}/1/chats`)).toEqual([]);
	});

	test.each([
		['POST', '', { name: 'New customer' }, 422],
		['POST', '', { name: 'x', colorHex: '#123456' }, 422],
		['POST', '', { name: 'x', color: 1, colorHex: '#ff9485' }, 422],
		['PUT', '/9', { name: 'x' }, 404],
		['DELETE', '/9', undefined, 404],
	])('%s%s %j is refused', async (method, path, body, status) => {
		expect(await harness.waha(method, `${labels}${path}`, body)).toMatchObject({ status });
	});
});
