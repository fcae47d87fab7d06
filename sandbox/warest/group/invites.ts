import type { Group, Session } from '../../world';
import { accountPhone, type WarestCall, type WarestContext } from '../context';
import { failure, success, type WarestAnswer } from '../envelopes';
import { pictureUrl } from '../pictures';
import type { WarestRouter } from '../router';
import {
	groupFields,
	inGroup,
	inviteLink,
	partly,
	phoneOf,
	refusedByWhatsApp,
	requiredText,
	withFailures,
} from './common';

/** Joining and leaving a group. */
export function inviteRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/group/invite', (call) => invite(call, warest));
	route('POST', '/group/invite/revoke', (call) => revoke(call, warest));
	route('GET', '/group/join-via-link', (call) => preview(call, warest));
	route('POST', '/group/join-via-link', (call) => join(call, warest));
	route('POST', '/group/leave', (call) => leave(call, warest));
	route('DELETE', '/group/delete', (call) => remove(call, warest));
}

/** Null with a 200 if the account may not see the link (v0.3.44, observed). */
function invite(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, isAdmin, common } = inGroup(call, warest);
	return success({ ...common, inviteLink: group && isAdmin ? inviteLink(group) : null });
}

function revoke(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, isAdmin, common, session } = inGroup(call, warest);
	if (!group || !isAdmin) return success({ ...common, inviteLink: null, status: 'failed' });
	session.groups.renewInvite(group);
	const link = inviteLink(group);
	return success({ ...common, inviteLink: link, status: 'success revoke invite link' });
}

interface Invited {
	session: Session;
	link: string;
	group: Group | undefined;
}

/** The first ten consecutive letters and digits begin the code; a dash or an underscore ends it (v0.3.44, observed). */
function invited(call: WarestCall, warest: WarestContext): Invited {
	const session = warest.loggedIn(call);
	const link = requiredText(groupFields(call), call.names('inviteLink'));
	const code = /[A-Za-z0-9]{10,}/.exec(link)?.[0] ?? '';
	return { session, link, group: session.groups.byInvite(code) };
}

/** For an invalid link, a 200 full of nulls (v0.3.44, observed). */
function preview(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { session, link, group } = invited(call, warest);
	return success({
		sessionId: session.name,
		phone: accountPhone(session),
		groupId: group?.id ?? null,
		groupName: group?.subject ?? null,
		groupDescription: group?.description ?? null,
		participantsCount: group?.participants.length ?? null,
		isGroupLocked: group?.infoAdminOnly ?? null,
		isAnnouncement: group?.messagesAdminOnly ?? null,
		isEphemeral: group ? false : null,
		inviteLink: group ? inviteLink(group) : link,
		groupPicture: pictureUrl(group?.picture, call, warest),
	});
}

/** The answer does not say which group it was. */
function join(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { session, group } = invited(call, warest);
	if (!group) throw refusedByWhatsApp('not-authorized');
	const outcome = session.groups.join(group, session.myId);
	const status = outcome === 'joined' ? 'success joined group' : 'pending approval to join';
	return success({ sessionId: session.name, phone: accountPhone(session), status });
}

function leave(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, common, session } = inGroup(call, warest);
	if (!group) return partly({ ...common, status: 'failed' });
	session.groups.leave(group, session.myId);
	return success({ ...common, status: 'success leave' });
}

/** Everybody is removed one by one, the link is revoked, and the account leaves. This cannot be undone. */
function remove(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, isAdmin, common, session } = inGroup(call, warest);
	if (!group) {
		const nobody = { removedParticipants: [], failedToRemove: [] };
		return partly({ ...common, ...nobody, status: 'failed' });
	}
	const others = group.participants.map(({ id }) => id).filter((id) => id !== session.myId);
	if (!isAdmin) {
		const result = { ...common, normMembers: others.map(phoneOf) };
		throw failure('general', 403, 2201, 'Forbidden', [result]);
	}
	// WhatsApp lets nobody remove the owner.
	const failed = others.filter((id) => id === group.ownerId);
	const done = others.filter((id) => id !== group.ownerId);
	for (const id of done) session.groups.remove(group, id);
	session.groups.renewInvite(group);
	session.groups.leave(group, session.myId);
	const result = {
		...common,
		removedParticipants: done.map(phoneOf),
		failedToRemove: failed.map(phoneOf),
	};
	return withFailures(result, done.length, failed.length);
}
