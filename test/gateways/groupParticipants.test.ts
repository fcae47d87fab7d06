import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer } from '../support/dryRun';
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

const OF_GROUP = { session: 'default', chatId: GROUP_ID };
const TWO = { groupId: GROUP_ID, participants: `${ANNA}, +44 7700 900123` };

describe('participants', () => {
	const WAHA_ROUTES = {
		addParticipants: 'participants/add',
		removeParticipants: 'participants/remove',
		promoteParticipants: 'admin/promote',
		demoteParticipants: 'admin/demote',
	};
	test.each(Object.entries(WAHA_ROUTES))('%s on WAHA', async (name, route) => {
		const done = await onGroup('waha', name, TWO, answer({ status: 200 }));
		expect(lines(done)).toEqual([`POST ${GROUP_ROUTE}/${route}`]);
		expect(done.requests[0]?.body).toEqual({ participants: [{ id: ANNA }, { id: BEN }] });
		expect(items(done)).toEqual([{ ...ACTED, done: [ANNA, BEN], failed: [] }]);
		expect(done.hint).toBeNull();
	});

	test.each(['approve', 'reject'])(
		'WAHA returns whose join requests it could %s, and whose it could not',
		async (decision) => {
			const done = await onGroup(
				'waha',
				`${decision}JoinRequests`,
				TWO,
				answer([
					{ requesterId: ANNA, success: true },
					{ requesterId: BEN, success: false, error: 404 },
				]),
			);
			expect(lines(done)).toEqual([`POST ${GROUP_ROUTE}/participants/join-requests/${decision}`]);
			expect(done.requests[0]?.body).toEqual({ participants: [{ id: ANNA }, { id: BEN }] });
			expect(items(done)).toEqual([
				{
					...ACTED,
					done: [ANNA],
					failed: [{ participantId: BEN, reason: 'does not wait to be let in' }],
				},
			]);
			expect(done.hint).toContain('reached 1 of 2 participants');
		},
	);

	test('approveJoinRequests on WAHA fails if no request was approved', async () => {
		const given = answer([{ requesterId: ANNA, success: false }]);
		const failing = onGroup('waha', 'approveJoinRequests', TWO, given);
		await expect(failing).rejects.toThrow('with code 400');
	});

	test.each([
		[{ requesterId: ANNA, requesterPn: null }, ANNA, '491701112222', null],
		[
			{ requesterId: '99123456789@lid', requesterPn: ANNA },
			ANNA,
			'491701112222',
			'99123456789@lid',
		],
		[
			{ requesterId: '99123456789@lid', requesterPn: null },
			'99123456789@lid',
			null,
			'99123456789@lid',
		],
	])('getJoinRequests on WAHA reads %j', async (who, participantId, phone, lid) => {
		const waiting = { ...who, addedById: null, requestMethod: 'invite', timestamp: 1700000000 };
		const got = await onGroup('waha', 'getJoinRequests', {}, answer([waiting, waiting]));
		expect(lines(got)).toEqual([`GET ${GROUP_ROUTE}/participants/join-requests`]);
		const one = {
			...OF_GROUP,
			participantId,
			phone,
			lid,
			method: 'invite',
			requestedAt: '2023-11-14T22:13:20.000Z',
		};
		expect(items(got)).toEqual([one, one]);
	});

	test.each([
		['WhoCanAdd', 'member-add-mode', 'addAdminOnly', { membersCanAddNewMember: false }],
		[
			'WhoCanShareHistory',
			'member-share-history-mode',
			'shareHistoryAdminOnly',
			{ membersCanShareHistory: false },
		],
		['JoinApproval', 'membership-approval', 'joinApproval', { newMembersApprovalRequired: true }],
	])('get and set of %s use the same route and field', async (name, route, field, body) => {
		const url = `${GROUP_ROUTE}/settings/security/${route}`;
		const got = await onGroup('waha', `get${name}`, {}, answer(body));
		expect([lines(got), items(got)]).toEqual([[`GET ${url}`], [{ ...OF_GROUP, [field]: true }]]);
		// A server that echoes the new value answers false here, which is not a refusal.
		const set = await onGroup('waha', `set${name}`, { [field]: false }, answer(false));
		expect([lines(set), items(set)]).toEqual([[`PUT ${url}`], [{ ...ACTED, [field]: false }]]);
		expect(Object.values(set.requests[0]?.body ?? {})).toEqual([!Object.values(body)[0]]);
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
		const done = await onGroup('warest', name, TWO, enveloped({ ...result, status: 'success' }));
		expect(lines(done)).toEqual([`${method} /api/v1/group/participants/${route}`]);
		expect(done.requests[0]?.body).toEqual({
			sessionId: 'default',
			groupId: GROUP_ID,
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
	])(
		'returns participants that were changed and those that were not: %s',
		async (_, gateway, name, given, reason) => {
			const done = await onGroup(gateway, name, TWO, given);
			expect(items(done)).toEqual([
				{
					...ACTED,
					done: [ANNA],
					failed: [{ participantId: BEN, reason: expect.stringContaining(reason) }],
				},
			]);
			expect(done.hint).toContain('1 of 2');
		},
	);

	test('addParticipants on WARest has a hint that its response also counts people kept out', async () => {
		const all = enveloped({ addedParticipants: [ANNA, BEN], status: 'success' });
		expect((await onGroup('warest', 'addParticipants', TWO, all)).hint).toMatch(
			/^WARest also counts/,
		);
	});

	test('a participant already in the group counts as added, but not as promoted', async () => {
		const already = answer([{ status: '409', jid: ANNA }]);
		const one = { participants: ANNA };
		expect(items(await onGroup('waha', 'addParticipants', one, already))).toEqual([
			{ ...ACTED, done: [ANNA], failed: [] },
		]);
		await expect(onGroup('waha', 'promoteParticipants', one, already)).rejects.toThrow(
			'in the group',
		);
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
	])('fails if no participant was changed: %s %s', async (gateway, name, given) => {
		await expect(onGroup(gateway, name, { participants: ANNA }, given)).rejects.toMatchObject({
			name: 'GatewayProblem',
		});
	});

	test('WARest refuses a LID, WAHA accepts it', async () => {
		const hidden = { participants: '123456789@lid' };
		await expect(onGroup('warest', 'addParticipants', hidden)).rejects.toThrow('hidden ID');
		const done = await onGroup('waha', 'addParticipants', hidden, answer([]));
		expect(done.requests[0]?.body).toEqual({ participants: [{ id: '123456789@lid' }] });
	});

	test('addParticipants is never repeated automatically, because it may send an invitation', async () => {
		expect((await onGroup('waha', 'addParticipants', TWO)).requests[0]?.effect).toBeUndefined();
	});

	const MEMBERS = [
		{ participantId: ANNA, phone: '491701112222', lid: null, role: 'superadmin' },
		{ participantId: BEN, phone: '447700900123', lid: '99112233@lid', role: 'admin' },
		{ participantId: '55667788@lid', phone: null, lid: '55667788@lid', role: 'member' },
	].map((member) => ({ session: 'default', chatId: GROUP_ID, ...member }));

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
		[
			'every engine since 2025.11.1',
			'waha',
			answer([
				{ id: ANNA, role: 'superadmin' },
				{ id: '99112233@lid', pn: BEN, role: 'admin' },
				{ id: '44556677@lid', role: 'left' },
				{ id: '55667788@lid', role: 'participant' },
			]),
		],
	])(
		'getParticipants returns the same output and respects the limit: %s',
		async (_, gateway, given) => {
			expect(items(await onGroup(gateway, 'getParticipants', {}, given))).toEqual(MEMBERS);
			expect(items(await onGroup(gateway, 'getParticipants', { limit: 1 }, given))).toHaveLength(1);
		},
	);

	test('getParticipants falls back to the older route on an older WAHA', async () => {
		const older = answer({ statusCode: 404, message: 'Cannot GET /api', error: 'Not Found' }, 404);
		const list = answer([{ id: ANNA, admin: 'superadmin' }]);
		const got = await onGroup('waha', 'getParticipants', {}, older, list);
		expect(lines(got)).toEqual([
			`GET ${GROUP_ROUTE}/participants/v2`,
			`GET ${GROUP_ROUTE}/participants`,
		]);
		expect(items(got)).toEqual([MEMBERS[0]]);
	});

	test('getJoinRequests on WARest, with a hint if the list is empty', async () => {
		const waiting = { jid: ANNA, lid: null, requestMethod: 'invite_link', requestTime: 1714551000 };
		const given = enveloped({ joinRequests: [waiting] });
		const got = await onGroup('warest', 'getJoinRequests', {}, given);
		expect(items(got)).toEqual([
			{
				session: 'default',
				chatId: GROUP_ID,
				participantId: ANNA,
				phone: '491701112222',
				lid: null,
				method: 'invite_link',
				requestedAt: '2024-05-01T08:10:00.000Z',
			},
		]);
		expect(got.hint).toBeNull();
		const none = await onGroup('warest', 'getJoinRequests', {}, enveloped({ joinRequests: [] }));
		expect(none.hint).toContain('empty list');
	});
});
