import { runNode, askList } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox({ wahaVersion: '2026.7.1' });
const GROUP = '120363000000000001@g.us';
/** One transparent pixel, as PNG. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.each(GATEWAYS)('groups and people on %s', (gateway) => {
	const run = async (operation: string, more: object = {}) =>
		await runNode({
			credential: box.credential(gateway),
			parameters: {
				resource: 'group',
				operation,
				session: byId('default'),
				groupId: byId(GROUP),
				...more,
			},
		});

	test('lists groups with their names', async () => {
		const { results } = await askList(box.credential(gateway), 'searchGroups', {
			session: byId('default'),
		});
		const group = box.sandbox.world.session('default').groups.find(GROUP);
		expect(results).toContainEqual({ name: `${group?.subject} (${GROUP})`, value: GROUP });
	});

	test('lists contacts with their names, and without groups', async () => {
		const { results } = await askList(
			box.credential(gateway),
			'searchContacts',
			{ session: byId('default') },
			'anna',
		);
		expect(results).toEqual([
			{
				name:
					gateway === 'evolution' ? 'Anna (491701112222@c.us)' : 'Anna Lindt (491701112222@c.us)',
				value: '491701112222@c.us',
			},
		]);
		const all = await askList(box.credential(gateway), 'searchContacts', {
			session: byId('default'),
		});
		expect(all.results.filter(({ value }) => String(value).endsWith('@g.us'))).toEqual([]);
	});

	test('sets the picture of a group, and then reads and downloads it', async () => {
		const set = await run('setPicture', {
			source: 'base64',
			mediaBase64: PIXEL,
			mimeType: 'image/png',
		});
		expect(set.error).toBeUndefined();
		expect(set.items[0]?.json).toEqual({ success: true, session: 'default', chatId: GROUP });
		const address = await run('getPicture');
		expect(address.items[0]?.json.url).toMatch(/^http/);
		expect(address.items[0]?.binary).toBeUndefined();
		const { items, error } = await run('getPicture', {
			download: true,
			binaryPropertyName: 'picture',
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual(address.items[0]?.json);
		expect(items[0]?.binary?.picture).toMatchObject({
			// Evolution API converts every picture to a JPEG.
			fileExtension: gateway === 'evolution' ? 'jpg' : 'png',
			mimeType: gateway === 'evolution' ? 'image/jpeg' : 'image/png',
		});
		if (gateway !== 'evolution') expect(items[0]?.binary?.picture?.data).toBe(PIXEL);
	});

	(gateway === 'evolution' ? test.skip : test)('a missing picture has no URL', async () => {
		await run('deletePicture');
		const { items, error } = await run('getPicture', { download: true });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ session: 'default', chatId: GROUP, url: null });
		expect(items[0]?.binary).toBeUndefined();
	});

	test('the invite link leads back to the group', async () => {
		const { items } = await run('getInviteLink');
		const inviteLink = items[0]?.json.inviteLink;
		expect(inviteLink).toMatch(/^https:\/\/chat\.whatsapp\.com\/\w+$/);
		const info = await run('getInviteInfo', { inviteLink });
		expect(info.items[0]?.json).toMatchObject({ chatId: GROUP, inviteLink });
	});

	test('sets who can edit the group, and reads it back', async () => {
		for (const infoAdminOnly of [true, false]) {
			await run('setWhoCanEdit', { infoAdminOnly });
			const { items } = await run('getWhoCanEdit');
			expect(items[0]?.json).toEqual({ session: 'default', chatId: GROUP, infoAdminOnly });
		}
	});

	test('adds and removes group members', async () => {
		const participants = '+49 170 9998877';
		const changed = {
			success: true,
			session: 'default',
			chatId: GROUP,
			done: ['491709998877@c.us'],
			failed: [],
		};
		const ids = async () =>
			(await run('getParticipants')).items.map(({ json }) => json.participantId);
		expect((await run('addParticipants', { participants })).items[0]?.json).toEqual(changed);
		expect(await ids()).toContain('491709998877@c.us');
		expect((await run('removeParticipants', { participants })).items[0]?.json).toEqual(changed);
		expect(await ids()).not.toContain('491709998877@c.us');
		const nobody = await run('removeParticipants', { participants });
		expect(nobody.error?.message).toContain('changed nothing for these participants');
	});
});
