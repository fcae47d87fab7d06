import { CLUB_INVITE } from '../../sandbox/world';
import { Evolution, present, refused } from './evolution.client';
import { ANNA } from './harness';
import { at } from './receiver';

let evolution: Evolution;
beforeEach(async () => {
	evolution = await Evolution.start();
});
afterEach(async () => await evolution.close());

const TEAM = '120363000000000001@g.us';
const MARKET = '120363000000000003@g.us';
const BEN = '447700900123@s.whatsapp.net';
const team = () => present(evolution.session.groups.find(TEAM));
const ofTeam = async (method: string, route: string, body?: object, id = TEAM) =>
	await evolution.ask(`${method} /group/${route}/default?groupJid=${id}`, body);
const update = async (action: string, participants: string[], id = TEAM) => {
	const answer = await ofTeam('POST', 'updateParticipant', { action, participants }, id);
	expect(answer.status).toBe(201);
	return at(answer.body, 'updateParticipants');
};

describe('reading groups', () => {
	test('returns a group by its ID, with or without the suffix', async () => {
		const expected = {
			status: 200,
			body: {
				id: TEAM,
				subject: 'Bike Friends',
				size: 3,
				restrict: false,
				announce: false,
				participants: expect.arrayContaining([{ id: ANNA, admin: null }]),
			},
		};
		expect(await ofTeam('GET', 'findGroupInfos')).toMatchObject(expected);
		expect(await ofTeam('GET', 'findGroupInfos', undefined, '120363000000000001')).toMatchObject(
			expected,
		);
	});

	test.each([
		['without its id', '', 400],
		['with a wrong one', 'x@g.us', 400],
		['that nobody knows', '1@g.us', 404],
	])('a group %s is refused', async (_name, id, status) => {
		expect(await ofTeam('GET', 'findGroupInfos', undefined, id)).toMatchObject({ status });
	});

	test('reports a missing field of the body as an object with property and message', async () => {
		expect(await ofTeam('POST', 'updateGroupSubject', {})).toEqual(
			refused(400, [{ property: 'instance', message: 'instance requires property "subject"' }]),
		);
	});

	test('lists all groups with or without participants, and refuses a request without getParticipants', async () => {
		const list = async (query: string) => await evolution.get('group/fetchAllGroups', query);
		const { body } = await list('?getParticipants=true');
		expect(body).toMatchObject([{ id: TEAM, participants: [{}, {}, {}] }, { id: MARKET }]);
		const without = await list('?getParticipants=false');
		expect(JSON.stringify(without.body)).not.toContain('participants');
		expect(await list('')).toMatchObject({ status: 400 });
	});

	test('lists the participants of a group with their names and pictures', async () => {
		const { body } = await ofTeam('GET', 'participants');
		expect(at(body, 'participants')).toEqual(
			expect.arrayContaining([
				{ id: ANNA, admin: null, name: 'Anna Lindt', imgUrl: expect.stringMatching(/^http/) },
				{ id: BEN, admin: null, name: 'Ben Okafor', imgUrl: null },
			]),
		);
	});
});

describe('participants', () => {
	test('adding several returns 201 with a separate status for each', async () => {
		expect(
			await update('add', ['4915200000403', '4915200000500', '447700900123', '4915211112222']),
		).toEqual([
			{ status: '403', jid: '4915200000403@s.whatsapp.net' },
			{ status: '500', jid: '4915200000500@s.whatsapp.net' },
			{ status: '409', jid: BEN },
			{ status: '200', jid: '4915211112222@s.whatsapp.net' },
		]);
		expect(team().participants).toHaveLength(4);
	});

	test('can be promoted, demoted and removed', async () => {
		const role = () => evolution.session.groups.roleOf(team(), BEN);
		await update('promote', ['447700900123']);
		expect(role()).toBe('admin');
		await update('demote', ['447700900123']);
		expect(role()).toBe('member');
		await update('remove', ['447700900123']);
		expect(role()).toBeUndefined();
	});

	test('removing one as a non-admin is reported with status 403', async () => {
		expect(await update('remove', ['5511987654321'], MARKET)).toMatchObject([{ status: '403' }]);
	});

	test('of a new group exclude numbers that are not on WhatsApp, and a group of nobody else is refused', async () => {
		const body = {
			subject: 'New',
			description: 'D',
			participants: ['491701112222', '493000000404'],
			promoteParticipants: true,
		};
		const answer = await evolution.post('group/create', body);
		expect(answer).toMatchObject({ status: 201, body: { subject: 'New', desc: 'D' } });
		const group = present(evolution.session.groups.find(String(at(answer.body, 'id'))));
		expect(group.participants).toEqual([
			{ id: evolution.session.myId, role: 'superadmin' },
			{ id: ANNA, role: 'admin' },
		]);
		const empty = { subject: 'New', participants: ['493000000404'] };
		expect(await evolution.post('group/create', empty)).toMatchObject({ status: 400 });
	});

	test('leaving removes the group from the account', async () => {
		expect(await ofTeam('DELETE', 'leaveGroup')).toEqual({
			status: 200,
			body: { groupJid: TEAM, leave: true },
		});
		expect(evolution.session.groups.find(TEAM)).toBeUndefined();
	});
});

describe('group settings', () => {
	test('subject, description and picture can be changed', async () => {
		expect(await ofTeam('POST', 'updateGroupSubject', { subject: 'S' })).toMatchObject({
			status: 201,
		});
		await ofTeam('POST', 'updateGroupDescription', { description: 'D' });
		await ofTeam('POST', 'updateGroupPicture', { image: 'QUJD' });
		expect(team()).toMatchObject({
			subject: 'S',
			description: 'D',
			picture: { data: Buffer.from('ABC') },
		});
	});

	test.each([
		['announcement', { messagesAdminOnly: true }],
		['not_announcement', { messagesAdminOnly: false }],
		['locked', { infoAdminOnly: true }],
		['unlocked', { infoAdminOnly: false }],
	])('the action %s changes the setting', async (action, expected) => {
		expect(await ofTeam('POST', 'updateSetting', { action })).toEqual({ status: 201, body: {} });
		expect(team()).toMatchObject(expected);
	});

	test('a change of the subject by a non-admin is refused', async () => {
		const answer = await ofTeam('POST', 'updateGroupSubject', { subject: 'S' }, MARKET);
		expect(answer).toMatchObject({ status: 400 });
	});
});

describe('invitations', () => {
	test('returns the invite code, and replaces it when it is revoked', async () => {
		const { inviteCode } = team();
		expect(await ofTeam('GET', 'inviteCode')).toEqual({
			status: 200,
			body: { inviteCode, inviteUrl: `https://chat.whatsapp.com/${inviteCode}` },
		});
		const revoked = await ofTeam('POST', 'revokeInviteCode');
		expect(revoked).toEqual({
			status: 201,
			body: { revoked: true, inviteCode: team().inviteCode },
		});
		expect(team().inviteCode).not.toBe(inviteCode);
	});

	test('shows an invitation, and accepts its code but not its link', async () => {
		const ask = async (route: string, code: string) =>
			await evolution.get(`group/${route}`, `?inviteCode=${encodeURIComponent(code)}`);
		expect(await ask('inviteInfo', CLUB_INVITE)).toMatchObject({
			status: 200,
			body: { subject: 'Cycling Club' },
		});
		const link = `https://chat.whatsapp.com/${CLUB_INVITE}`;
		expect(await ask('acceptInviteCode', link)).toMatchObject({ status: 400 });
		expect(await ask('acceptInviteCode', CLUB_INVITE)).toEqual({
			status: 200,
			body: { accepted: true, groupJid: '120363000000000002@g.us' },
		});
		expect(evolution.session.groups.find('120363000000000002@g.us')).toBeDefined();
	});
});
