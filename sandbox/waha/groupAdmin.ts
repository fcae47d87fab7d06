import { baileysParticipants } from '../baileys/group';
import { type Group, type GroupSettings, isLidId, type Session } from '../world';
import type { JsonObject } from '../http/json';
import type { WahaCall, WahaContext } from './context';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { groupIn, participantIds, requireAdmin } from './groups';
import { toChatId } from './ids';
import { pictureUrl, readFile } from './media';
import type { WahaRouter } from './router';

/** A group's appearance, its members, and what they may do. */
export function groupAdminRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const group = '/api/:session/groups/:id';
	const security = `${group}/settings/security`;
	guarded(
		'PUT',
		`${group}/subject`,
		info((call) => ({ subject: textIn(call, 'subject') })),
	);
	guarded(
		'PUT',
		`${group}/description`,
		info((call) => ({ description: textIn(call, 'description') || null })),
	);
	guarded('GET', `${group}/picture`, (call, session) => ({
		url: pictureUrl(call.params.id ?? '', session.name, call, waha),
	}));
	guarded('PUT', `${group}/picture`, async (call, session) => {
		const picture = await readFile(call.body.file, 'image');
		info(() => ({ picture }))(call, session);
		return { success: true };
	});
	guarded('DELETE', `${group}/picture`, (call, session) => {
		info(() => ({ picture: null }))(call, session);
		return { success: true };
	});
	guarded('GET', `${security}/info-admin-only`, (call, session) => ({
		adminsOnly: groupIn(call, session).infoAdminOnly,
	}));
	guarded('GET', `${security}/messages-admin-only`, (call, session) => ({
		adminsOnly: groupIn(call, session).messagesAdminOnly,
	}));
	guarded(
		'PUT',
		`${security}/info-admin-only`,
		setting((body) => ({ infoAdminOnly: body.adminsOnly === true })),
	);
	guarded(
		'PUT',
		`${security}/messages-admin-only`,
		setting((body) => ({ messagesAdminOnly: body.adminsOnly === true })),
	);
	guarded('GET', `${security}/member-add-mode`, (call, session) => ({
		membersCanAddNewMember: !groupIn(call, session).addAdminOnly,
	}));
	guarded(
		'PUT',
		`${security}/member-add-mode`,
		setting((body) => ({ addAdminOnly: body.membersCanAddNewMember !== true })),
	);
	guarded('GET', `${security}/member-share-history-mode`, (call, session) => ({
		membersCanShareHistory: !groupIn(call, session).shareHistoryAdminOnly,
	}));
	guarded(
		'PUT',
		`${security}/member-share-history-mode`,
		setting((body) => ({ shareHistoryAdminOnly: body.membersCanShareHistory !== true })),
	);
	guarded('GET', `${security}/membership-approval`, (call, session) => ({
		newMembersApprovalRequired: groupIn(call, session).joinApproval,
	}));
	guarded(
		'PUT',
		`${security}/membership-approval`,
		setting((body) => ({ joinApproval: body.newMembersApprovalRequired === true })),
	);
	inviteRoutes(group, guarded);
	joinRequestRoutes(group, guarded, waha);
	memberRoutes(group, guarded, waha);
}

/** Every member may change these, unless they are restricted to admins. */
function info(settings: (call: WahaCall) => GroupSettings): SessionHandler {
	return (call, session) => {
		const group = groupIn(call, session);
		if (group.infoAdminOnly) requireAdmin(group, session);
		session.groups.change(group, settings(call));
		return null;
	};
}

function setting(settings: (body: JsonObject) => GroupSettings): SessionHandler {
	return (call, session) => {
		const group = groupIn(call, session);
		requireAdmin(group, session);
		session.groups.change(group, settings(call.body));
		return null;
	};
}

/** The bare code instead of JSON, because Nest passes texts to Express unchanged. */
function inviteRoutes(group: string, guarded: ReturnType<typeof sessionRouter>): void {
	guarded('GET', `${group}/invite-code`, (call, session) => {
		const found = groupIn(call, session);
		requireAdmin(found, session);
		return found.inviteCode;
	});
	guarded('POST', `${group}/invite-code/revoke`, (call, session) => {
		const found = groupIn(call, session);
		requireAdmin(found, session);
		session.groups.renewInvite(found);
		return found.inviteCode;
	});
}

/** Only admins see requests, and decide on them; for a person without a request the answer has a code. */
function joinRequestRoutes(
	group: string,
	guarded: ReturnType<typeof sessionRouter>,
	waha: WahaContext,
): void {
	const requests = `${group}/participants/join-requests`;
	guarded('GET', requests, (call, session) => {
		const found = groupIn(call, session);
		requireAdmin(found, session);
		return found.joinRequests.map(({ id, requestedAt }) => ({
			requesterId: toChatId(id),
			requesterPn: isLidId(id) ? null : toChatId(id),
			addedById: null,
			parentGroupId: null,
			requestMethod: 'invite_link',
			timestamp: requestedAt,
		}));
	});
	guarded(
		'POST',
		`${requests}/approve`,
		decide(waha, ({ groups }, found, id) => {
			groups.add(found, id);
		}),
	);
	guarded(
		'POST',
		`${requests}/reject`,
		decide(waha, ({ groups }, found, id) => {
			groups.turnDown(found, id);
		}),
	);
}

function decide(
	waha: WahaContext,
	act: (session: Session, group: Group, id: string) => void,
): SessionHandler {
	return (call, session) => {
		const group = groupIn(call, session);
		requireAdmin(group, session);
		return participantIds(call, waha).map((id) => {
			const requesterId = toChatId(id);
			if (!group.joinRequests.some((request) => request.id === id))
				return { requesterId, success: false, error: 404 };
			act(session, group, id);
			return { requesterId, success: true };
		});
	};
}

function memberRoutes(
	group: string,
	guarded: ReturnType<typeof sessionRouter>,
	waha: WahaContext,
): void {
	guarded('GET', `${group}/participants`, (call, session) =>
		baileysParticipants(groupIn(call, session), session),
	);
	guarded('GET', `${group}/participants/v2`, (call, session) =>
		groupIn(call, session).participants.map(({ id, role }) => ({
			id: toChatId(id),
			...(isLidId(id) ? {} : { pn: toChatId(id) }),
			role: role === 'member' ? 'participant' : role,
		})),
	);
	const members = (act: MemberAction): SessionHandler => change(act, waha);
	guarded('POST', `${group}/participants/add`, members(add));
	guarded('POST', `${group}/participants/remove`, members(remove));
	guarded(
		'POST',
		`${group}/admin/promote`,
		members((id, found, { groups }) => (groups.setRole(found, id, 'admin') ? '200' : '404')),
	);
	guarded(
		'POST',
		`${group}/admin/demote`,
		members((id, found, { groups }) => (groups.setRole(found, id, 'member') ? '200' : '404')),
	);
}

/** Does something to one participant and returns WhatsApp's status for it. */
type MemberAction = (id: string, group: Group, session: Session, waha: WahaContext) => string;

/** One entry each, in Baileys' form: the call succeeds even if WhatsApp refused all of them. */
function change(act: MemberAction, waha: WahaContext): SessionHandler {
	return (call, session) => {
		const group = groupIn(call, session);
		requireAdmin(group, session);
		return participantIds(call, waha).map((jid) => {
			const status = act(jid, group, session, waha);
			return { status, jid, content: { tag: 'participant', attrs: { jid } } };
		});
	};
}

/** 409 already a member, 404 not on WhatsApp, 403 the person's privacy settings, 500 an error of WhatsApp. */
const add: MemberAction = (id, group, { groups }, { world: { people } }) => {
	if (groups.roleOf(group, id) !== undefined) return '409';
	if (!isLidId(id) && !people.isOnWhatsApp(id)) return '404';
	const { groupAdds } = people.get(id);
	if (groupAdds !== 'work') return groupAdds === 'fail' ? '500' : '403';
	groups.add(group, id);
	return '200';
};

const remove: MemberAction = (id, group, { groups }) => {
	if (groups.roleOf(group, id) === undefined) return '404';
	groups.remove(group, id);
	return '200';
};
