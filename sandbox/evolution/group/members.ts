import { asString, stringsOf } from '../../http/json';
import { type Group, isGroupId, type Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest } from '../errors';
import { addressOf } from '../numbers';
import type { EvolutionRouter } from '../router';
import { groupIn, groupInfo } from './common';

/** The members of a group. */
export function memberRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/group/create/{instance}', (call, session) =>
		create(call, session, evolution),
	);
	route.instance('POST', '/group/updateParticipant/{instance}', (call, session) => {
		const group = groupIn(call, session, evolution);
		const action = asString(call.body.action) ?? '';
		const updateParticipants = stringsOf(call.body.participants).map((participant) => {
			const jid = evolution.lookups.ask(participant, session).jid;
			return { status: update(group, action, jid, session, evolution), jid };
		});
		return { updateParticipants };
	});
	route.instance('DELETE', '/group/leaveGroup/{instance}', (call, session) => {
		const group = groupIn(call, session, evolution);
		session.groups.leave(group, session.myId);
		return { groupJid: group.id, leave: true };
	});
}

/** People who are not on WhatsApp are silently left out, and a group of nobody is refused (2.3.7, observed). */
function create(call: EvolutionCall, session: Session, evolution: EvolutionContext): object {
	evolution.requireOpen(session);
	const { body } = call;
	const members = stringsOf(body.participants)
		.map((participant) => evolution.lookups.ask(participant, session))
		.filter(({ exists, jid }) => exists && !isGroupId(jid))
		.map(({ jid }) => jid);
	if (members.length === 0) throw badRequest('Error creating group', 'Error: bad-request');
	const subject = asString(body.subject) ?? '';
	const group = evolution.acting(() => session.groups.create(session.myId, subject, members));
	session.chats.open(group.id, subject);
	const description = asString(body.description);
	if (description) session.groups.change(group, { description });
	if (body.promoteParticipants === true)
		for (const member of members) session.groups.setRole(group, member, 'admin');
	return groupInfo(group, session, call, true);
}

/** WhatsApp's status for each person: the request succeeds whatever happened to each. */
function update(
	group: Group,
	action: string,
	id: string,
	session: Session,
	{ world }: EvolutionContext,
): string {
	const { groups } = session;
	if (!groups.isAdmin(group, session.myId)) return '403';
	const isIn = groups.roleOf(group, id) !== undefined;
	if (action === 'add') {
		if (isIn) return '409';
		if (!world.people.isOnWhatsApp(addressOf(id))) return '404';
		const { groupAdds } = world.people.get(id);
		if (groupAdds === 'fail') return '500';
		if (groupAdds === 'areTurnedDown') return '403';
		groups.add(group, id);
		return '200';
	}
	if (!isIn) return '404';
	if (action === 'remove') {
		groups.remove(group, id);
		return '200';
	}
	return groups.setRole(group, id, action === 'promote' ? 'admin' : 'member') ? '200' : '403';
}
