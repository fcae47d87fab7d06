import { ANNA, HIDDEN } from './harness';
import { refused, result, Warest } from './warest.client';
import { PNG, PNG_URI } from './warest.requests';

let warest: Warest;
beforeAll(async () => {
	warest = await Warest.start();
});
afterAll(async () => await warest.harness.sandbox.close());

const get = async (path: string, query = '') =>
	await warest.get(`/profile/${path}?sessionId=default${query}`);

test('the profile picture is set, returned as a URL that needs no key, and deleted', async () => {
	const set = await warest.post('/profile/picture', { sessionId: 'default', avatar: PNG_URI });
	expect(set).toMatchObject(result({ type: 'image', url: expect.stringMatching(/^http/) }));
	expect(await get('picture')).toEqual(set);
	expect(await get('info')).toMatchObject(
		result({ pictureId: expect.any(String), profilePicture: { type: 'image' } }),
	);
	const url = /http[^"]+/.exec(JSON.stringify(set.body))?.[0] ?? '';
	expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PNG);
	expect(await warest.ask('DELETE /profile/picture', { sessionId: 'default' })).toEqual({
		status: 200,
		body: { status: true, code: 1000, message: 'Profile picture removed', results: [] },
	});
	expect(await get('picture')).toMatchObject(result({ url: null, id: null, type: null }));
});

test.each([
	['base64', PNG.toString('base64'), 2002],
	['another kind of data', 'data:text/plain;base64,AAAA', 2002],
	['nothing', '', 2001],
])('a profile picture given as %s is refused', async (_name, picture, code) => {
	const body = { sessionId: 'default', picture };
	expect(await warest.post('/profile/picture', body)).toMatchObject(refused(400, code));
});

test('the privacy settings have the misspelled field "stikers"', async () => {
	expect(await get('privacy')).toMatchObject(result({ readReceipts: 'all', stikers: 'contacts' }));
});

describe('contacts', () => {
	const rows = async (query: string): Promise<string[]> => {
		const text = JSON.stringify((await get('list-contacts', query)).body);
		return [...text.matchAll(/"jid":"([^"]+)"/g)].map((match) => match[1] ?? '');
	};

	test('are listed in pages without a total, with hidden IDs as phone numbers', async () => {
		expect(await get('list-contacts', '&limit=1')).toEqual({
			status: 200,
			body: {
				status: true,
				code: 1000,
				message: 'OK',
				results: [
					{
						phone: '491700000001',
						data: [{ jid: ANNA, phone: '491701112222', name: 'Anna Lindt' }],
					},
				],
			},
		});
		expect(await rows('')).toContain(HIDDEN.replace('@lid', '@s.whatsapp.net'));
	});

	test.each([
		['&limit=0', 1],
		['&limit=2&offset=1', 2],
		['&offset=99', 0],
		['&type=groups&groupIds=1', 0],
		['&type=groups&groupIds=120363000000000001', 3],
		['&type=groups&limit=2', 2],
	])('the query %s returns %d', async (query, count) => {
		expect(await rows(query)).toHaveLength(count);
	});

	test('have details with deep=true', async () => {
		const { contacts } = warest.harness.sandbox.world.session('default');
		contacts.put(ANNA, { about: 'Busy', picture: null });
		const details = { picture: { full: null, preview: null }, about: 'Busy' };
		expect(await get('list-contacts', '&limit=1&deep=true')).toMatchObject(
			result({ data: [details] }),
		);
	});
});

describe('looking up numbers', () => {
	test('returns an object for one number, and an array for several', async () => {
		expect(await get('on-whatsapp', '&checkNumbers=491701112222')).toMatchObject(
			result({ data: { jid: ANNA, phone: '491701112222', isOnWhatsApp: true } }),
		);
		expect(await get('on-whatsapp', '&number=493000000404,0812345678')).toMatchObject(
			result({ data: [{ isOnWhatsApp: false }, { jid: '62812345678@s.whatsapp.net' }] }),
		);
	});

	test('returns business profiles', async () => {
		expect(await get('business-profile', '&checkNumbers=5511987654321')).toMatchObject(
			result({ phone: '5511987654321', wid: '5511987654321@s.whatsapp.net', websites: [] }),
		);
		expect(
			await get('business-profile', '&checkNumber=1234567&checkNumber=491701112222'),
		).toMatchObject(
			result({
				data: [
					{ wid: null, websites: null },
					{ jid: ANNA, email: null },
				],
			}),
		);
	});

	test.each(['on-whatsapp', 'business-profile'])('%s without numbers is refused', async (path) => {
		expect(await get(path)).toMatchObject(refused(400, 2001));
	});
});
