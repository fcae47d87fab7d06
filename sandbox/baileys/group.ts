import { type Group, type GroupSettings, isLidId, type Session } from '../world';

/** Baileys' group metadata. Newer releases give the phone number beside a hidden id. */
export function baileysGroup(
	group: Group,
	session: Session,
): { participants: object[]; [field: string]: unknown } {
	return {
		id: group.id,
		subject: group.subject,
		subjectOwner: group.ownerId,
		subjectTime: group.createdAt,
		size: group.participants.length,
		creation: group.createdAt,
		owner: group.ownerId,
		...(group.description === null
			? {}
			: { desc: group.description, descId: `D${group.createdAt}` }),
		restrict: group.infoAdminOnly,
		announce: group.messagesAdminOnly,
		isCommunity: false,
		isCommunityAnnounce: false,
		joinApprovalMode: group.joinApproval,
		memberAddMode: true,
		participants: baileysParticipants(group, session),
	};
}

export function baileysParticipants(group: Group, session: Session): object[] {
	return group.participants.map(({ id, role }) => {
		const phoneId = isLidId(id) ? session.contacts.find(id)?.phoneId : null;
		return {
			id,
			...(phoneId ? { phoneNumber: phoneId } : {}),
			admin: role === 'member' ? null : role,
		};
	});
}

/** The content of `groups.update`: the id and the changed fields, by Baileys' names. */
export function baileysGroupUpdate(group: Group, settings: GroupSettings): object {
	const { subject, description, infoAdminOnly, messagesAdminOnly, joinApproval } = settings;
	return {
		id: group.id,
		...(subject === undefined ? {} : { subject }),
		...(description === undefined ? {} : { desc: description ?? '' }),
		...(infoAdminOnly === undefined ? {} : { restrict: infoAdminOnly }),
		...(messagesAdminOnly === undefined ? {} : { announce: messagesAdminOnly }),
		...(joinApproval === undefined ? {} : { joinApprovalMode: joinApproval }),
	};
}
