import type { GroupChanges } from '../portable/events';
import { inviteCodeIn, inviteLink } from '../portable/invite';
import { at, textAt, type Json } from '../portable/json';

type Paths = ReadonlyArray<readonly string[]>;

/** The names of each change in Baileys (WARest, WAHA's NOWEB), whatsmeow (GOWS), and WAHA itself. */
const TEXTS = {
	subject: [['subject'], ['Name', 'Name']],
	description: [['desc'], ['Topic', 'Topic'], ['description']],
} as const;

/**
 * WAHA's `membersCanSendMessages` is left out on purpose: NOWEB and WEBJS fill it with the opposite (read in the
 * source, 2026).
 */
const FLAGS = {
	infoAdminOnly: [['restrict'], ['Locked', 'IsLocked']],
	messagesAdminOnly: [['announce'], ['Announce', 'IsAnnounce']],
	membersCanAdd: [['memberAddMode'], ['membersCanAddNewMember']],
	joinApproval: [
		['joinApprovalMode'],
		['MembershipApprovalMode', 'IsJoinApprovalRequired'],
		['newMembersApprovalRequired'],
	],
} as const;

const LINK = [['inviteCode'], ['NewInviteLink'], ['invite']];

/** The changes in an update of a group: an absent field did not change, and an empty text was removed. */
export function groupChanges(update: Json): GroupChanges {
	const changes: GroupChanges = {};
	for (const name of ['subject', 'description'] as const) {
		const text = first(update, TEXTS[name]);
		if (typeof text === 'string') changes[name] = textAt(text);
	}
	for (const name of [
		'infoAdminOnly',
		'messagesAdminOnly',
		'membersCanAdd',
		'joinApproval',
	] as const) {
		const flag = first(update, FLAGS[name]);
		if (typeof flag === 'boolean') changes[name] = flag;
	}
	const code = inviteCodeIn(textAt(first(update, LINK)) ?? '');
	if (code !== null) changes.inviteLink = inviteLink(code);
	return changes;
}

const first = (update: Json, paths: Paths): Json | undefined =>
	paths.map((path) => at(update, ...path)).find((value) => value !== undefined && value !== null);
