import type { Json } from '../../nodes/WhatsApp/portable/json';
import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, bodyOf, dryRun, FILE, type DryRun, type Parameters } from '../support/dryRun';

const ID = '120363000000000001@g.us';
const ROUTE = '/api/default/groups/120363000000000001%40g.us';
const ANNA = '491701112222@c.us';
const BEN = '447700900123@c.us';
const CODE = 'Ab12Cd34Ef56Gh78Ij90Kl';
const LINK = `https://chat.whatsapp.com/${CODE}`;
const ACTED = { success: true, session: 'default', chatId: ID };
const TWO = { groupId: ID, participants: `${ANNA}, +44 7700 900123` };

type Gateway = 'waha' | 'warest';

/** WAHA's answer without JSON: a text or a boolean goes out as text/html. */
const plain = (text: string, status = 200): GatewayAnswer => ({
	...answer(null, status),
	bytes: Buffer.from(text),
	contentType: 'text/html',
});
/** WARest's envelope of groups and profile. */
const enveloped = (result: Json, status = 200): GatewayAnswer =>
	answer(
		{ status: true, code: status === 207 ? 1004 : 1000, message: 'OK', results: [result] },
		status,
	);
const okFor = (gateway: Gateway): GatewayAnswer =>
	gateway === 'waha' ? answer({ success: true }) : enveloped({ status: 'success' });

const run = async (
	gateway: Gateway,
	operation: string,
	parameters: Parameters,
	...answers: GatewayAnswer[]
): Promise<DryRun> =>
	await dryRun(
		gateway,
		['group', operation],
		{ groupId: ID, ...parameters },
		answers.length > 0 ? answers : [okFor(gateway)],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

describe('commands on one group', () => {
	test.each<[string, Parameters, string, object, string, object, object]>([
		['delete', {}, `DELETE ${ROUTE}`, {}, 'DELETE /api/v1/group/delete', {}, {}],
		['deletePicture', {}, `DELETE ${ROUTE}/picture`, {}, 'DELETE /api/v1/group/picture', {}, {}],
		['leave', {}, `POST ${ROUTE}/leave`, {}, 'POST /api/v1/group/leave', {}, {}],
		[
			'setSubject',
			{ subject: 'Order 7' },
			`PUT ${ROUTE}/subject`,
			{ subject: 'Order 7' },
			'POST /api/v1/group/name',
			{ groupName: 'Order 7' },
			{ subject: 'Order 7' },
		],
		[
			'setDescription',
			{ description: '' },
			`PUT ${ROUTE}/description`,
			{ description: '' },
			'POST /api/v1/group/description',
			{ groupDescription: '' },
			{ description: '' },
		],
		[
			'setInfoAdminOnly',
			{ infoAdminOnly: false },
			`PUT ${ROUTE}/settings/security/info-admin-only`,
			{ adminsOnly: false },
			'POST /api/v1/group/locked',
			{ locked: false },
			{ infoAdminOnly: false },
		],
		[
			'setMessagesAdminOnly',
			{ messagesAdminOnly: true },
			`PUT ${ROUTE}/settings/security/messages-admin-only`,
			{ adminsOnly: true },
			'POST /api/v1/group/announcement',
			{ announcement: true },
			{ messagesAdminOnly: true },
		],
	])('%s', async (name, parameters, wahaLine, wahaBody, warestLine, warestBody, more) => {
		const onWaha = await run('waha', name, parameters);
		expect(lines(onWaha)).toEqual([wahaLine]);
		expect(onWaha.requests[0]?.body ?? {}).toEqual(wahaBody);
		const onWarest = await run('warest', name, parameters);
		expect(lines(onWarest)).toEqual([warestLine]);
		expect(onWarest.requests[0]?.body).toEqual({
			sessionId: 'default',
			groupId: ID,
			...warestBody,
		});
		for (const done of [onWaha, onWarest]) {
			expect(items(done)).toEqual([{ ...ACTED, ...more }]);
			expect(done.requests[0]?.lane).toContain(ID);
		}
	});

	test('what undoes itself only by hand is never repeated by itself', async () => {
		for (const gateway of ['waha', 'warest'] as const) {
			for (const name of ['delete', 'leave'])
				expect((await run(gateway, name, {})).requests[0]?.effect).toBeUndefined();
			expect((await run(gateway, 'setSubject', { subject: 'x' })).requests[0]?.effect).toBe(
				'repeatable',
			);
		}
	});

	test('a success of WAHA that says false is a failure', async () => {
		for (const no of [plain('false'), answer({ success: false }), answer(false)])
			await expect(run('waha', 'setSubject', { subject: 'x' }, no)).rejects.toThrow(
				'did not accept the change',
			);
		await expect(run('waha', 'setSubject', { subject: 'x' }, plain('true'))).resolves.toBeDefined();
	});

	test('a web page is still no answer of WAHA', async () => {
		const page = plain('<!doctype html><title>Proxy</title>');
		await expect(run('waha', 'setSubject', { subject: 'x' }, page)).rejects.toThrow('web page');
	});

	test('a 207 of WARest is a failure where a command has no parts', async () => {
		const failed = enveloped({ groupId: ID, status: 'failed leave' }, 207);
		await expect(run('warest', 'leave', {}, failed)).rejects.toThrow('did not leave the group');
		const half = enveloped(
			{ removedParticipants: [ANNA, ANNA], failedToRemove: [BEN], status: 'partial' },
			207,
		);
		await expect(run('warest', 'delete', {}, half)).rejects.toThrow(
			'2 members were removed, 1 were not',
		);
	});

	test('only WAHA has a list to refresh', async () => {
		expect(lines(await run('waha', 'refresh', {}))).toEqual(['POST /api/default/groups/refresh']);
		await expect(run('warest', 'refresh', {})).rejects.toThrow('does not have the operation');
	});
});

describe('participants', () => {
	const WAHA_ROUTES = {
		addParticipants: 'participants/add',
		removeParticipants: 'participants/remove',
		promoteParticipants: 'admin/promote',
		demoteParticipants: 'admin/demote',
	};
	test.each(Object.entries(WAHA_ROUTES))('%s on WAHA', async (name, route) => {
		const done = await run('waha', name, TWO, answer({ status: 200 }));
		expect(lines(done)).toEqual([`POST ${ROUTE}/${route}`]);
		expect(done.requests[0]?.body).toEqual({ participants: [{ id: ANNA }, { id: BEN }] });
		expect(items(done)).toEqual([{ ...ACTED, done: [ANNA, BEN], failed: [] }]);
		expect(done.hint).toBeNull();
	});

	test.each([
		['addParticipants', 'POST', 'add', { addedParticipants: ['491701112222', BEN] }],
		['removeParticipants', 'DELETE', 'remove', { removedParticipants: [ANNA, BEN] }],
		['approveJoinRequests', 'POST', 'request/approve', { approvedParticipants: [ANNA, BEN] }],
		[
			'rejectJoinRequests',
			'POST',
			'request/reject',
			{ participants: [{ phone: '491701112222', status: 'reject' }, { phone: BEN }] },
		],
		[
			'promoteParticipants',
			'POST',
			'promote',
			{ participants: [{ phone: '491701112222', status: 'success promote' }, { phone: BEN }] },
		],
		[
			'demoteParticipants',
			'POST',
			'demote',
			{ participants: [ANNA, BEN].map((phone) => ({ phone })) },
		],
	])('%s on WARest', async (name, method, route, result) => {
		const done = await run('warest', name, TWO, enveloped({ ...result, status: 'success' }));
		expect(lines(done)).toEqual([`${method} /api/v1/group/participants/${route}`]);
		expect(done.requests[0]?.body).toEqual({
			sessionId: 'default',
			groupId: ID,
			participants: ['491701112222@s.whatsapp.net', '447700900123@s.whatsapp.net'],
		});
		expect(items(done)).toEqual([{ ...ACTED, done: [ANNA, BEN], failed: [] }]);
	});

	test.each<[string, Gateway, string, GatewayAnswer, string]>([
		[
			'NOWEB',
			'waha',
			'addParticipants',
			answer([
				{ status: '200', jid: '491701112222@s.whatsapp.net' },
				{ status: '403', jid: '447700900123@s.whatsapp.net' },
			]),
			'privacy settings',
		],
		[
			'GOWS',
			'waha',
			'addParticipants',
			answer([
				{ JID: '9911@lid', PhoneNumber: '491701112222@s.whatsapp.net', Error: 0 },
				{ JID: '9911223344@lid', PhoneNumber: '447700900123@s.whatsapp.net', Error: 408 },
			]),
			'a short while ago',
		],
		[
			'WEBJS',
			'waha',
			'addParticipants',
			answer({ [ANNA]: { code: 200 }, [BEN]: { code: 444, message: 'no idea' } }),
			'no idea',
		],
		[
			'WARest',
			'warest',
			'addParticipants',
			enveloped(
				{ addedParticipants: ['491701112222'], failedToAdd: ['447700900123'], status: 'partial' },
				207,
			),
			'turned down',
		],
		[
			'WARest, saying success',
			'warest',
			'promoteParticipants',
			enveloped({
				participants: [
					{ phone: '491701112222', status: 'promote' },
					{ phone: '447700900123', status: 'not permitted' },
				],
				status: 'success',
			}),
			'not permitted',
		],
		[
			'WARest, leaving somebody out',
			'warest',
			'removeParticipants',
			enveloped({ removedParticipants: ['491701112222'], failedToRemove: [], status: 'success' }),
			'left out',
		],
	])('some fail: %s', async (_, gateway, name, given, reason) => {
		const done = await run(gateway, name, TWO, given);
		expect(items(done)).toEqual([
			{
				...ACTED,
				done: [ANNA],
				failed: [{ participantId: BEN, reason: expect.stringContaining(reason) }],
			},
		]);
		expect(done.hint).toContain('1 of 2');
	});

	test('who is in the group already needs no adding, but cannot be promoted that way', async () => {
		const already = answer([{ status: '409', jid: ANNA }]);
		const one = { participants: ANNA };
		expect(items(await run('waha', 'addParticipants', one, already))).toEqual([
			{ ...ACTED, done: [ANNA], failed: [] },
		]);
		await expect(run('waha', 'promoteParticipants', one, already)).rejects.toThrow('in the group');
	});

	test.each<[Gateway, string, GatewayAnswer]>([
		['waha', 'addParticipants', answer([{ status: '403', jid: ANNA }])],
		['waha', 'removeParticipants', answer({ status: 404 })],
		['waha', 'addParticipants', plain('AddParticipantsError: You have no admin rights')],
		['waha', 'promoteParticipants', plain('false')],
		['warest', 'addParticipants', enveloped({ failedToAdd: ['491701112222'] }, 207)],
		// Nothing was removed because the group could not be read.
		['warest', 'removeParticipants', enveloped({ removedParticipants: [], status: 'success' })],
		[
			'warest',
			'promoteParticipants',
			enveloped({ participants: [{ phone: ANNA, status: 'failed' }] }),
		],
	])('nobody was reached: %s %s', async (gateway, name, given) => {
		await expect(run(gateway, name, { participants: ANNA }, given)).rejects.toMatchObject({
			name: 'GatewayProblem',
		});
	});

	test('a hidden id is refused by WARest and taken by WAHA', async () => {
		const hidden = { participants: '123456789@lid' };
		await expect(run('warest', 'addParticipants', hidden)).rejects.toThrow('hidden ID');
		const done = await run('waha', 'addParticipants', hidden, answer([]));
		expect(done.requests[0]?.body).toEqual({ participants: [{ id: '123456789@lid' }] });
	});

	test('adding is not repeated by itself: it may send an invitation', async () => {
		expect((await run('waha', 'addParticipants', TWO)).requests[0]?.effect).toBeUndefined();
	});

	const MEMBERS = [
		{ participantId: ANNA, phone: '491701112222', lid: null, role: 'superadmin' },
		{ participantId: BEN, phone: '447700900123', lid: '99112233@lid', role: 'admin' },
		{ participantId: '55667788@lid', phone: null, lid: '55667788@lid', role: 'member' },
	].map((member) => ({ session: 'default', chatId: ID, ...member }));

	test.each<[string, Gateway, GatewayAnswer]>([
		[
			'NOWEB',
			'waha',
			answer([
				{ id: '491701112222@s.whatsapp.net', admin: 'superadmin' },
				{ id: '99112233@lid', phoneNumber: '447700900123@s.whatsapp.net', admin: 'admin' },
				{ id: '55667788@lid', admin: null },
			]),
		],
		[
			'WEBJS',
			'waha',
			answer([
				{ id: { _serialized: ANNA }, isAdmin: true, isSuperAdmin: true },
				{ id: { _serialized: BEN }, lid: '99112233@lid', isAdmin: true, isSuperAdmin: false },
				{ id: { _serialized: '55667788@lid' }, isAdmin: false, isSuperAdmin: false },
			]),
		],
		[
			'GOWS',
			'waha',
			answer([
				{ JID: '491701112222@s.whatsapp.net', PhoneNumber: '', IsAdmin: true, IsSuperAdmin: true },
				{
					JID: '99112233@lid',
					PhoneNumber: '447700900123@s.whatsapp.net',
					LID: '99112233@lid',
					IsAdmin: true,
				},
				{ JID: '55667788@lid', PhoneNumber: '' },
			]),
		],
		[
			'WARest',
			'warest',
			enveloped({
				participants: [
					{ id: '491701112222@s.whatsapp.net', isAdmin: true, isSuperAdmin: true },
					{ id: '99112233@lid', jid: '447700900123@s.whatsapp.net', isAdmin: true },
					{ id: '55667788@lid', isAdmin: false, isSuperAdmin: false },
				],
			}),
		],
	])('the members are the same people: %s', async (_, gateway, given) => {
		expect(items(await run(gateway, 'getParticipants', {}, given))).toEqual(MEMBERS);
		expect(items(await run(gateway, 'getParticipants', { limit: 1 }, given))).toHaveLength(1);
	});

	test('join requests on WARest', async () => {
		const waiting = { jid: ANNA, lid: null, requestMethod: 'invite_link', requestTime: 1714551000 };
		const given = enveloped({ joinRequests: [waiting] });
		const got = await run('warest', 'getJoinRequests', {}, given);
		expect(items(got)).toEqual([
			{
				session: 'default',
				chatId: ID,
				participantId: ANNA,
				phone: '491701112222',
				lid: null,
				method: 'invite_link',
				requestedAt: '2024-05-01T08:10:00.000Z',
			},
		]);
		expect(got.hint).toBeNull();
		const none = await run('warest', 'getJoinRequests', {}, enveloped({ joinRequests: [] }));
		expect(none.hint).toContain('empty list');
	});
});

describe('reading groups', () => {
	const GROUP = {
		session: 'default',
		chatId: ID,
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
		id: ID,
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
				id: { server: 'g.us', user: '120363000000000001', _serialized: ID },
				name: 'Core Team',
				isGroup: true,
				timestamp: 1790000000,
				groupMetadata: {
					...BAILEYS,
					id: { _serialized: ID },
					owner: { _serialized: ANNA },
				},
			},
		],
		[
			'GOWS',
			'waha',
			{
				JID: ID,
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

	test.each(FORMS)('get: %s', async (_, gateway, raw) => {
		const given = gateway === 'waha' ? answer(raw) : enveloped({ data: raw });
		const got = await run(gateway, 'get', {}, given);
		expect(lines(got)).toEqual([gateway === 'waha' ? `GET ${ROUTE}` : 'GET /api/v1/group/info']);
		expect(items(got)).toEqual([GROUP]);
	});

	test.each(FORMS)('getMany: %s', async (_, gateway, raw) => {
		const given = gateway === 'waha' ? answer([raw]) : enveloped({ data: [raw] });
		expect(items(await run(gateway, 'getMany', {}, given))).toEqual([GROUP]);
	});

	test('a time, an owner and members that are not known are null', async () => {
		const bare = answer({ JID: ID, OwnerJID: '', GroupCreated: '0001-01-01T00:00:00Z' });
		expect(items(await run('waha', 'get', {}, bare))).toEqual([
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

	test('NOWEB lists groups as an object by id, page by page', async () => {
		const page = Object.fromEntries(
			Array.from({ length: 100 }, (_, i) => [
				`1203630000000${1000 + i}@g.us`,
				{ id: `1203630000000${1000 + i}@g.us` },
			]),
		);
		const rest = { [ID]: { id: ID } };
		const got = await run('waha', 'getMany', { returnAll: true }, answer(page), answer(rest));
		expect(got.requests.map(({ query }) => [query?.limit, query?.offset])).toEqual([
			[100, 0],
			[100, 100],
		]);
		expect(got.outputs).toHaveLength(101);
		expect(got.outputs.at(-1)?.json.chatId).toBe(ID);
	});

	test('options of the list', async () => {
		const options = { excludeParticipants: true, sortBy: 'subject', sortOrder: 'desc' };
		const got = await run('waha', 'getMany', { limit: 7, options }, answer([]));
		expect(got.requests[0]?.query).toEqual({
			limit: 7,
			offset: 0,
			sortBy: 'subject',
			sortOrder: 'desc',
			exclude: ['participants'],
		});
		for (const [name, value] of Object.entries(options))
			await expect(run('warest', 'getMany', { options: { [name]: value } })).rejects.toThrow(
				'does not have the option',
			);
	});

	test('an empty list of WARest may not be empty', async () => {
		const got = await run('warest', 'getMany', {}, enveloped({ data: [] }));
		expect([got.outputs, got.hint]).toEqual([[], expect.stringContaining('could not ask')]);
	});

	test('settings', async () => {
		const info = enveloped({ data: { restrict: true, announce: false } });
		const acted = { session: 'default', chatId: ID };
		expect(items(await run('warest', 'getInfoAdminOnly', {}, info))).toEqual([
			{ ...acted, infoAdminOnly: true },
		]);
		expect(items(await run('warest', 'getMessagesAdminOnly', {}, info))).toEqual([
			{ ...acted, messagesAdminOnly: false },
		]);
		const yes = answer({ adminsOnly: true });
		const onWaha = await run('waha', 'getInfoAdminOnly', {}, yes);
		expect(lines(onWaha)).toEqual([`GET ${ROUTE}/settings/security/info-admin-only`]);
		expect(items(onWaha)).toEqual([{ ...acted, infoAdminOnly: true }]);
		expect(items(await run('waha', 'getMessagesAdminOnly', {}, yes))).toEqual([
			{ ...acted, messagesAdminOnly: true },
		]);
	});

	test('create', async () => {
		const parameters = { subject: 'Core Team', participants: ANNA };
		const onWaha = await run('waha', 'create', parameters, answer(BAILEYS, 201));
		expect(lines(onWaha)).toEqual(['POST /api/default/groups']);
		expect(onWaha.requests[0]?.body).toEqual({ name: 'Core Team', participants: [{ id: ANNA }] });
		expect(onWaha.requests[0]?.effect).toBeUndefined();
		expect(items(onWaha)).toEqual([GROUP]);
		const onWarest = await run('warest', 'create', parameters, enveloped({ groupId: ID }));
		expect(onWarest.requests[0]?.body).toEqual({
			sessionId: 'default',
			groupName: 'Core Team',
			participants: ['491701112222@s.whatsapp.net'],
		});
		expect(items(onWarest)).toMatchObject([{ chatId: ID, subject: 'Core Team', owner: null }]);
	});

	test('create on WEBJS tells who came in, and whether there is a group at all', async () => {
		const made = {
			title: 'Core Team',
			gid: { _serialized: ID },
			participants: {
				[ANNA]: { statusCode: 200, isGroupCreator: true },
				[BEN]: { statusCode: 403, message: 'private' },
			},
		};
		const parameters = { subject: 'Core Team', participants: `${ANNA}, ${BEN}` };
		expect(items(await run('waha', 'create', parameters, answer(made, 201)))).toMatchObject([
			{
				chatId: ID,
				subject: 'Core Team',
				participantsCount: 1,
				participants: [{ participantId: ANNA, role: 'superadmin' }],
			},
		]);
		const not = plain('CreateGroupError: An unknown error occupied', 201);
		await expect(run('waha', 'create', parameters, not)).rejects.toThrow('CreateGroupError');
	});
});

describe('invitations', () => {
	const INVITATION = { session: 'default', chatId: ID, inviteCode: CODE, inviteLink: LINK };

	test.each<[string, Gateway, GatewayAnswer]>([
		['a bare text', 'waha', plain(CODE)],
		['a JSON text', 'waha', answer(CODE)],
		['the whole link (GOWS)', 'waha', plain(LINK)],
		['WARest', 'warest', enveloped({ inviteLink: LINK })],
	])('the code comes as %s', async (_, gateway, given) => {
		expect(items(await run(gateway, 'getInviteCode', {}, given))).toEqual([INVITATION]);
		expect(items(await run(gateway, 'revokeInviteCode', {}, given))).toEqual([
			{ success: true, ...INVITATION },
		]);
	});

	test('a bare text passes the transport although it is no JSON', async () => {
		const { requests } = await run('waha', 'getInviteCode', {}, plain(CODE));
		expect(requests[0]?.tolerate?.(plain(CODE))).toBe(true);
		expect(requests[0]?.tolerate?.(plain('<html>'))).toBe(false);
		expect(requests[0]?.tolerate?.(plain('gone', 500))).toBe(false);
	});

	test('no link is a failure, and a new link is made only once', async () => {
		const none = enveloped({ inviteLink: null, status: 'failed' });
		for (const name of ['getInviteCode', 'revokeInviteCode']) {
			await expect(run('warest', name, {}, none)).rejects.toThrow('no invite link');
			await expect(run('waha', name, {}, plain('undefined'))).rejects.toThrow('no invite link');
		}
		const { requests } = await run(
			'warest',
			'revokeInviteCode',
			{},
			enveloped({ inviteLink: LINK }),
		);
		expect(requests[0]?.effect).toBeUndefined();
	});

	test('joining names the group on both gateways', async () => {
		const inviteLink = `${LINK}?mode=ac_t`;
		const onWaha = await run('waha', 'join', { inviteLink }, answer({ id: ID }));
		expect(lines(onWaha)).toEqual(['POST /api/default/groups/join']);
		expect(onWaha.requests[0]?.body).toEqual({ code: CODE });
		expect(items(onWaha)).toEqual([{ ...ACTED, pending: null }]);
		const onWarest = await run(
			'warest',
			'join',
			{ inviteLink },
			enveloped({ groupId: ID }),
			enveloped({ status: 'pending approval to join' }),
		);
		expect(lines(onWarest)).toEqual([
			'GET /api/v1/group/join-via-link',
			'POST /api/v1/group/join-via-link',
		]);
		expect(onWarest.requests[1]?.body).toEqual({ sessionId: 'default', inviteLink: CODE });
		expect(items(onWarest)).toEqual([{ ...ACTED, pending: true }]);
	});

	test('a preview that fails does not keep WARest from joining', async () => {
		const broken = answer({ status: false, code: 8000, message: 'x', results: [] }, 500);
		const done = await run(
			'warest',
			'join',
			{ inviteLink: CODE },
			broken,
			enveloped({ status: 'success joined group' }),
		);
		expect(items(done)).toEqual([{ ...ACTED, chatId: null, pending: false }]);
	});

	test('a code that WARest would cut is refused', async () => {
		const cut = { inviteLink: 'Ab12Cd34Ef_6Gh78Ij90Kl' };
		await expect(run('warest', 'join', cut)).rejects.toThrow('cannot read the invite code');
		await expect(run('warest', 'getInviteInfo', cut)).rejects.toThrow(
			'cannot read the invite code',
		);
		await expect(run('waha', 'join', cut, answer({ id: ID }))).resolves.toBeDefined();
	});

	test('the group behind a link', async () => {
		const preview = {
			groupId: ID,
			groupName: 'Core Team',
			groupDescription: 'Daily',
			participantsCount: 8,
			isGroupLocked: false,
			isAnnouncement: true,
			inviteLink: LINK,
		};
		const onWarest = await run('warest', 'getInviteInfo', { inviteLink: LINK }, enveloped(preview));
		const onWaha = await run(
			'waha',
			'getInviteInfo',
			{ inviteLink: LINK },
			answer({
				id: ID,
				subject: 'Core Team',
				desc: 'Daily',
				size: 8,
				restrict: false,
				announce: true,
			}),
		);
		expect(onWaha.requests[0]?.query).toEqual({ code: CODE });
		expect(items(onWarest)).toEqual(items(onWaha));
		expect(items(onWaha)).toMatchObject([
			{ chatId: ID, inviteLink: LINK, infoAdminOnly: false, messagesAdminOnly: true },
		]);
		const nothing = enveloped({ groupId: null, groupName: null });
		await expect(run('warest', 'getInviteInfo', { inviteLink: LINK }, nothing)).rejects.toThrow(
			'no group behind',
		);
	});
});

describe('pictures', () => {
	const URL = 'https://pps.whatsapp.net/v/t61/1.jpg?x=1';
	const bytes = Buffer.from([255, 216, 255]);
	const jpeg = { ...answer(null), bytes, contentType: 'image/jpeg' };

	test.each<[Gateway, GatewayAnswer]>([
		['waha', answer({ url: URL })],
		['warest', enveloped({ pictureUrl: URL })],
	])('%s gives the address, and the picture when it is wanted', async (gateway, given) => {
		const address = await run(gateway, 'getPicture', {}, given);
		expect(address.outputs).toEqual([{ json: { session: 'default', chatId: ID, url: URL } }]);
		const both = await run(gateway, 'getPicture', { download: true }, given, jpeg);
		expect(both.requests[1]).toMatchObject({
			method: 'GET',
			path: URL,
			answer: 'binary',
			effect: 'read',
		});
		expect(both.outputs).toEqual([
			{
				json: { session: 'default', chatId: ID, url: URL },
				file: { data: bytes, fileName: 'picture.jpg', mimeType: 'image/jpeg', about: {} },
			},
		]);
	});

	test.each<[Gateway, GatewayAnswer]>([
		['waha', answer({ url: null })],
		['warest', enveloped({ pictureUrl: null })],
	])('no picture is an answer on %s', async (gateway, given) => {
		const got = await run(gateway, 'getPicture', { download: true }, given);
		expect(got.outputs).toEqual([{ json: { session: 'default', chatId: ID, url: null } }]);
	});

	test('an address that has expired', async () => {
		const gone = { ...answer(null, 403), bytes: Buffer.from('URL signature expired') };
		await expect(
			run('waha', 'getPicture', { download: true }, answer({ url: URL }), gone),
		).rejects.toMatchObject({
			message: expect.stringContaining('could not be downloaded'),
			status: 403,
		});
		await expect(
			run('waha', 'getPicture', { download: true }, answer({ url: 'file:///etc/passwd' })),
		).rejects.toThrow('no picture can be downloaded');
	});

	test('refresh', async () => {
		const options = { refresh: true };
		const got = await run('waha', 'getPicture', { options }, answer({ url: URL }));
		expect(got.requests[0]?.query).toEqual({ refresh: true });
		await expect(run('warest', 'getPicture', { options })).rejects.toThrow(
			'does not have the option',
		);
	});

	test('setPicture sends a file as each gateway takes it', async () => {
		const data = FILE.toString('base64');
		const onWaha = await run('waha', 'setPicture', {});
		expect(lines(onWaha)).toEqual([`PUT ${ROUTE}/picture`]);
		expect(await bodyOf(onWaha.requests[0] ?? { method: 'GET', path: '' })).toEqual({
			file: { mimetype: 'image/png', filename: 'a.png', data },
		});
		const onWarest = await run('warest', 'setPicture', {});
		expect(lines(onWarest)).toEqual(['POST /api/v1/group/picture']);
		expect(await bodyOf(onWarest.requests[0] ?? { method: 'GET', path: '' })).toEqual({
			sessionId: 'default',
			groupId: ID,
			picture: `data:image/png;base64,${data}`,
		});
		for (const done of [onWaha, onWarest]) expect(items(done)).toEqual([ACTED]);
	});

	test('setPicture by address', async () => {
		const byUrl = { source: 'url', mediaUrl: 'https://example.com/a' };
		const onWaha = await run('waha', 'setPicture', byUrl);
		expect(onWaha.requests[0]?.body).toEqual({
			file: { mimetype: 'image/jpeg', filename: 'a', url: 'https://example.com/a' },
		});
		const onWarest = await run('warest', 'setPicture', byUrl);
		expect(onWarest.requests[0]?.body).toMatchObject({ picture: 'https://example.com/a' });
	});

	test('what is no picture, or too large for WARest, is refused before it is sent', async () => {
		const text = { source: 'base64', mediaBase64: 'ZmlsZQ==', mimeType: 'text/plain' };
		for (const gateway of ['waha', 'warest'] as const)
			await expect(run(gateway, 'setPicture', text)).rejects.toThrow('A picture is needed');
		const large = { ...text, mediaBase64: 'A'.repeat(2_400_000), mimeType: 'image/jpeg' };
		await expect(run('warest', 'setPicture', large)).rejects.toThrow('the gateway takes 1.5 MB');
		await expect(run('waha', 'setPicture', large)).resolves.toBeDefined();
	});
});
