import { baileysGroup, baileysGroupUpdate } from '../../baileys/group';
import {
	type Group,
	isLidId,
	type ParticipantChange,
	type Session,
	type WorldEvent,
	type WorldEventOf,
} from '../../world';
import type { WahaContext } from '../context';
import { toChatId } from '../ids';
import type { Happening } from './happening';

/** Events of groups, with times in seconds. */
export function groupHappenings(
	event: WorldEvent,
	session: Session,
	waha: WahaContext,
): Happening[] {
	const timestamp = waha.world.clock.now();
	switch (event.type) {
		case 'group.created':
		case 'group.joined': {
			const _data = baileysGroup(event.group, session);
			const group = wholeGroup(event.group, session);
			return [
				{ event: 'group.join', payload: _data },
				{ event: 'group.v2.join', payload: { timestamp, group, _data } },
			];
		}
		case 'group.changed':
			return changed(event, timestamp);
		case 'group.participants':
			return participants(event, session, timestamp);
		case 'group.request': {
			const { action, requesterId } = event;
			const who = {
				requesterId: toChatId(requesterId),
				requesterPn: phoneOf(requesterId, session),
			};
			const group = { id: event.group.id };
			const payload = { group, action, ...who, requestMethod: 'invite_link', timestamp };
			return [{ event: 'group.v2.participants.join-request', payload }];
		}
		default:
			return [];
	}
}

function inviteLink({ inviteCode }: Group): string {
	return `https://chat.whatsapp.com/${inviteCode}`;
}

function wholeGroup(group: Group, session: Session): object {
	return {
		id: group.id,
		subject: group.subject,
		description: group.description ?? '',
		invite: inviteLink(group),
		membersCanAddNewMember: !group.addAdminOnly,
		membersCanSendMessages: !group.messagesAdminOnly,
		newMembersApprovalRequired: group.joinApproval,
		participants: group.participants.map(({ id, role }) =>
			participant(id, role === 'member' ? 'participant' : role, session),
		),
	};
}

function phoneOf(id: string, session: Session): string | null {
	const phoneId = isLidId(id) ? session.contacts.find(id)?.phoneId : id;
	return phoneId ? toChatId(phoneId) : null;
}

function participant(id: string, role: string, session: Session): object {
	const pn = phoneOf(id, session);
	return { id: toChatId(id), ...(pn === null ? {} : { pn }), role };
}

/** Only what changed. A new picture is not reported. */
function changed(
	{ group, change, settings }: WorldEventOf<'group.changed'>,
	timestamp: number,
): Happening[] {
	if (change !== 'info' && change !== 'invite') return [];
	const { subject, description, messagesAdminOnly, joinApproval, addAdminOnly } = settings;
	const part = {
		id: group.id,
		...(subject === undefined ? {} : { subject }),
		...(description === undefined ? {} : { description: description ?? '' }),
		...(change === 'invite' ? { invite: inviteLink(group) } : {}),
		...(messagesAdminOnly === undefined ? {} : { membersCanSendMessages: !messagesAdminOnly }),
		...(joinApproval === undefined ? {} : { newMembersApprovalRequired: joinApproval }),
		...(addAdminOnly === undefined ? {} : { membersCanAddNewMember: !addAdminOnly }),
	};
	const _data = baileysGroupUpdate(group, settings);
	return [{ event: 'group.v2.update', payload: { timestamp, group: part, _data } }];
}

const TYPES: Record<ParticipantChange, { type: string; role: string }> = {
	add: { type: 'join', role: 'participant' },
	remove: { type: 'leave', role: 'left' },
	promote: { type: 'promote', role: 'admin' },
	demote: { type: 'demote', role: 'participant' },
};

/** If the account itself leaves, that is reported twice. */
function participants(
	{ group: { id }, action, participants: ids }: WorldEventOf<'group.participants'>,
	session: Session,
	timestamp: number,
): Happening[] {
	const { type, role } = TYPES[action];
	const group = { id };
	const _data = { id, action, participants: ids };
	const members = ids.map((one) => participant(one, role, session));
	const payload = { type, timestamp, group, participants: members, _data };
	const told: Happening = { event: 'group.v2.participants', payload };
	const hasLeft = action === 'remove' && ids.includes(session.myId);
	if (!hasLeft) return [told];
	return [
		told,
		{ event: 'group.leave', payload: _data },
		{ event: 'group.v2.leave', payload: { timestamp, group, _data } },
	];
}
