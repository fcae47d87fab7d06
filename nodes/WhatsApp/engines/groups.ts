import { isGroupId, lidOf, phoneOf, portableId } from '../portable/ids';
import { inviteCodeIn, inviteLink } from '../portable/invite';
import { at, booleanAt, isObject, numberAt, objectAt, textAt, type Json } from '../portable/json';
import type { Group, Participant } from '../portable/shapes';
import { timeAt } from '../portable/time';

/**
 * Groups as the libraries behind the gateways write them: Baileys (WARest, and WAHA's NOWEB), whatsmeow (GOWS), and
 * WhatsApp Web (WEBJS, WPP), which nests most of it in `groupMetadata`. All gateways pass them on unchanged.
 */

/** An id is a string, or in WhatsApp Web an object with `_serialized`. */
const idAt = (raw: Json, name: string): string | null =>
	portableId(textAt(raw, name, '_serialized') ?? textAt(raw, name));

/** The first of several names that has a value. */
function first<T>(
	raw: Json,
	names: readonly string[],
	read: (raw: Json, name: string) => T | null,
): T | null {
	for (const name of names) {
		const found = read(raw, name);
		if (found !== null) return found;
	}
	return null;
}

/** Names of the fields with a person's ids, those for the phone number first. */
const PERSON = ['phoneNumber', 'PhoneNumber', 'pn', 'jid', 'id', 'JID', 'lid', 'LID'];

interface Ids {
	participantId: string | null;
	phone: string | null;
	lid: string | null;
}

/** The ids of a person in a group; the phone number is preferred, because it works on every gateway. */
export function personIds(raw: Json): Ids {
	const bare = textAt(raw);
	const ids = [bare === null ? null : barePerson(bare), ...PERSON.map((name) => idAt(raw, name))];
	const lid = ids.find((id) => lidOf(id) !== null) ?? null;
	// Some gateways write a hidden id as a phone number beside itself.
	const isPhone = (id: string | null): id is string =>
		phoneOf(id) !== null && `${phoneOf(id)}@lid` !== lid;
	const phoneId =
		[...ids, barePerson(textAt(raw, 'phone') ?? '')].find((id) => isPhone(id)) ?? null;
	return { participantId: phoneId ?? lid, phone: phoneOf(phoneId), lid };
}

/** WARest also names people by the digits of their phone number alone. */
const barePerson = (text: string): string | null =>
	portableId(/^\d+$/.test(text) ? `${text}@c.us` : text);

export function readParticipant(raw: Json, session: string, chatId: string): Participant {
	const role = textAt(raw, 'admin') ?? textAt(raw, 'role');
	const is = (name: string): boolean => booleanAt(raw, name) === true;
	const { participantId, ...ids } = personIds(raw);
	return {
		participantId,
		chatId,
		session,
		...ids,
		role:
			role === 'superadmin' || is('isSuperAdmin') || is('IsSuperAdmin')
				? 'superadmin'
				: role === 'admin' || is('isAdmin') || is('IsAdmin')
					? 'admin'
					: 'member',
	};
}

/** Reads a group as far as the gateway describes it. */
export function readGroup(raw: Json, session: string, known: Partial<Group> = {}): Group {
	const all: Json = { ...objectAt(raw), ...objectAt(raw, 'groupMetadata') };
	const chatId = first(all, ['id', 'JID', 'groupId', 'gid'], groupIdAt) ?? known.chatId ?? '';
	const participants = participantsIn(all).map((entry) => readParticipant(entry, session, chatId));
	const code = first(all, ['inviteCode', 'inviteLink'], textAt);
	return {
		session,
		chatId,
		subject: first(all, ['subject', 'Name', 'groupName', 'name', 'title'], textAt),
		description: first(all, ['desc', 'Topic', 'groupDescription', 'description'], textAt),
		owner:
			first(all, ['ownerPn', 'OwnerPN', 'ownerJid', 'owner', 'OwnerJID'], idAt) ??
			barePerson(textAt(all, 'owner') ?? ''),
		createdAt: first(all, ['creation', 'GroupCreated'], timeAt),
		participantsCount:
			participants.length > 0
				? participants.length
				: first(all, ['participantsCount', 'ParticipantCount', 'size'], numberAt),
		infoAdminOnly: first(all, ['restrict', 'IsLocked', 'isGroupLocked'], booleanAt),
		messagesAdminOnly: first(all, ['announce', 'IsAnnounce', 'isAnnouncement'], booleanAt),
		inviteLink: linkOf(code),
		participants,
		...known,
	};
}

function groupIdAt(raw: Json, name: string): string | null {
	const id = idAt(raw, name);
	return isGroupId(id) ? id : null;
}

function linkOf(text: string | null): string | null {
	const code = text === null ? null : inviteCodeIn(text);
	return code === null ? null : inviteLink(code);
}

/** A list; or, for a new group in WhatsApp Web, an object that says for each id whether adding it worked. */
function participantsIn(all: Json): readonly Json[] {
	const found = at(all, 'participants') ?? at(all, 'Participants');
	if (Array.isArray(found)) return found;
	if (!isObject(found)) return [];
	return Object.entries(found)
		.filter(([, how]) => (numberAt(how, 'statusCode') ?? numberAt(how, 'code') ?? 200) < 300)
		.map(([id, how]) => ({ id, isSuperAdmin: booleanAt(how, 'isGroupCreator') === true }));
}
