import type { Session } from '../../sandbox/world';
import { send } from './client';
import { ANNA, ANNA_CUS, Harness } from './harness';
import { FILE, NEWS, TEAM } from './waha.requests';

let harness: Harness;

beforeEach(async () => {
	harness = await Harness.start();
});
afterEach(async () => await harness.sandbox.close());

const session = (): Session => harness.sandbox.world.session('default');
const EMPTY = { status: 201, body: undefined };

describe('channels', () => {
	const channels = '/api/default/channels';
	const get = async (path: string) => (await harness.waha('GET', `${channels}${path}`)).body;

	test('are listed by role, and found by ID or invite code', async () => {
		expect(await get('')).toMatchObject([{ role: 'SUBSCRIBER' }, { role: 'OWNER' }]);
		expect(await get('?role=OWNER')).toMatchObject([{ id: NEWS, name: 'Sandbox Shop News' }]);
		expect(await get('/0029VaSandboxShopNews0011')).toEqual(await get(`/${NEWS}`));
		expect(await harness.waha('GET', `${channels}/1@newsletter`)).toMatchObject({ status: 500 });
	});

	test('are created and deleted', async () => {
		const { status, body } = await harness.waha('POST', channels, { name: 'Mine', picture: FILE });
		expect([status, body]).toEqual([
			201,
			expect.objectContaining({ role: 'OWNER', picture: expect.stringContaining('/pictures/') }),
		]);
		const id: string = Object(body).id;
		expect(session().channels.find(id)?.picture?.data.toString()).toBe('hello');
		expect(await harness.waha('DELETE', `${channels}/${id}`)).toEqual({ ...EMPTY, status: 200 });
		expect(session().channels.find(id)).toBeUndefined();
	});

	test('are followed, muted, unmuted and unfollowed', async () => {
		const city = session()
			.channels.directory()
			.find(({ name }) => name === 'City Cycling');
		const act = async (action: string) =>
			await harness.waha('POST', `${channels}/${city?.id}/${action}`);
		expect(await act('follow')).toEqual(EMPTY);
		expect(city).toMatchObject({ role: 'subscriber', subscribers: 901 });
		await act('mute');
		expect(city?.muted).toBe(true);
		await act('unmute');
		await act('unfollow');
		expect(city).toMatchObject({ role: 'guest', muted: false, subscribers: 900 });
	});

	test('return their newest posts', async () => {
		expect(await get(`/${NEWS}/messages/preview?downloadMedia=false&limit=1`)).toMatchObject([
			{
				message: { body: 'Summer sale until Friday!', from: NEWS },
				reactions: { '👍': 5, '❤️': 2 },
				viewCount: 35,
			},
		]);
	});

	test('are searched by view and by text, in pages', async () => {
		const search = async (path: string, body: object) =>
			Object((await harness.waha('POST', `${channels}/search/${path}`, body)).body);
		const countries = ['US', 'DE', 'GB', 'IN', 'BR'];
		const view = { view: 'RECOMMENDED', countries, categories: ['SPORTS'], limit: 1 };
		const first = await search('by-view', { ...view, startCursor: '' });
		expect(first).toMatchObject({
			page: { hasNextPage: true, hasPreviousPage: false },
			channels: [{ name: 'City Cycling' }],
		});
		const second = await search('by-view', { ...view, startCursor: first.page.endCursor });
		expect(second).toMatchObject({
			page: { hasNextPage: false, hasPreviousPage: true },
			channels: [{ name: 'Mountain Trails' }],
		});
		const text = { text: 'kitchen', categories: [], limit: 5, startCursor: '' };
		expect(await search('by-text', text)).toMatchObject({
			channels: [{ name: 'Kitchen Stories' }],
		});
	});

	test('are searched in the US by default, and an invalid list of countries is refused', async () => {
		const search = async (body: object) =>
			await harness.waha('POST', `${channels}/search/by-view`, body);
		const here = Object((await search({ view: 'NEW', countries: ['US'] })).body);
		expect(Object((await search({})).body).channels).toEqual(here.channels);
		expect(await search({ countries: [] })).toMatchObject({
			status: 400,
			body: { message: ['countries must contain at least 1 elements'] },
		});
		expect(await search({ countries: 'US' })).toMatchObject({
			status: 400,
			body: { message: ['countries must be an array'] },
		});
	});

	test('have lists of views, countries and categories for a search', async () => {
		expect(await get('/search/views')).toContainEqual({ value: 'TRENDING', name: 'Trending' });
		expect(await get('/search/countries')).toContainEqual({ code: 'BR', name: 'Brazil' });
		expect(await get('/search/categories')).toContainEqual({ value: 'NEWS', name: 'News' });
	});
});

describe('status posts', () => {
	const status = '/api/default/status';

	test('are sent with their style, listed and deleted', async () => {
		const text = { text: 'Hi', backgroundColor: '#38b42f', font: 1, contacts: [ANNA_CUS] };
		const { body } = await harness.waha('POST', `${status}/text`, text);
		const { id } = Object(body).key;
		expect(session().statuses.all()).toMatchObject([
			{ message: { id, text: 'Hi' }, backgroundColor: '#38b42f', font: 1, audience: [ANNA] },
		]);
		const path = '/api/default/chats/status@broadcast/messages?limit=5';
		expect((await harness.waha('GET', path)).body).toMatchObject([{ body: 'Hi' }]);
		await harness.waha('POST', `${status}/delete`, { id });
		expect(session().statuses.all()).toEqual([]);
	});

	test.each([
		['image', { caption: 'c' }],
		['voice', { backgroundColor: '#000000' }],
		['video', { caption: 'c' }],
	])('can contain a file: %s', async (kind, more) => {
		const body = { file: FILE, ...more };
		expect(await harness.waha('POST', `${status}/${kind}`, body)).toMatchObject({ status: 201 });
		const [post] = session().statuses.all();
		expect(post?.message.media).toMatchObject({ kind, data: Buffer.from('hello') });
	});
});

describe('the server', () => {
	test('returns its API key in the environment, and all variables on request', async () => {
		const environment = '/api/server/environment';
		expect(await harness.waha('GET', environment)).toMatchObject({
			body: { WHATSAPP_API_KEY: harness.sandbox.waha.apiKey },
		});
		expect((await harness.waha('GET', `${environment}?all=true`)).body).toHaveProperty('PATH');
	});

	test('only records a request to stop, and goes on answering', async () => {
		expect(await harness.waha('POST', '/api/server/stop', { force: true })).toEqual({
			status: 201,
			body: { stopping: true },
		});
		expect(harness.sandbox.world.stops).toEqual([{ gateway: 'waha', force: true }]);
		expect(await harness.waha('GET', '/api/sessions/default')).toMatchObject({
			status: 200,
			body: { status: 'WORKING' },
		});
	});

	test.each(['/api/server/debug/heapsnapshot', '/api/screenshot?session=default'])(
		'%s returns a file',
		async (path) => {
			const { waha } = harness.sandbox;
			const answer = await send(waha.url, { path, headers: { 'X-Api-Key': waha.apiKey } });
			expect(answer.headers['content-type']).toMatch(/^(application\/octet-stream|image\/png)$/);
			expect(answer.data.length).toBeGreaterThan(0);
		},
	);
});

describe('features that an engine lacks', () => {
	const contact = { session: 'default', contactId: ANNA_CUS };
	const lacking: Array<[request: string, body: object | undefined]> = [
		[`GET /api/contacts/about?session=default&contactId=${ANNA_CUS}`, undefined],
		['POST /api/contacts/block', contact],
		['POST /api/contacts/unblock', contact],
		[`DELETE /api/default/groups/${TEAM}`, undefined],
		[`DELETE /api/default/chats/${ANNA_CUS}`, undefined],
		[`DELETE /api/default/chats/${ANNA_CUS}/messages`, undefined],
	];

	test.each(lacking)('NOWEB answers 501 to %s', async (request, body) => {
		const [method = '', path = ''] = request.split(' ');
		const noweb = await Harness.start({ wahaEngine: 'NOWEB', wahaVersion: '2026.7.1' });
		expect(await noweb.waha(method, path, body)).toEqual({
			status: 501,
			body: {
				statusCode: 501,
				error: 'Not Implemented',
				message: expect.stringContaining("is not implemented by 'NOWEB' engine"),
			},
		});
		await noweb.sandbox.close();
	});

	test('NOWEB answers 422 instead of 501 before version 2025.6.6', async () => {
		const older = await Harness.start({ wahaEngine: 'NOWEB' });
		for (const [method, path] of [
			['DELETE', `/api/default/groups/${TEAM}`],
			['GET', '/api/screenshot?session=default'],
		] as const)
			expect(await older.waha(method, path)).toMatchObject({ status: 422 });
		await older.sandbox.close();
	});

	test('WEBJS answers 501 to a list of presences', async () => {
		const webjs = await Harness.start({ wahaEngine: 'WEBJS', wahaVersion: '2026.7.1' });
		expect(await webjs.waha('GET', '/api/default/presence')).toMatchObject({ status: 501 });
		expect(await webjs.waha('GET', '/api/server/version')).toMatchObject({
			body: { engine: 'WEBJS' },
		});
		await webjs.sandbox.close();
	});
});
