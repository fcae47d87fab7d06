import { baileysGroup } from '../../baileys/group';
import { asString, firstString, type JsonObject } from '../../http/json';
import { type Group, GROUP_SUFFIX, type Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest, notFound } from '../errors';
import { pictureUrl } from '../pictures';

/** The suffix may be missing, and the body may name the group, too (2.3.7, observed). */
const GROUP_ID = /^[\d-]+@g\.us$/;

/** @throws 400 without an id, 404 for a group that the account is not in */
export function groupIn(call: EvolutionCall, session: Session, evolution: EvolutionContext): Group {
	evolution.requireOpen(session);
	const given = firstString(call.query.groupJid) ?? asString(call.body.groupJid);
	if (!given)
		throw badRequest(
			'The group id needs to be informed in the query',
			'ex: "groupJid=120362@g.us"',
		);
	const id = given.endsWith(GROUP_SUFFIX) ? given : `${given}${GROUP_SUFFIX}`;
	if (!GROUP_ID.test(id))
		throw badRequest({ property: 'groupJid', message: 'Group id needs to be informed' });
	const group = session.groups.find(id);
	if (!group) throw notFound('Error fetching group', 'Error: item-not-found');
	return group;
}

/** Refuses what WhatsApp does not let an ordinary member do. */
export function requireAdmin(group: Group, session: Session, what: string): void {
	if (!session.groups.isAdmin(group, session.myId)) throw badRequest(what, 'Error: forbidden');
}

export function groupInfo(
	group: Group,
	session: Session,
	{ origin }: Pick<EvolutionCall, 'origin'>,
	withParticipants: boolean,
): JsonObject {
	const { participants, ...metadata } = baileysGroup(group, session);
	const { id, subject, subjectOwner, subjectTime, size, creation, owner, desc, descId } = metadata;
	const { restrict, announce, isCommunity, isCommunityAnnounce } = metadata;
	return {
		id,
		subject,
		subjectOwner,
		subjectTime,
		pictureUrl: pictureUrl(group.id, session, origin),
		size,
		creation,
		owner,
		desc,
		descId,
		restrict,
		announce,
		...(withParticipants ? { participants } : {}),
		isCommunity,
		isCommunityAnnounce,
	};
}
