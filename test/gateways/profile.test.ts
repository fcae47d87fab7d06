import type { Json } from '../../nodes/WhatsApp/portable/json';
import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, bodyOf, dryRun, FILE, type DryRun, type Parameters } from '../support/dryRun';

type Gateway = 'waha' | 'warest';

const URL = 'https://pps.whatsapp.net/1.jpg';
const enveloped = (...results: Json[]): GatewayAnswer =>
	answer({ status: true, code: 1000, message: 'OK', results });

const run = async (
	gateway: Gateway,
	operation: string,
	parameters: Parameters = {},
	...answers: GatewayAnswer[]
): Promise<DryRun> =>
	await dryRun(
		gateway,
		['profile', operation],
		parameters,
		answers.length > 0 ? answers : [gateway === 'waha' ? answer({ success: true }) : enveloped()],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

test('get returns one shape on both gateways', async () => {
	const onWaha = await run(
		'waha',
		'get',
		{},
		answer({ id: '491701234567@c.us', name: 'Shop', picture: URL }),
	);
	expect(lines(onWaha)).toEqual(['GET /api/default/profile']);
	const profile = {
		session: 'default',
		contactId: '491701234567@c.us',
		phone: '491701234567',
		name: 'Shop',
		about: null,
		pictureUrl: URL,
		isBusiness: null,
	};
	expect(items(onWaha)).toEqual([profile]);
	const onWarest = await run(
		'warest',
		'get',
		{},
		enveloped({
			phone: '491701234567:5',
			pushName: 'Shop',
			about: 'Open',
			businessProfile: { email: 'hi@example.com' },
			profilePicture: { url: URL },
		}),
	);
	expect(lines(onWarest)).toEqual(['GET /api/v1/profile/info']);
	expect(items(onWarest)).toEqual([{ ...profile, about: 'Open', isBusiness: true }]);
});

test('getPicture downloads the picture on WARest and is refused on WAHA', async () => {
	const given = enveloped({ phone: '491701234567', url: URL });
	const got = await run('warest', 'getPicture', { download: true }, given, {
		...answer(null),
		bytes: FILE,
		contentType: 'image/jpeg',
	});
	expect(lines(got)).toEqual(['GET /api/v1/profile/picture', `GET ${URL}`]);
	expect(got.outputs).toMatchObject([
		{
			json: { session: 'default', contactId: '491701234567@c.us', url: URL },
			file: { data: FILE, mimeType: 'image/jpeg' },
		},
	]);
	const none = await run('warest', 'getPicture', { download: true }, enveloped({ url: null }));
	expect(none.outputs).toEqual([{ json: { session: 'default', contactId: null, url: null } }]);
	await expect(run('waha', 'getPicture')).rejects.toMatchObject({
		hint: expect.stringContaining('Profile > Get'),
	});
});

test('getPrivacySettings on WARest reads the settings, and null if the default may be meant', async () => {
	const got = await run(
		'warest',
		'getPrivacySettings',
		{},
		enveloped({
			readReceipts: 'all',
			groupAdd: 'all',
			callAdd: 'all',
			profilePhoto: 'contacts',
			status: 'none',
			online: 'all',
			lastSeen: 'contacts',
			stikers: 'contacts',
			messages: 'all',
		}),
	);
	expect(items(got)).toEqual([
		{
			session: 'default',
			lastSeen: 'contacts',
			online: 'all',
			profilePicture: 'contacts',
			about: 'none',
			readReceipts: null,
			addToGroups: null,
			calls: null,
			messages: 'all',
			stickers: 'contacts',
		},
	]);
	expect(got.hint).toContain('usual value');
	await expect(run('waha', 'getPrivacySettings')).rejects.toThrow('does not have the operation');
});

test('setName and setAbout work on WAHA and are refused by WARest', async () => {
	const named = await run('waha', 'setName', { name: 'Shop' });
	expect(lines(named)).toEqual(['PUT /api/default/profile/name']);
	expect(named.requests[0]?.body).toEqual({ name: 'Shop' });
	expect(items(named)).toEqual([{ success: true, session: 'default', name: 'Shop' }]);
	const told = await run('waha', 'setAbout', { about: '' });
	expect(lines(told)).toEqual(['PUT /api/default/profile/status']);
	expect(told.requests[0]?.body).toEqual({ status: '' });
	expect(items(told)).toEqual([{ success: true, session: 'default', about: '' }]);
	await expect(run('waha', 'setName', { name: ' ' })).rejects.toThrow('Name is empty');
	for (const name of ['setName', 'setAbout'])
		await expect(run('warest', name, { name: 'x', about: 'x' })).rejects.toThrow(
			'does not have the operation',
		);
});

test('the response success: false of WAHA is an error', async () => {
	await expect(
		run('waha', 'setName', { name: 'Shop' }, answer({ success: false })),
	).rejects.toThrow('did not accept the change');
});

test('setPicture and deletePicture work on both gateways, and other file types are refused', async () => {
	const data = FILE.toString('base64');
	const onWaha = await run('waha', 'setPicture');
	expect(lines(onWaha)).toEqual(['PUT /api/default/profile/picture']);
	expect(await bodyOf(onWaha.requests[0] ?? { method: 'GET', path: '' })).toEqual({
		file: { mimetype: 'image/png', filename: 'a.png', data },
	});
	const onWarest = await run('warest', 'setPicture', {}, enveloped({ url: URL }));
	expect(lines(onWarest)).toEqual(['POST /api/v1/profile/picture']);
	expect(await bodyOf(onWarest.requests[0] ?? { method: 'GET', path: '' })).toEqual({
		sessionId: 'default',
		picture: `data:image/png;base64,${data}`,
	});
	const pdf = { source: 'base64', mediaBase64: 'ZmlsZQ==', options: { fileName: 'a.pdf' } };
	for (const gateway of ['waha', 'warest'] as const) {
		await expect(run(gateway, 'setPicture', pdf)).rejects.toThrow('A picture is needed');
		const deleted = await run(gateway, 'deletePicture');
		expect(items(deleted)).toEqual([{ success: true, session: 'default' }]);
		expect(deleted.requests[0]).toMatchObject({ method: 'DELETE', effect: 'repeatable' });
	}
});
