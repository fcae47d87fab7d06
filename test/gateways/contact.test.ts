import type { Json } from '../../nodes/WhatsApp/portable/json';
import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

const ANNA = '491701112222@c.us';
const ASKED = { session: 'default', contactId: ANNA };

type Gateway = 'waha' | 'warest';

const enveloped = (result: Json): GatewayAnswer =>
	answer({ status: true, code: 1000, message: 'OK', results: [result] });

const run = async (
	gateway: Gateway,
	operation: string,
	parameters: Parameters,
	...answers: GatewayAnswer[]
): Promise<DryRun> =>
	await dryRun(
		gateway,
		['contact', operation],
		{ contactId: ANNA, ...parameters },
		answers.length > 0 ? answers : [gateway === 'waha' ? answer({}) : enveloped({})],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

test.each([
	['block', true],
	['unblock', false],
])('%s sends a request and returns whether the contact is blocked', async (name, blocked) => {
	const empty = { ...answer(null, 201), bytes: Buffer.alloc(0) };
	const done = await run('waha', name, {}, empty);
	expect(lines(done)).toEqual([`POST /api/contacts/${name}`]);
	expect(done.requests[0]?.body).toEqual(ASKED);
	expect(items(done)).toEqual([{ success: true, ...ASKED, blocked }]);
});

test.each(['block', 'unblock', 'getAbout', 'getPicture', 'getHiddenIds', 'rejectCall', 'setName'])(
	'WARest does not have the operation %s and says what to use instead',
	async (name) => {
		await expect(run('warest', name, {})).rejects.toMatchObject({
			message: expect.stringContaining('does not have the operation'),
			hint: expect.stringMatching(/\w{3}/),
		});
	},
);

test('WAHA does not have the operation getBusinessProfile', async () => {
	await expect(run('waha', 'getBusinessProfile', {})).rejects.toThrow(
		'does not have the operation',
	);
});

describe('checkExists', () => {
	const phone = { phone: '+49 (0)170 111-2222' };
	const YES = { session: 'default', phone: '491701112222', exists: true, chatId: ANNA };
	const NO = { ...YES, exists: false, chatId: null };

	test('returns the same output on both gateways', async () => {
		const onWaha = await run(
			'waha',
			'checkExists',
			phone,
			answer({ numberExists: true, chatId: '491701112222@s.whatsapp.net' }),
		);
		expect(onWaha.requests[0]).toMatchObject({
			method: 'GET',
			path: '/api/contacts/check-exists',
			query: { session: 'default', phone: '491701112222' },
		});
		const onWarest = await run(
			'warest',
			'checkExists',
			phone,
			enveloped({ data: { jid: '491701112222@s.whatsapp.net', isOnWhatsApp: true } }),
		);
		expect(onWarest.requests[0]).toMatchObject({
			method: 'GET',
			path: '/api/v1/profile/on-whatsapp',
			query: { sessionId: 'default', checkNumbers: '491701112222' },
		});
		expect([items(onWaha), items(onWarest)]).toEqual([[YES], [YES]]);
	});

	test('returns exists false for a number that is not on WhatsApp', async () => {
		const onWaha = await run('waha', 'checkExists', phone, answer({ numberExists: false }));
		const onWarest = await run(
			'warest',
			'checkExists',
			phone,
			enveloped({ data: { jid: ANNA, isOnWhatsApp: false } }),
		);
		expect([items(onWaha), items(onWarest)]).toEqual([[NO], [NO]]);
		expect(onWarest.hint).toContain('could not look it up');
	});

	test('supports Include Details on WARest only', async () => {
		const options = { details: true };
		const data = {
			jid: ANNA,
			isOnWhatsApp: true,
			picture: { full: 'https://x/1.jpg', preview: 'https://x/2.jpg' },
			about: 'Hi',
			businessProfile: { email: null, categories: [] },
		};
		const got = await run('warest', 'checkExists', { ...phone, options }, enveloped({ data }));
		expect(got.requests[0]?.query?.deep).toBe(true);
		expect(items(got)).toEqual([
			{ ...YES, about: 'Hi', pictureUrl: 'https://x/1.jpg', business: null },
		]);
		await expect(run('waha', 'checkExists', { ...phone, options })).rejects.toThrow(
			'does not have the option "Include Details"',
		);
	});

	test.each(['', '0170 1112222', '123456789@lid', '120363000000000001@g.us', 'Anna'])(
		'refuses %j as a phone number',
		async (text) => {
			await expect(run('waha', 'checkExists', { phone: text })).rejects.toMatchObject({
				name: 'Refusal',
			});
		},
	);
});

describe('reading contacts', () => {
	const CONTACT = {
		session: 'default',
		contactId: ANNA,
		phone: '491701112222',
		lid: null,
		name: 'Anna',
		pushName: 'anna',
		isBusiness: null,
		isGroup: false,
		isMyContact: null,
		blocked: null,
	};

	test.each<[string, Json, object]>([
		['GOWS', { id: ANNA, name: 'Anna', pushname: 'anna' }, {}],
		[
			'NOWEB',
			{ id: '491701112222@s.whatsapp.net', name: 'Anna', pushname: 'anna', lid: '99112233@lid' },
			{ lid: '99112233@lid' },
		],
		[
			'WEBJS',
			{
				id: ANNA,
				number: '491701112222',
				name: 'Anna',
				pushname: 'anna',
				isBusiness: true,
				isGroup: false,
				isMyContact: true,
				isBlocked: false,
			},
			{ isBusiness: true, isMyContact: true, blocked: false },
		],
		[
			'a hidden id',
			{ id: '99112233@lid', number: '99112233', name: 'Anna', pushname: 'anna' },
			{ contactId: '99112233@lid', phone: null, lid: '99112233@lid' },
		],
		['nothing', null, { name: null, pushName: null }],
	])('get on WAHA returns one shape (%s)', async (_, raw, more) => {
		const got = await run('waha', 'get', {}, answer(raw));
		expect(got.requests[0]).toMatchObject({ path: '/api/contacts', query: ASKED });
		expect(items(got)).toEqual([{ ...CONTACT, ...more }]);
	});

	test('get on WARest reads page after page until the contact is found', async () => {
		const page = Array.from({ length: 1000 }, (_, i) => ({ jid: `4917000${10_000 + i}@c.us` }));
		const row = { jid: '491701112222@s.whatsapp.net', phone: '491701112222', name: 'Anna' };
		const got = await run(
			'warest',
			'get',
			{},
			enveloped({ data: page }),
			enveloped({ data: [row] }),
		);
		expect(got.requests).toMatchObject([
			{ path: '/api/v1/profile/list-contacts', query: { limit: 1000, offset: 0 }, shared: true },
			{ query: { limit: 1000, offset: 1000 }, shared: true },
		]);
		expect([items(got), got.hint]).toEqual([[{ ...CONTACT, pushName: null }], null]);
	});

	test('get on WARest returns the bare ID of an unlisted contact, with a hint', async () => {
		const got = await run('warest', 'get', {}, enveloped({ data: [{ jid: '44770@c.us' }] }));
		expect(items(got)).toEqual([{ ...CONTACT, name: null, pushName: null }]);
		expect(got.hint).toContain('does not keep this person');
	});

	test('get on WARest finds a LID that is listed under a made-up number', async () => {
		const contactId = '200000000000001@lid';
		const row = { jid: '200000000000001@s.whatsapp.net', name: 'Ben' };
		const got = await run('warest', 'get', { contactId }, enveloped({ data: [row] }));
		expect(items(got)).toEqual([
			{ ...CONTACT, contactId, phone: null, lid: contactId, name: 'Ben', pushName: null },
		]);
	});

	test('getAbout returns the about text, or null', async () => {
		const got = await run('waha', 'getAbout', {}, answer({ about: 'Hi' }));
		expect(got.requests[0]).toMatchObject({ path: '/api/contacts/about', query: ASKED });
		expect(items(got)).toEqual([{ ...ASKED, about: 'Hi' }]);
		expect(items(await run('waha', 'getAbout', {}, answer(null)))).toEqual([
			{ ...ASKED, about: null },
		]);
	});

	test('getPicture downloads the picture, and returns url null if there is none', async () => {
		const url = 'https://pps.whatsapp.net/1.jpg';
		const got = await run(
			'waha',
			'getPicture',
			{ download: true, options: { refresh: true } },
			answer({ profilePictureURL: url }),
			{ ...answer(null), bytes: Buffer.from('x'), contentType: 'image/png' },
		);
		expect(got.requests[0]?.query).toEqual({ ...ASKED, refresh: true });
		expect(got.outputs).toMatchObject([
			{ json: { ...ASKED, url }, file: { fileName: 'picture.png' } },
		]);
		const none = await run(
			'waha',
			'getPicture',
			{ download: true },
			answer({ profilePictureURL: null }),
		);
		expect(none.outputs).toEqual([{ json: { ...ASKED, url: null } }]);
	});

	test('getMany on WAHA reads page after page until the limit is reached', async () => {
		const page = Array.from({ length: 100 }, (_, i) => ({ id: `4917000${10_000 + i}@c.us` }));
		const got = await run(
			'waha',
			'getMany',
			{ limit: 101, options: { sortBy: 'name', sortOrder: 'asc' } },
			answer(page),
			answer([{ id: ANNA, name: 'Anna', pushname: 'anna' }]),
		);
		expect(got.requests.map(({ query }) => query)).toEqual([
			{ session: 'default', limit: 100, offset: 0, sortBy: 'name', sortOrder: 'asc' },
			{ session: 'default', limit: 1, offset: 100, sortBy: 'name', sortOrder: 'asc' },
		]);
		expect(items(got).at(-1)).toEqual(CONTACT);
	});

	test('getMany on WARest returns contacts in the same shape', async () => {
		const row = { jid: '491701112222@s.whatsapp.net', phone: '491701112222', name: 'Anna' };
		const got = await run('warest', 'getMany', { returnAll: true }, enveloped({ data: [row] }));
		expect(got.requests[0]).toMatchObject({
			path: '/api/v1/profile/list-contacts',
			query: { sessionId: 'default', limit: 1000, offset: 0 },
		});
		expect(items(got)).toEqual([{ ...CONTACT, pushName: null }]);
	});

	test.each<[object, object]>([
		[{ fromGroups: true }, { type: 'groups' }],
		[{ fromGroups: false }, { type: 'contacts' }],
		[
			{ groupIds: '120363000000000001@g.us, 120363000000000002' },
			{ type: 'groups', groupIds: '120363000000000001@g.us,120363000000000002@g.us' },
		],
		[{ details: true }, { deep: true, limit: 50 }],
	])('getMany supports the option %j on WARest only', async (options, query) => {
		const got = await run('warest', 'getMany', { options }, enveloped({ data: [] }));
		expect(got.requests[0]?.query).toMatchObject(query);
		await expect(run('waha', 'getMany', { options })).rejects.toThrow('does not have the option');
	});

	test('getMany on WARest refuses contradicting options, group IDs of people, and Sort By', async () => {
		const groupIds = '120363000000000001@g.us';
		await expect(
			run('warest', 'getMany', { options: { groupIds, fromGroups: false } }),
		).rejects.toThrow('From Groups is off');
		await expect(run('warest', 'getMany', { options: { groupIds: ANNA } })).rejects.toThrow(
			'must name groups',
		);
		await expect(run('warest', 'getMany', { options: { sortBy: 'id' } })).rejects.toThrow(
			'does not have the option',
		);
	});

	test('getBusinessProfile reads a business profile, with a hint if there is none', async () => {
		const raw = {
			jid: ANNA,
			email: 'hi@example.com',
			address: 'Main Street 1',
			categories: ['Retail', { name: 'Store' }],
			businessHoursTimezone: 'Europe/Berlin',
			businessHours: [
				{ day_of_week: 'mon', mode: 'specific_hours', open_time: 540, close_time: '17:00' },
			],
			description: 'A shop',
			websites: ['https://example.com'],
		};
		const profile = {
			...ASKED,
			description: 'A shop',
			email: 'hi@example.com',
			address: 'Main Street 1',
			categories: ['Retail', 'Store'],
			websites: ['https://example.com'],
			timezone: 'Europe/Berlin',
			openingHours: [{ day: 'mon', mode: 'specific_hours', opensAt: '09:00', closesAt: '17:00' }],
		};
		for (const form of [raw, { data: raw }]) {
			const got = await run('warest', 'getBusinessProfile', {}, enveloped(form));
			expect(got.requests[0]?.query).toEqual({
				sessionId: 'default',
				checkNumbers: '491701112222',
			});
			expect(items(got)).toEqual([profile]);
			expect(got.hint).toBeNull();
		}
		const none = await run(
			'warest',
			'getBusinessProfile',
			{},
			enveloped({ jid: ANNA, email: null }),
		);
		expect(none.hint).toContain('no business profile');
		await expect(
			run('warest', 'getBusinessProfile', { contactId: '99112233@lid' }),
		).rejects.toThrow('hidden ID');
	});
});

describe('LIDs (hidden IDs)', () => {
	const LID = '99123456789@lid';
	const BOTH = { session: 'default', contactId: ANNA, phone: '491701112222', lid: LID };

	test.each([
		[LID, { lid: LID, pn: ANNA }, { ...BOTH, found: true }, 'lids/99123456789%40lid'],
		[ANNA, { lid: LID, pn: ANNA }, { ...BOTH, found: true }, 'lids/pn/491701112222'],
		[
			LID,
			{ lid: LID, pn: null },
			{ session: 'default', contactId: LID, phone: null, lid: LID, found: false },
			'lids/99123456789%40lid',
		],
		[ANNA, { lid: null, pn: ANNA }, { ...BOTH, lid: null, found: false }, 'lids/pn/491701112222'],
		[ANNA, {}, { ...BOTH, lid: null, found: false }, 'lids/pn/491701112222'],
	])('WAHA resolves %s from the response %j', async (contactId, body, shown, route) => {
		const done = await run('waha', 'resolveId', { contactId }, answer(body));
		expect(lines(done)).toEqual([`GET /api/default/${route}`]);
		expect(items(done)).toEqual([shown]);
	});

	test('WAHA lists and counts LIDs', async () => {
		const list = answer([
			{ lid: LID, pn: ANNA },
			{ lid: '98123456789@lid', pn: null },
		]);
		const listed = await run('waha', 'getHiddenIds', { limit: 5 }, list);
		expect(listed.requests).toMatchObject([
			{ path: '/api/default/lids', query: { limit: 5, offset: 0 } },
		]);
		expect(items(listed)).toEqual([
			BOTH,
			{ session: 'default', contactId: '98123456789@lid', phone: null, lid: '98123456789@lid' },
		]);
		const counted = await run('waha', 'countHiddenIds', {}, answer({ count: 7 }));
		expect(items(counted)).toEqual([{ session: 'default', count: 7 }]);
	});
});

describe('rejectCall', () => {
	test('WAHA rejects a call by its ID', async () => {
		const done = await run('waha', 'rejectCall', { callId: 'AB' }, answer(null, 201));
		expect(lines(done)).toEqual(['POST /api/default/calls/reject']);
		expect(done.requests[0]?.body).toEqual({ from: ANNA, id: 'AB' });
		expect(items(done)).toEqual([{ success: true, ...ASKED, callId: 'AB' }]);
	});

	test.each([
		[{ contactId: '120363000000000001@g.us', callId: 'AB' }, 'is no person'],
		[{ callId: '' }, 'Call ID'],
	])('refuses %j', async (parameters, message) => {
		await expect(run('waha', 'rejectCall', parameters)).rejects.toThrow(message);
	});
});

describe('setName', () => {
	test.each([
		[{ firstName: 'Ada', lastName: 'Lovelace' }, 'Ada Lovelace'],
		[{ firstName: 'Ada', lastName: ' ' }, 'Ada'],
	])('WAHA saves the name %j', async (names, name) => {
		const done = await run('waha', 'setName', names, answer({ success: true }));
		expect(lines(done)).toEqual(['PUT /api/default/contacts/491701112222%40c.us']);
		expect(done.requests[0]).toMatchObject({
			body: { ...names, lastName: names.lastName.trim() },
			effect: 'repeatable',
		});
		expect(items(done)).toEqual([{ success: true, ...ASKED, name }]);
	});

	test('the response success: false is an error', async () => {
		const failing = run('waha', 'setName', { firstName: 'Ada' }, answer({ success: false }));
		await expect(failing).rejects.toThrow('did not accept the change');
	});

	test.each([
		[{ firstName: ' ' }, 'First Name'],
		[{ firstName: 'Ada', contactId: '120363000000000001@g.us' }, 'is no person'],
	])('refuses %j', async (parameters, message) => {
		await expect(run('waha', 'setName', parameters)).rejects.toThrow(message);
	});
});
