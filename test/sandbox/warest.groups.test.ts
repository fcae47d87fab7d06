import { CLUB_INVITE, type Group, type Session } from '../../sandbox/world';
import { ANNA } from './harness';
import { refused, result, Warest } from './warest.client';
import { PNG, PNG_URI, TEAM } from './warest.requests';

const UNADDABLE = '4915200000500';
const PRIVATE = '4915200000403';
const NOBODY = '493000000404';
const CARLA = '5511987654321';
const BEN = '447700900123';
const CLUB = '120363000000000002@g.us';

let warest: Warest;
beforeEach(async () => {
	warest = await Warest.start();
});
afterEach(async () => await warest.harness.sandbox.close());

const session = (): Session => warest.harness.sandbox.world.session('default');
function team(): Group {
	const group = session().groups.find(TEAM);
	if (!group) throw new Error('The team is gone');
	return group;
}
const membersOf = (group: Group): string[] =>
	group.participants.map(({ id }) => id.split('@')[0] ?? '');

const inTeam = { sessionId: 'default', groupId: TEAM };
const change = async (path: string, body: object = {}) =>
	await warest.post(`/group/${path}`, { ...inTeam, ...body });
const members = async (verb: string, participants: unknown, more: object = {}) =>
	await warest.ask(`${verb === 'remove' ? 'DELETE' : 'POST'} /group/participants/${verb}`, {
		...inTeam,
		participants,
		...more,
	});
/** Joins a group in which the account may change nothing. */
async function intoClub(): Promise<void> {
	await change('join-via-link', { inviteLink: `https://chat.whatsapp.com/${CLUB_INVITE}` });
}

describe('group settings', () => {
	test.each([
		['name', { subject: 'New' }, 'subject', 'New'],
		['description', { desc: 'About' }, 'desc', 'About'],
		['description', {}, 'desc', null],
		['announcement', { announcement: true }, 'announce', true],
		['announcement', {}, 'announce', false],
		['locked', { locked: 'true' }, 'restrict', true],
	])('%s with %j changes the group’s info', async (path, body, field, value) => {
		team().description = 'Old';
		expect(await change(path, body)).toMatchObject({ status: 200 });
		const answer = await warest.get(`/group/info?sessionId=default&groupId=${TEAM}`);
		expect(answer).toMatchObject(
			result({ data: { id: TEAM, [field]: value, participantsCount: 3 } }),
		);
		expect(answer.body).not.toMatchObject({ results: [{ data: { participants: [] } }] });
	});

	test.each(['name', 'description', 'announcement', 'locked', 'picture'])(
		'%s is refused with 502 if the account is not an admin',
		async (path) => {
			await intoClub();
			const club = session().groups.find(CLUB);
			if (club) club.infoAdminOnly = true;
			const body = { groupId: CLUB, groupName: 'x', picture: PNG_URI };
			expect(await change(path, body)).toMatchObject(refused(502, 2800));
		},
	);

	test.each([
		['name', { groupId: undefined }, 2001, 'groupId'],
		['locked', { groupId: '1@s.whatsapp.net' }, 2001, expect.any(String)],
		['name', {}, 2001, expect.any(String)],
	])('%s with %j is refused with 400', async (path, body, code, message) => {
		expect(await change(path, body)).toMatchObject(refused(400, code, message));
	});

	test('an ID without suffix is accepted, and an unknown group is answered with 500', async () => {
		const path = '/group/info?sessionId=default&gid=';
		expect(await warest.get(`${path}120363000000000001`)).toMatchObject(
			result({ data: { id: TEAM } }),
		);
		expect(await warest.get(`${path}1`)).toMatchObject(refused(500, 8000));
	});
});

describe('group pictures', () => {
	test('given as data URI are set, returned and deleted', async () => {
		expect(await change('picture', { picture: PNG_URI })).toMatchObject({ status: 200 });
		expect(team().picture).toMatchObject({ mimeType: 'image/png', data: PNG });
		const path = `/group/picture?sessionId=default&groupId=${TEAM}`;
		const { body } = await warest.get(path);
		expect(body).toMatchObject({ results: [{ pictureUrl: expect.stringMatching(/^http/) }] });
		await warest.ask('DELETE /group/picture', inTeam);
		expect(await warest.get(path)).toMatchObject(result({ pictureUrl: null }));
	});

	test('given as base64, in a form or larger than 2 MB are refused', async () => {
		const picture = PNG.toString('base64');
		expect(await change('picture', { picture })).toMatchObject(refused(400, 2002));
		const form = { contentType: 'multipart/form-data; boundary=X' };
		expect(
			await warest.ask(
				`POST /group/picture?sessionId=default&groupId=${TEAM}`,
				Buffer.from('--X\r\n'),
				form,
			),
		).toMatchObject(refused(400, 2001));
		expect(
			await change('picture', { picture: `data:image/png;base64,${'A'.repeat(2_100_000)}` }),
		).toEqual({ status: 413, body: { error: 'request entity too large' } });
	});

	test('given as a path are read from the server’s disk, and the sandbox records it', async () => {
		expect(await change('picture', { picture: '/etc/passwd' })).toMatchObject({ status: 200 });
		expect(warest.harness.sandbox.serverPathReads).toEqual([
			{ route: 'POST /api/v1/group/picture', field: 'picture', value: '/etc/passwd', isPath: true },
		]);
	});
});

describe('participants', () => {
	test.each([
		[[CARLA], 200, { addedParticipants: [CARLA], failedToAdd: [], status: 'success' }],
		[
			[CARLA, UNADDABLE],
			207,
			{ addedParticipants: [CARLA], failedToAdd: [UNADDABLE], status: 'partial' },
		],
		[[UNADDABLE], 207, { addedParticipants: [], failedToAdd: [UNADDABLE], status: 'failed' }],
		// Refused by their privacy settings, but reported as added.
		[[PRIVATE], 200, { addedParticipants: [PRIVATE], failedToAdd: [] }],
		// No such account: not even mentioned.
		[[NOBODY], 200, { addedParticipants: [], failedToAdd: [], status: 'success' }],
	])('adding %j is answered with %d', async (participants, status, entry) => {
		expect(await members('add', participants)).toMatchObject({
			status,
			body: { status: true, code: status === 207 ? 1004 : 1000, results: [entry] },
		});
		const isIn = participants.includes(CARLA);
		expect(membersOf(team()).includes(CARLA)).toBe(isIn);
		expect(membersOf(team())).toHaveLength(isIn ? 4 : 3);
	});

	test('a list given as a string is refused', async () => {
		expect(await members('add', `${CARLA},${BEN}`)).toMatchObject(refused(400, 2001));
	});

	test('removing ignores non-participants, and answers 200 for an unknown group', async () => {
		expect(await members('remove', [BEN, CARLA])).toMatchObject(
			result({ removedParticipants: [BEN], failedToRemove: [], status: 'success' }),
		);
		expect(membersOf(team())).not.toContain(BEN);
		expect(await members('remove', [ANNA], { groupId: '1' })).toMatchObject(
			result({ removedParticipants: [], failedToRemove: [], status: 'success' }),
		);
	});

	test('are promoted and demoted, and promoting a non-participant is reported as failed', async () => {
		expect(await members('promote', [BEN, CARLA])).toMatchObject(
			result({
				participants: [
					{ phone: BEN, status: 'success' },
					{ phone: CARLA, status: 'failed' },
				],
				status: 'success',
			}),
		);
		const list = `/group/participants?sessionId=default&groupId=${TEAM}`;
		expect(await warest.get(list)).toMatchObject(
			result({
				participants: [
					{ isMe: true, isAdmin: true, isSuperAdmin: true },
					{ id: ANNA, isMe: false, isAdmin: false, isSuperAdmin: false },
					{ isAdmin: true, isSuperAdmin: false },
				],
			}),
		);
		await members('demote', [BEN]);
		expect(session().groups.roleOf(team(), `${BEN}@s.whatsapp.net`)).toBe('member');
	});

	test('changes by a non-admin are reported as failed or not permitted', async () => {
		await intoClub();
		const club = { groupId: CLUB };
		expect(await members('promote', [CARLA], club)).toMatchObject(
			result({ participants: [{ status: 'not permitted' }], status: 'success' }),
		);
		expect(await members('add', [ANNA], club)).toMatchObject({
			status: 207,
			body: { results: [{ failedToAdd: ['491701112222'], status: 'failed' }] },
		});
		expect(await members('remove', [CARLA], club)).toMatchObject({
			status: 207,
			body: { results: [{ failedToRemove: [CARLA] }] },
		});
	});

	test('join requests are listed, approved and rejected', async () => {
		const list = `/group/participants/requests?sessionId=default&groupId=${TEAM}`;
		expect(await warest.get(list)).toMatchObject(
			result({ joinRequests: [{ phone: CARLA, requestMethod: 'invite_link' }] }),
		);
		expect(await members('request/approve', [CARLA])).toMatchObject(
			result({ approvedParticipants: [CARLA], failedToApprove: [], status: 'success' }),
		);
		expect(membersOf(team())).toContain(CARLA);
		expect(await warest.get(list)).toMatchObject(result({ joinRequests: [] }));
		session().groups.ask(team(), `${PRIVATE}@s.whatsapp.net`);
		expect(await members('request/reject', [PRIVATE])).toMatchObject(
			result({ participants: [{ phone: PRIVATE, status: 'success' }] }),
		);
		expect(team().joinRequests).toEqual([]);
	});
});

describe('creating, joining, leaving and deleting', () => {
	test('creating skips unknown numbers, and ignores participants given as a string', async () => {
		const { body } = await change('create', { groupName: 'A', participants: [ANNA, NOBODY, BEN] });
		expect(body).toMatchObject({ results: [{ groupId: expect.stringMatching(/@g\.us$/) }] });
		const created = session().groups.all().at(-1);
		expect(created).toMatchObject({ subject: 'A', participants: { length: 3 } });
		await change('create', { name: 'B', participants: ANNA });
		expect(session().groups.all().at(-1)).toMatchObject({ participants: { length: 1 } });
	});

	test('invite links are returned, revoked, previewed and joined', async () => {
		const invite = `/group/invite?sessionId=default&groupId=${TEAM}`;
		const { inviteCode } = team();
		expect(await warest.get(invite)).toMatchObject(
			result({ inviteLink: `https://chat.whatsapp.com/${inviteCode}` }),
		);
		await change('invite/revoke');
		expect(team().inviteCode).not.toBe(inviteCode);
		const preview = '/group/join-via-link?sessionId=default&inviteLink=';
		expect(await warest.get(`${preview}${CLUB_INVITE}`)).toMatchObject(
			result({ groupId: CLUB, groupName: 'Cycling Club', participantsCount: 2 }),
		);
		expect(await warest.get(`${preview}${inviteCode}`)).toMatchObject(
			result({ groupId: null, groupName: null, participantsCount: null }),
		);
		expect(await change('join-via-link', { code: inviteCode })).toMatchObject(refused(502, 2800));
		expect(await change('join-via-link', { link: CLUB_INVITE })).toMatchObject(
			result({ status: 'success joined group' }),
		);
		expect(await warest.get('/groups?sessionId=default')).toMatchObject(
			result({ data: expect.arrayContaining([expect.objectContaining({ id: CLUB })]) }),
		);
	});

	test('a non-admin gets null as invite link, and a 200 when revoking it fails', async () => {
		await intoClub();
		expect(await warest.get(`/group/invite?sessionId=default&groupId=${CLUB}`)).toMatchObject(
			result({ inviteLink: null }),
		);
		expect(await change('invite/revoke', { groupId: CLUB })).toMatchObject(
			result({ inviteLink: null, status: 'failed' }),
		);
	});

	test('joining waits for approval if the group requires it', async () => {
		const club = session().groups.byInvite(CLUB_INVITE);
		if (club) club.joinApproval = true;
		expect(await change('join-via-link', { link: CLUB_INVITE })).toMatchObject(
			result({ status: 'pending approval to join' }),
		);
		expect(session().groups.find(CLUB)).toBeUndefined();
	});

	test('leaving removes the group, and leaving again is reported as failed with 207', async () => {
		expect(await change('leave')).toMatchObject(result({ status: 'success leave' }));
		expect(session().groups.find(TEAM)).toBeUndefined();
		expect(await change('leave')).toMatchObject({
			status: 207,
			body: { status: true, code: 1004, results: [{ status: 'failed' }] },
		});
	});

	test('deleting removes everybody, and is refused with 403 if the account is not an admin', async () => {
		expect(await warest.ask('DELETE /group/delete', inTeam)).toMatchObject(
			result({ removedParticipants: ['491701112222', BEN], failedToRemove: [] }),
		);
		expect(session().groups.find(TEAM)).toBeUndefined();
		await intoClub();
		expect(
			await warest.ask(`DELETE /group/delete?sessionId=default&groupId=${CLUB}`),
		).toMatchObject({
			status: 403,
			body: { code: 2201, results: [{ normMembers: [BEN, CARLA] }] },
		});
	});
});
