import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer } from '../support/dryRun';
import {
	ACTED,
	GROUP_ID,
	INVITE_CODE,
	INVITE_LINK,
	enveloped,
	items,
	lines,
	onGroup,
	plain,
	type Gateway,
} from '../support/onGroup';

describe('invitations', () => {
	const INVITATION = {
		session: 'default',
		chatId: GROUP_ID,
		inviteCode: INVITE_CODE,
		inviteLink: INVITE_LINK,
	};

	test.each<[string, Gateway, GatewayAnswer]>([
		['a bare text', 'waha', plain(INVITE_CODE)],
		['a JSON text', 'waha', answer(INVITE_CODE)],
		['the whole link (GOWS)', 'waha', plain(INVITE_LINK)],
		['WARest', 'warest', enveloped({ inviteLink: INVITE_LINK })],
	])('the invite code is read from %s', async (_, gateway, given) => {
		expect(items(await onGroup(gateway, 'getInviteLink', {}, given))).toEqual([INVITATION]);
		expect(items(await onGroup(gateway, 'resetInviteLink', {}, given))).toEqual([
			{ success: true, ...INVITATION },
		]);
	});

	test('an invite code in plain text is tolerated, a web page or an error status is not', async () => {
		const { requests } = await onGroup('waha', 'getInviteLink', {}, plain(INVITE_CODE));
		expect(requests[0]?.tolerate?.(plain(INVITE_CODE))).toBe(true);
		expect(requests[0]?.tolerate?.(plain('<html>'))).toBe(false);
		expect(requests[0]?.tolerate?.(plain('gone', 500))).toBe(false);
	});

	test('a missing invite link is an error, and resetInviteLink is never repeated automatically', async () => {
		const none = enveloped({ inviteLink: null, status: 'failed' });
		for (const name of ['getInviteLink', 'resetInviteLink']) {
			await expect(onGroup('warest', name, {}, none)).rejects.toThrow('no invite link');
			await expect(onGroup('waha', name, {}, plain('undefined'))).rejects.toThrow('no invite link');
		}
		const { requests } = await onGroup(
			'warest',
			'resetInviteLink',
			{},
			enveloped({ inviteLink: INVITE_LINK }),
		);
		expect(requests[0]?.effect).toBeUndefined();
	});

	test('join returns the ID of the group on both gateways', async () => {
		const inviteLink = `${INVITE_LINK}?mode=ac_t`;
		const onWaha = await onGroup('waha', 'join', { inviteLink }, answer({ id: GROUP_ID }));
		expect(lines(onWaha)).toEqual(['POST /api/default/groups/join']);
		expect(onWaha.requests[0]?.body).toEqual({ code: INVITE_CODE });
		expect(items(onWaha)).toEqual([{ ...ACTED, pending: null }]);
		const onWarest = await onGroup(
			'warest',
			'join',
			{ inviteLink },
			enveloped({ groupId: GROUP_ID }),
			enveloped({ status: 'pending approval to join' }),
		);
		expect(lines(onWarest)).toEqual([
			'GET /api/v1/group/join-via-link',
			'POST /api/v1/group/join-via-link',
		]);
		expect(onWarest.requests[1]?.body).toEqual({ sessionId: 'default', inviteLink: INVITE_CODE });
		expect(items(onWarest)).toEqual([{ ...ACTED, pending: true }]);
	});

	test('WARest joins even if the preview of the group fails', async () => {
		const broken = answer({ status: false, code: 8000, message: 'x', results: [] }, 500);
		const done = await onGroup(
			'warest',
			'join',
			{ inviteLink: INVITE_CODE },
			broken,
			enveloped({ status: 'success joined group' }),
		);
		expect(items(done)).toEqual([{ ...ACTED, chatId: null, pending: false }]);
	});

	test('WARest refuses an invite code that it would cut short', async () => {
		const cut = { inviteLink: 'Ab12Cd34Ef_6Gh78Ij90Kl' };
		await expect(onGroup('warest', 'join', cut)).rejects.toThrow('cannot read the invite code');
		await expect(onGroup('warest', 'getInviteInfo', cut)).rejects.toThrow(
			'cannot read the invite code',
		);
		await expect(onGroup('waha', 'join', cut, answer({ id: GROUP_ID }))).resolves.toBeDefined();
	});

	test('getInviteInfo returns the same output on both gateways, and fails without a group', async () => {
		const preview = {
			groupId: GROUP_ID,
			groupName: 'Core Team',
			groupDescription: 'Daily',
			participantsCount: 8,
			isGroupLocked: false,
			isAnnouncement: true,
			inviteLink: INVITE_LINK,
		};
		const onWarest = await onGroup(
			'warest',
			'getInviteInfo',
			{ inviteLink: INVITE_LINK },
			enveloped(preview),
		);
		const onWaha = await onGroup(
			'waha',
			'getInviteInfo',
			{ inviteLink: INVITE_LINK },
			answer({
				id: GROUP_ID,
				subject: 'Core Team',
				desc: 'Daily',
				size: 8,
				restrict: false,
				announce: true,
			}),
		);
		expect(onWaha.requests[0]?.query).toEqual({ code: INVITE_CODE });
		expect(items(onWarest)).toEqual(items(onWaha));
		expect(items(onWaha)).toMatchObject([
			{ chatId: GROUP_ID, inviteLink: INVITE_LINK, infoAdminOnly: false, messagesAdminOnly: true },
		]);
		const nothing = enveloped({ groupId: null, groupName: null });
		await expect(
			onGroup('warest', 'getInviteInfo', { inviteLink: INVITE_LINK }, nothing),
		).rejects.toThrow('no group behind');
	});
});
