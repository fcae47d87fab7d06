import type { Group, Session } from '../../world';
import { accountPhone, type WarestCall, type WarestContext } from '../context';
import { failure, success, type WarestAnswer } from '../envelopes';
import type { WarestRouter } from '../router';
import { inGroup, phoneOf } from './common';

export function readingRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/groups', (call) => list(call, warest));
	route('GET', '/group/info', (call) => info(call, warest));
	route('GET', '/group/participants', (call) => participants(call, warest));
	route('GET', '/group/participants/requests', (call) => requests(call, warest));
}

/** All at once, without the participants themselves. */
function list(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const data = session.groups.all().map(groupMetadata);
	return success({ sessionId: session.name, phone: accountPhone(session), data });
}

function groupMetadata(group: Group): object {
	return {
		id: group.id,
		subject: group.subject,
		subjectOwner: group.ownerId,
		subjectTime: group.createdAt,
		size: group.participants.length,
		creation: group.createdAt,
		owner: group.ownerId,
		desc: group.description,
		restrict: group.infoAdminOnly,
		announce: group.messagesAdminOnly,
		joinApprovalMode: group.joinApproval,
		participantsCount: group.participants.length,
	};
}

/** WhatsApp's own words for a group that the account is not in. */
function required(group: Group | undefined): Group {
	if (!group) throw failure('general', 500, 8000, 'item-not-found');
	return group;
}

function info(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, common } = inGroup(call, warest);
	const { sessionId, phone } = common;
	return success({ sessionId, phone, data: groupMetadata(required(group)) });
}

function participants(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, common, session } = inGroup(call, warest);
	return success({
		...common,
		participants: required(group).participants.map(({ id, role }) => ({
			id,
			admin: role === 'member' ? null : role,
			isMe: id === session.myId,
			isAdmin: role !== 'member',
			isSuperAdmin: role === 'superadmin',
		})),
	});
}

/** Errors are hidden: a group without the account has no requests (v0.3.44, observed). */
function requests(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, common, isAdmin, session } = inGroup(call, warest);
	const waiting = isAdmin ? (group?.joinRequests ?? []) : [];
	return success({
		...common,
		joinRequests: waiting.map(({ id, requestedAt }) => ({
			jid: id,
			lid: lidOf(session, id),
			phone: phoneOf(id),
			requestMethod: 'invite_link',
			requestTime: requestedAt,
		})),
	});
}

function lidOf(session: Session, id: string): string | null {
	return session.contacts.find(id)?.lid ?? null;
}
