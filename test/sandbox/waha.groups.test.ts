import { CLUB_INVITE, type Group } from '../../sandbox/world';
import { send } from './client';
import { Harness } from './harness';
import { FILE, MARKET, TEAM } from './waha.requests';

let harness: Harness;

beforeEach(async () => {
	harness = await Harness.start();
});
afterEach(async () => await harness.sandbox.close());

const CARLA = '5511987654321@s.whatsapp.net';
const BEN = '447700900123@s.whatsapp.net';
const CLUB = '120363000000000002@g.us';
const group = (id = TEAM): Group => {
	const found = harness.sandbox.world.session('default').groups.find(id);
	if (!found) throw new Error(`no group ${id}`);
	return found;
};
const ask = async (method: string, path: string, body?: object) =>
	await harness.waha(method, `/api/default/groups${path}`, body);
const people = (...phones: string[]) => ({
	participants: phones.map((phone) => ({ id: `${phone}@c.us` })),
});
const OK = { status: 200, body: undefined };
const FORBIDDEN = { status: 500, body: { exception: { message: 'forbidden' } } };

test('groups are listed as an object by ID, in pages', async () => {
	const first = await ask('GET', '?sortBy=subject&sortOrder=asc&limit=1');
	expect(Object.keys(Object(first.body))).toEqual([TEAM]);
	const second = await ask('GET', '?sortBy=subject&sortOrder=asc&limit=1&offset=1');
	expect(second.body).toMatchObject({
		[MARKET]: { subject: 'Bike Market', restrict: true, announce: true, size: 3 },
	});
});

test('groups can be listed without participants in version 2026.7.1', async () => {
	const newer = await Harness.start({ wahaVersion: '2026.7.1' });
	const { body } = await newer.waha('GET', '/api/default/groups?exclude=participants');
	expect(Object(body)[TEAM]).not.toHaveProperty('participants');
	await newer.sandbox.close();
});

test('a group is created without the people who cannot be added', async () => {
	const { status, body } = await ask('POST', '', {
		name: 'New',
		...people('5511987654321', '493000000404'),
	});
	expect([status, body]).toEqual([201, expect.objectContaining({ subject: 'New', size: 2 })]);
	const id: string = Object(body).id;
	expect(group(id).participants).toEqual([
		{ id: '491700000001@s.whatsapp.net', role: 'superadmin' },
		{ id: CARLA, role: 'member' },
	]);
	expect((await ask('GET', `/${id}`)).body).toEqual(body);
});

test.each([
	['subject', { subject: 'S' }, { subject: 'S' }],
	['description', { description: 'D' }, { desc: 'D' }],
	['settings/security/info-admin-only', { adminsOnly: true }, { restrict: true }],
	['settings/security/messages-admin-only', { adminsOnly: true }, { announce: true }],
])('an admin changes a group’s %s, a non-admin is refused', async (path, body, shown) => {
	expect(await ask('PUT', `/${TEAM}/${path}`, body)).toEqual(OK);
	expect((await ask('GET', `/${TEAM}`)).body).toMatchObject(shown);
	expect(await ask('PUT', `/${MARKET}/${path}`, body)).toMatchObject(FORBIDDEN);
});

test('group settings can be read', async () => {
	const read = async (name: string) =>
		(await ask('GET', `/${MARKET}/settings/security/${name}`)).body;
	expect(await read('info-admin-only')).toEqual({ adminsOnly: true });
	expect(await read('messages-admin-only')).toEqual({ adminsOnly: true });
});

test('a group’s picture is deleted, set and downloaded', async () => {
	const done = { status: 200, body: { success: true } };
	expect(await ask('DELETE', `/${TEAM}/picture`)).toEqual(done);
	expect((await ask('GET', `/${TEAM}/picture`)).body).toEqual({ url: null });
	expect(await ask('PUT', `/${TEAM}/picture`, { file: FILE })).toEqual(done);
	expect(group().picture?.data.toString()).toBe('hello');
	const { url } = Object((await ask('GET', `/${TEAM}/picture`)).body);
	expect(await send(url, { path: '' })).toMatchObject({ status: 200, data: 'hello' });
});

test('participants are added, promoted, demoted and removed, with a status for each', async () => {
	const statuses = async (path: string, ...phones: string[]) =>
		Object((await ask('POST', `/${TEAM}/${path}`, people(...phones))).body).map(
			({ status }: { status: string }) => status,
		);
	expect(
		await statuses(
			'participants/add',
			'5511987654321',
			'447700900123',
			'493000000404',
			'4915200000403',
		),
	).toEqual(['200', '409', '404', '403']);
	expect(await statuses('admin/promote', '5511987654321')).toEqual(['200']);
	expect((await ask('GET', `/${TEAM}/participants`)).body).toContainEqual({
		id: CARLA,
		admin: 'admin',
	});
	expect(await statuses('admin/demote', '5511987654321')).toEqual(['200']);
	expect(await statuses('participants/remove', '5511987654321', '4915100000000')).toEqual([
		'200',
		'404',
	]);
	expect(group().participants.map(({ id }) => id)).not.toContain(CARLA);
	const body = people('5511987654321');
	expect(await ask('POST', `/${MARKET}/participants/add`, body)).toMatchObject(FORBIDDEN);
});

test('the invite code is returned as text, not JSON, and can be replaced', async () => {
	const { waha } = harness.sandbox;
	const headers = { 'X-Api-Key': waha.apiKey };
	const path = `/api/default/groups/${TEAM}/invite-code`;
	const old = group().inviteCode;
	const read = await send(waha.url, { path, headers });
	expect([read.data, read.headers['content-type']]).toEqual([old, 'text/html; charset=utf-8']);
	const renewed = await send(waha.url, { method: 'POST', path: `${path}/revoke`, headers });
	expect(renewed.data).toBe(group().inviteCode);
	expect(renewed.data).not.toBe(old);
});

test('a group is looked up by invite code, joined by link, left and deleted', async () => {
	const info = await ask('GET', `/join-info?code=${CLUB_INVITE}`);
	expect(info.body).toMatchObject({ id: CLUB, subject: 'Cycling Club', size: 2 });
	expect(await ask('POST', '/join', { code: `https://chat.whatsapp.com/${CLUB_INVITE}` })).toEqual({
		status: 201,
		body: { id: CLUB },
	});
	expect(group(CLUB).participants).toHaveLength(3);
	expect(await ask('POST', `/${CLUB}/leave`)).toEqual({ status: 201, body: undefined });
	expect(await ask('GET', `/${CLUB}`)).toMatchObject({ status: 500 });
	expect(await ask('DELETE', `/${TEAM}`)).toEqual({ status: 200, body: true });
	expect(harness.sandbox.world.session('default').groups.find(TEAM)).toBeUndefined();
	expect(await ask('GET', '/join-info?code=nope')).toMatchObject({ status: 500 });
	expect(await ask('POST', '/refresh')).toEqual({ status: 201, body: { success: true } });
});

test('the participants of a group can be listed', async () => {
	expect((await ask('GET', `/${TEAM}/participants`)).body).toContainEqual({ id: BEN, admin: null });
});
