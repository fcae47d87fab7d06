import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, bodyOf, FILE, type Parameters } from '../support/dryRun';
import {
	ACTED,
	ANNA,
	BEN,
	GROUP_ID,
	GROUP_ROUTE,
	enveloped,
	items,
	lines,
	onGroup,
	plain,
	type Gateway,
} from '../support/onGroup';

describe('commands on one group', () => {
	test.each<[string, Parameters, string, object, string, object, object]>([
		['delete', {}, `DELETE ${GROUP_ROUTE}`, {}, 'DELETE /api/v1/group/delete', {}, {}],
		[
			'deletePicture',
			{},
			`DELETE ${GROUP_ROUTE}/picture`,
			{},
			'DELETE /api/v1/group/picture',
			{},
			{},
		],
		['leave', {}, `POST ${GROUP_ROUTE}/leave`, {}, 'POST /api/v1/group/leave', {}, {}],
		[
			'setSubject',
			{ subject: 'Order 7' },
			`PUT ${GROUP_ROUTE}/subject`,
			{ subject: 'Order 7' },
			'POST /api/v1/group/name',
			{ groupName: 'Order 7' },
			{ subject: 'Order 7' },
		],
		[
			'setDescription',
			{ description: '' },
			`PUT ${GROUP_ROUTE}/description`,
			{ description: '' },
			'POST /api/v1/group/description',
			{ groupDescription: '' },
			{ description: '' },
		],
		[
			'setWhoCanEdit',
			{ infoAdminOnly: false },
			`PUT ${GROUP_ROUTE}/settings/security/info-admin-only`,
			{ adminsOnly: false },
			'POST /api/v1/group/locked',
			{ locked: false },
			{ infoAdminOnly: false },
		],
		[
			'setWhoCanSend',
			{ messagesAdminOnly: true },
			`PUT ${GROUP_ROUTE}/settings/security/messages-admin-only`,
			{ adminsOnly: true },
			'POST /api/v1/group/announcement',
			{ announcement: true },
			{ messagesAdminOnly: true },
		],
	])(
		"%s sends each gateway's request and returns the same output",
		async (name, parameters, wahaLine, wahaBody, warestLine, warestBody, more) => {
			const onWaha = await onGroup('waha', name, parameters);
			expect(lines(onWaha)).toEqual([wahaLine]);
			expect(onWaha.requests[0]?.body ?? {}).toEqual(wahaBody);
			const onWarest = await onGroup('warest', name, parameters);
			expect(lines(onWarest)).toEqual([warestLine]);
			expect(onWarest.requests[0]?.body).toEqual({
				sessionId: 'default',
				groupId: GROUP_ID,
				...warestBody,
			});
			for (const done of [onWaha, onWarest]) {
				expect(items(done)).toEqual([{ ...ACTED, ...more }]);
				expect(done.requests[0]?.lane).toEqual({ session: 'default', chat: GROUP_ID });
			}
		},
	);

	test('delete and leave are never repeated automatically, setSubject may be', async () => {
		for (const gateway of ['waha', 'warest'] as const) {
			for (const name of ['delete', 'leave'])
				expect((await onGroup(gateway, name, {})).requests[0]?.effect).toBeUndefined();
			expect((await onGroup(gateway, 'setSubject', { subject: 'x' })).requests[0]?.effect).toBe(
				'repeatable',
			);
		}
	});

	test('the response false or success: false of WAHA is an error', async () => {
		for (const no of [plain('false'), answer({ success: false }), answer(false)])
			await expect(onGroup('waha', 'setSubject', { subject: 'x' }, no)).rejects.toThrow(
				'did not accept the change',
			);
		await expect(
			onGroup('waha', 'setSubject', { subject: 'x' }, plain('true')),
		).resolves.toBeDefined();
	});

	test('a web page as the response of WAHA is an error', async () => {
		const page = plain('<!doctype html><title>Proxy</title>');
		await expect(onGroup('waha', 'setSubject', { subject: 'x' }, page)).rejects.toThrow('web page');
	});

	test('the status code 207 of WARest is an error for leave and delete', async () => {
		const failed = enveloped({ groupId: GROUP_ID, status: 'failed leave' }, 207);
		await expect(onGroup('warest', 'leave', {}, failed)).rejects.toThrow('did not leave the group');
		const half = enveloped(
			{ removedParticipants: [ANNA, ANNA], failedToRemove: [BEN], status: 'partial' },
			207,
		);
		await expect(onGroup('warest', 'delete', {}, half)).rejects.toThrow(
			'2 members were removed, 1 were not',
		);
	});

	test('only WAHA has the operation refresh', async () => {
		expect(lines(await onGroup('waha', 'refresh', {}))).toEqual([
			'POST /api/default/groups/refresh',
		]);
		await expect(onGroup('warest', 'refresh', {})).rejects.toThrow('does not have the operation');
	});
});

describe('group pictures', () => {
	const URL = 'https://pps.whatsapp.net/v/t61/1.jpg?x=1';
	const bytes = Buffer.from([255, 216, 255]);
	const jpeg = { ...answer(null), bytes, contentType: 'image/jpeg' };

	test.each<[Gateway, GatewayAnswer]>([
		['waha', answer({ url: URL })],
		['warest', enveloped({ pictureUrl: URL })],
	])('%s returns the URL, and downloads the picture if wanted', async (gateway, given) => {
		const address = await onGroup(gateway, 'getPicture', {}, given);
		expect(address.outputs).toEqual([{ json: { session: 'default', chatId: GROUP_ID, url: URL } }]);
		const both = await onGroup(gateway, 'getPicture', { download: true }, given, jpeg);
		expect(both.requests[1]).toMatchObject({
			method: 'GET',
			path: URL,
			answer: 'binary',
			effect: 'read',
		});
		expect(both.outputs).toEqual([
			{
				json: { session: 'default', chatId: GROUP_ID, url: URL },
				file: { data: bytes, fileName: 'picture.jpg', mimeType: 'image/jpeg', about: {} },
			},
		]);
	});

	test.each<[Gateway, GatewayAnswer]>([
		['waha', answer({ url: null })],
		['warest', enveloped({ pictureUrl: null })],
	])('a group without a picture has the URL null on %s', async (gateway, given) => {
		const got = await onGroup(gateway, 'getPicture', { download: true }, given);
		expect(got.outputs).toEqual([{ json: { session: 'default', chatId: GROUP_ID, url: null } }]);
	});

	test('a picture whose URL has expired or is no web address is an error', async () => {
		const gone = { ...answer(null, 403), bytes: Buffer.from('URL signature expired') };
		await expect(
			onGroup('waha', 'getPicture', { download: true }, answer({ url: URL }), gone),
		).rejects.toMatchObject({
			message: expect.stringContaining('could not be downloaded'),
			status: 403,
		});
		await expect(
			onGroup('waha', 'getPicture', { download: true }, answer({ url: 'file:///etc/passwd' })),
		).rejects.toThrow('no picture can be downloaded');
	});

	test('only WAHA has the option Refresh', async () => {
		const options = { refresh: true };
		const got = await onGroup('waha', 'getPicture', { options }, answer({ url: URL }));
		expect(got.requests[0]?.query).toEqual({ refresh: true });
		await expect(onGroup('warest', 'getPicture', { options })).rejects.toThrow(
			'does not have the option',
		);
	});

	test('setPicture sends the file in the format of each gateway', async () => {
		const data = FILE.toString('base64');
		const onWaha = await onGroup('waha', 'setPicture', {});
		expect(lines(onWaha)).toEqual([`PUT ${GROUP_ROUTE}/picture`]);
		expect(await bodyOf(onWaha.requests[0] ?? { method: 'GET', path: '' })).toEqual({
			file: { mimetype: 'image/png', filename: 'a.png', data },
		});
		const onWarest = await onGroup('warest', 'setPicture', {});
		expect(lines(onWarest)).toEqual(['POST /api/v1/group/picture']);
		expect(await bodyOf(onWarest.requests[0] ?? { method: 'GET', path: '' })).toEqual({
			sessionId: 'default',
			groupId: GROUP_ID,
			picture: `data:image/png;base64,${data}`,
		});
		for (const done of [onWaha, onWarest]) expect(items(done)).toEqual([ACTED]);
	});

	test('setPicture passes a URL on', async () => {
		const byUrl = { source: 'url', mediaUrl: 'https://example.com/a' };
		const onWaha = await onGroup('waha', 'setPicture', byUrl);
		expect(onWaha.requests[0]?.body).toEqual({
			file: { mimetype: 'image/jpeg', filename: 'a', url: 'https://example.com/a' },
		});
		const onWarest = await onGroup('warest', 'setPicture', byUrl);
		expect(onWarest.requests[0]?.body).toMatchObject({ picture: 'https://example.com/a' });
	});

	test('setPicture refuses a file that is no picture, or is too large for WARest', async () => {
		const text = { source: 'base64', mediaBase64: 'ZmlsZQ==', options: { mimeType: 'text/plain' } };
		for (const gateway of ['waha', 'warest'] as const)
			await expect(onGroup(gateway, 'setPicture', text)).rejects.toThrow('A picture is needed');
		const large = {
			...text,
			mediaBase64: 'A'.repeat(2_400_000),
			options: { mimeType: 'image/jpeg' },
		};
		await expect(onGroup('warest', 'setPicture', large)).rejects.toThrow(
			'the gateway takes 1.5 MB',
		);
		await expect(onGroup('waha', 'setPicture', large)).resolves.toBeDefined();
	});
});
