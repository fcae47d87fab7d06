import type { Json } from '../../nodes/WhatsApp/portable/json';
import { answer } from '../support/dryRun';
import {
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

describe('reading groups', () => {
	const GROUP = {
		session: 'default',
		chatId: GROUP_ID,
		subject: 'Core Team',
		description: 'Daily',
		owner: ANNA,
		createdAt: '2024-03-09T16:00:00.000Z',
		participantsCount: 8,
		infoAdminOnly: true,
		messagesAdminOnly: false,
		inviteLink: null,
		participants: [],
	};
	const BAILEYS = {
		id: GROUP_ID,
		subject: 'Core Team',
		desc: 'Daily',
		owner: '491701112222@s.whatsapp.net',
		creation: 1710000000,
		size: 8,
		restrict: true,
		announce: false,
	};
	const FORMS: Array<[string, Gateway, Json]> = [
		['NOWEB', 'waha', BAILEYS],
		[
			'WEBJS',
			'waha',
			{
				id: { server: 'g.us', user: '120363000000000001', _serialized: GROUP_ID },
				name: 'Core Team',
				isGroup: true,
				timestamp: 1790000000,
				groupMetadata: {
					...BAILEYS,
					id: { _serialized: GROUP_ID },
					owner: { _serialized: ANNA },
				},
			},
		],
		[
			'GOWS',
			'waha',
			{
				JID: GROUP_ID,
				OwnerJID: '99@lid',
				OwnerPN: '491701112222@s.whatsapp.net',
				Name: 'Core Team',
				Topic: 'Daily',
				GroupCreated: '2024-03-09T17:00:00+01:00',
				IsLocked: true,
				IsAnnounce: false,
				ParticipantCount: 8,
			},
		],
		['WARest', 'warest', { ...BAILEYS, size: 9, participantsCount: 8 }],
	];

	test.each(FORMS)('get returns one shape: %s', async (_, gateway, raw) => {
		const given = gateway === 'waha' ? answer(raw) : enveloped({ data: raw });
		const got = await onGroup(gateway, 'get', {}, given);
		expect(lines(got)).toEqual([
			gateway === 'waha' ? `GET ${GROUP_ROUTE}` : 'GET /api/v1/group/info',
		]);
		expect(items(got)).toEqual([GROUP]);
	});

	test.each(FORMS)('getMany returns one shape: %s', async (_, gateway, raw) => {
		const given = gateway === 'waha' ? answer([raw]) : enveloped({ data: [raw] });
		expect(items(await onGroup(gateway, 'getMany', {}, given))).toEqual([GROUP]);
	});

	test('unknown fields are null', async () => {
		const bare = answer({ JID: GROUP_ID, OwnerJID: '', GroupCreated: '0001-01-01T00:00:00Z' });
		expect(items(await onGroup('waha', 'get', {}, bare))).toEqual([
			{
				...GROUP,
				subject: null,
				description: null,
				owner: null,
				createdAt: null,
				participantsCount: null,
				infoAdminOnly: null,
				messagesAdminOnly: null,
			},
		]);
	});

	test("getMany reads NOWEB's object of groups page by page", async () => {
		const page = Object.fromEntries(
			Array.from({ length: 100 }, (_, i) => [
				`1203630000000${1000 + i}@g.us`,
				{ id: `1203630000000${1000 + i}@g.us` },
			]),
		);
		const rest = { [GROUP_ID]: { id: GROUP_ID } };
		const got = await onGroup('waha', 'getMany', { returnAll: true }, answer(page), answer(rest));
		expect(got.requests.map(({ query }) => [query?.limit, query?.offset])).toEqual([
			[100, 0],
			[100, 100],
		]);
		expect(got.outputs).toHaveLength(101);
		expect(got.outputs.at(-1)?.json.chatId).toBe(GROUP_ID);
	});

	test('getMany sends its options on WAHA, and WARest refuses them', async () => {
		const options = { excludeParticipants: true, sortBy: 'subject', sortOrder: 'desc' };
		const got = await onGroup('waha', 'getMany', { limit: 7, options }, answer([]));
		expect(got.requests[0]?.query).toEqual({
			limit: 7,
			offset: 0,
			sortBy: 'subject',
			sortOrder: 'desc',
			exclude: ['participants'],
		});
		for (const [name, value] of Object.entries(options))
			await expect(onGroup('warest', 'getMany', { options: { [name]: value } })).rejects.toThrow(
				'does not have the option',
			);
	});

	test('an empty list from WARest has a hint that the request may have failed', async () => {
		const got = await onGroup('warest', 'getMany', {}, enveloped({ data: [] }));
		expect([got.outputs, got.hint]).toEqual([[], expect.stringContaining('could not ask')]);
	});

	test('getWhoCanEdit and getWhoCanSend read the settings on both gateways', async () => {
		const info = enveloped({ data: { restrict: true, announce: false } });
		const acted = { session: 'default', chatId: GROUP_ID };
		expect(items(await onGroup('warest', 'getWhoCanEdit', {}, info))).toEqual([
			{ ...acted, infoAdminOnly: true },
		]);
		expect(items(await onGroup('warest', 'getWhoCanSend', {}, info))).toEqual([
			{ ...acted, messagesAdminOnly: false },
		]);
		const yes = answer({ adminsOnly: true });
		const onWaha = await onGroup('waha', 'getWhoCanEdit', {}, yes);
		expect(lines(onWaha)).toEqual([`GET ${GROUP_ROUTE}/settings/security/info-admin-only`]);
		expect(items(onWaha)).toEqual([{ ...acted, infoAdminOnly: true }]);
		expect(items(await onGroup('waha', 'getWhoCanSend', {}, yes))).toEqual([
			{ ...acted, messagesAdminOnly: true },
		]);
	});

	test("create sends each gateway's request and returns the group", async () => {
		const parameters = { subject: 'Core Team', participants: ANNA };
		const onWaha = await onGroup('waha', 'create', parameters, answer(BAILEYS, 201));
		expect(lines(onWaha)).toEqual(['POST /api/default/groups']);
		expect(onWaha.requests[0]?.body).toEqual({ name: 'Core Team', participants: [{ id: ANNA }] });
		expect(onWaha.requests[0]?.effect).toBeUndefined();
		expect(items(onWaha)).toEqual([GROUP]);
		const onWarest = await onGroup(
			'warest',
			'create',
			parameters,
			enveloped({ groupId: GROUP_ID }),
		);
		expect(onWarest.requests[0]?.body).toEqual({
			sessionId: 'default',
			groupName: 'Core Team',
			participants: ['491701112222@s.whatsapp.net'],
		});
		expect(items(onWarest)).toMatchObject([
			{ chatId: GROUP_ID, subject: 'Core Team', owner: null },
		]);
	});

	test('create on WEBJS returns who was added, and fails if no group was made', async () => {
		const made = {
			title: 'Core Team',
			gid: { _serialized: GROUP_ID },
			participants: {
				[ANNA]: { statusCode: 200, isGroupCreator: true },
				[BEN]: { statusCode: 403, message: 'private' },
			},
		};
		const parameters = { subject: 'Core Team', participants: `${ANNA}, ${BEN}` };
		expect(items(await onGroup('waha', 'create', parameters, answer(made, 201)))).toMatchObject([
			{
				chatId: GROUP_ID,
				subject: 'Core Team',
				participantsCount: 1,
				participants: [{ participantId: ANNA, role: 'superadmin' }],
			},
		]);
		const not = plain('CreateGroupError: An unknown error occupied', 201);
		await expect(onGroup('waha', 'create', parameters, not)).rejects.toThrow('CreateGroupError');
	});
});
