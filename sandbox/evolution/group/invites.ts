import { firstString } from '../../http/json';
import type { Group, Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest, notFound } from '../errors';
import type { EvolutionRouter } from '../router';
import { groupIn, groupInfo, requireAdmin } from './common';

const CODE = /^[a-zA-Z0-9]{22}$/;

/** Invitations to a group. Beware of the GET that joins. */
export function inviteRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('GET', '/group/inviteCode/{instance}', (call, session) => {
		const group = groupIn(call, session, evolution);
		requireAdmin(group, session, 'No invite code');
		const { inviteCode } = group;
		return { inviteUrl: `https://chat.whatsapp.com/${inviteCode}`, inviteCode };
	});
	route.instance('POST', '/group/revokeInviteCode/{instance}', (call, session) => {
		const group = groupIn(call, session, evolution);
		requireAdmin(group, session, 'Revoke error');
		session.groups.renewInvite(group);
		return { revoked: true, inviteCode: group.inviteCode };
	});
	route.instance('GET', '/group/inviteInfo/{instance}', (call, session) =>
		groupInfo(invitedTo(call, session, evolution), session, call, true),
	);
	route.instance('GET', '/group/acceptInviteCode/{instance}', (call, session) => {
		const group = invitedTo(call, session, evolution);
		session.groups.join(group, session.myId);
		return { accepted: true, groupJid: group.id };
	});
}

/** Only the code, exactly 22 characters: a whole link is refused. */
function invitedTo(call: EvolutionCall, session: Session, evolution: EvolutionContext): Group {
	evolution.requireOpen(session);
	const code = firstString(call.query.inviteCode);
	if (!code)
		throw badRequest(
			'The group invite code id needs to be informed in the query',
			'ex: "inviteCode=F1EX5QZxO181L3TMVP31gY"',
		);
	if (!CODE.test(code))
		throw badRequest({ property: 'inviteCode', message: 'inviteCode does not match pattern' });
	const group = session.groups.byInvite(code);
	if (!group) throw notFound('No invite info', code);
	return group;
}
