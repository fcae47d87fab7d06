import { baileysEvents } from '../../baileys/events';
import { baileysGroup } from '../../baileys/group';
import { isLidId, type Session, type WorldEvent, type WorldEventOf } from '../../world';
import type { EvolutionContext } from '../context';
import { pictureUrl } from '../pictures';
import type { Tagged } from './deliverer';
import { messageAcked, messageAdded, messageChanged } from './messages';

/**
 * All events for something that happened, except the instance's state. Changes of a group are missing: they are
 * reported under a name that no webhook can subscribe to (2.3.7, observed).
 */
export function evolutionEvents(
	event: WorldEvent,
	session: Session,
	evolution: EvolutionContext,
): Tagged[] {
	switch (event.type) {
		case 'message.added':
			return messageAdded(event.message, session, evolution);
		case 'message.changed':
			return messageChanged(event, session, evolution);
		case 'message.ack':
			return messageAcked(event, session, evolution);
		case 'group.created':
		case 'group.joined': {
			const data = [baileysGroup(event.group, session)];
			return [{ name: 'GROUPS_UPSERT', event: 'groups.upsert', data }];
		}
		case 'group.participants':
			return [participants(event, session, evolution)];
		case 'label.changed':
			return label(event, session);
		case 'label.chat': {
			const { chatId, label: put, added } = event;
			const type = added ? 'add' : 'remove';
			const data = { instance: session.name, type, chatId, labelId: put.id };
			return [{ name: 'LABELS_ASSOCIATION', event: 'labels.association', data }];
		}
		case 'chat.changed':
			return chat(event, session, evolution);
		case 'call':
		case 'presence.changed':
			return asBaileysTells(event, session);
		default:
			return [];
	}
}

const PASSED_ON: Readonly<Record<string, string>> = {
	call: 'CALL',
	'presence.update': 'PRESENCE_UPDATE',
};

/** These are passed on as the library has them, each entry of a list separately. */
function asBaileysTells(event: WorldEvent, session: Session): Tagged[] {
	return baileysEvents(event, session).flatMap(({ event: told, data }) => {
		const name = PASSED_ON[told];
		if (name === undefined) return [];
		const entries: unknown[] = Array.isArray(data) ? data : [data];
		return entries.map((entry) => ({ name, event: told, data: entry }));
	});
}

function participants(
	{ group, action, participants: ids }: WorldEventOf<'group.participants'>,
	session: Session,
	evolution: EvolutionContext,
): Tagged {
	const participantsData = ids.map((jid) => {
		const contact = session.contacts.find(jid);
		const name = contact?.pushName ?? contact?.name;
		const imgUrl = pictureUrl(jid, session, evolution.settings.baseUrl);
		return {
			jid,
			phoneNumber: isLidId(jid) ? (contact?.phoneId ?? jid) : jid,
			...(name ? { name } : {}),
			...(imgUrl ? { imgUrl } : {}),
		};
	});
	const data = { id: group.id, author: group.ownerId, participants: ids, action, participantsData };
	return { name: 'GROUP_PARTICIPANTS_UPDATE', event: 'group-participants.update', data };
}

/** A deletion is reported twice (2.3.7, observed). */
function label({ label: one, deleted }: WorldEventOf<'label.changed'>, session: Session): Tagged[] {
	const data = { ...one, deleted, instance: session.name };
	const told = { name: 'LABELS_EDIT', event: 'labels.edit', data };
	return deleted ? [told, told] : [told];
}

function chat(
	{ chat: one, change }: WorldEventOf<'chat.changed'>,
	session: Session,
	evolution: EvolutionContext,
): Tagged[] {
	if (change !== 'opened') return [];
	const { id: instanceId } = evolution.registration(session);
	const data = [{ remoteJid: one.id, instanceId, unreadMessages: 0 }];
	return [{ name: 'CHATS_UPSERT', event: 'chats.upsert', data }];
}
