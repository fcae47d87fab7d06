import { hasParticipant } from '../../baileys/key';
import {
	type Ack,
	CHANNEL_SUFFIX,
	isGroupId,
	type Message,
	type Session,
	type WorldEventOf,
} from '../../world';
import type { EvolutionContext } from '../context';
import { pictureUrl } from '../pictures';
import { contentOf, databaseId, evolutionMessage, STATUS_NAMES, storedMessage } from '../shapes';
import type { Tagged } from './deliverer';

/** WhatsApp's numbers for the kinds of protocol messages. */
const REVOKE = 0;
const EDIT = 14;

/** Newsletters never reach the server; groups can be switched off. */
function isIgnored(chatId: string, session: Session, evolution: EvolutionContext): boolean {
	const { groupsIgnore } = evolution.registration(session).settings;
	return chatId.endsWith(CHANNEL_SUFFIX) || (groupsIgnore && isGroupId(chatId));
}

/**
 * A new message. Messages sent through the server are reported only as `send.message` (server source); own ones from a
 * phone are reported like others. Other people's also report news of their sender.
 */
export function messageAdded(
	message: Message,
	session: Session,
	evolution: EvolutionContext,
): Tagged[] {
	if (isIgnored(message.chatId, session, evolution)) return [];
	if (evolution.isActing) return [sent(message, session, evolution)];
	const upsert = {
		name: 'MESSAGES_UPSERT',
		event: 'messages.upsert',
		data: withFile(message, session, evolution),
	};
	return message.fromMe ? [upsert] : [upsert, contactOf(message, session, evolution)];
}

function sent(message: Message, session: Session, evolution: EvolutionContext): Tagged {
	const data = evolutionMessage(message, session, evolution, STATUS_NAMES.pending);
	return { name: 'SEND_MESSAGE', event: 'send.message', data };
}

/** With `base64` the message contains the whole file. */
function withFile(message: Message, session: Session, evolution: EvolutionContext): object {
	const told = evolutionMessage(message, session, evolution);
	const { webhook } = evolution.registration(session);
	const { media, content } = message;
	if (!webhook?.webhookBase64 || !media || content) return told;
	const base64 = media.data.toString('base64');
	return { ...told, message: { ...contentOf(message, evolution).message, base64 } };
}

function contactOf(message: Message, session: Session, evolution: EvolutionContext): Tagged {
	const { id: instanceId } = evolution.registration(session);
	const remoteJid = message.senderId;
	const profilePicUrl = pictureUrl(remoteJid, session, evolution.settings.baseUrl);
	const data = [{ remoteJid, pushName: message.senderName, profilePicUrl, instanceId }];
	return { name: 'CONTACTS_UPDATE', event: 'contacts.update', data };
}

/** What is done to a message: a separate message, except for edits and revocations. */
export function messageChanged(
	{ message, change, action }: WorldEventOf<'message.changed'>,
	session: Session,
	evolution: EvolutionContext,
): Tagged[] {
	if (!action || isIgnored(message.chatId, session, evolution)) return [];
	if (change === 'edited') return edited(message, evolution);
	if (change === 'revoked') return revoked(message, session, evolution);
	if (evolution.isActing) return [sent(action, session, evolution)];
	const data = evolutionMessage(action, session, evolution);
	return [{ name: 'MESSAGES_UPSERT', event: 'messages.upsert', data }];
}

/** The target message. Its address is the one under which it came, hidden or not (2.3.7, observed). */
function targetOf({ id, chatId: remoteJid, fromMe }: Message): object {
	return { id, remoteJid, fromMe };
}

function edited(message: Message, evolution: EvolutionContext): Tagged[] {
	const { message: editedMessage } = contentOf(message, evolution);
	const data = { key: targetOf(message), type: EDIT, editedMessage };
	if (!evolution.isActing) return [{ name: 'MESSAGES_EDITED', event: 'messages.edited', data }];
	// Edits by the server itself are reported like this since 2.3 (server source).
	return [{ name: 'SEND_MESSAGE_UPDATE', event: 'send.message.update', data }];
}

/** Reported twice: as an edit to nothing, and as a deletion, which for own revocations is the whole stored message. */
function revoked(message: Message, session: Session, evolution: EvolutionContext): Tagged[] {
	const deleted = { name: 'MESSAGES_DELETE', event: 'messages.delete' };
	if (evolution.isActing) return [{ ...deleted, data: storedMessage(message, session, evolution) }];
	const data = { key: targetOf(message), type: REVOKE };
	return [
		{ name: 'MESSAGES_EDITED', event: 'messages.edited', data },
		{ ...deleted, data: { ...targetOf(message), status: 'DELETED' } },
	];
}

/**
 * An acknowledgement, with the bare id and the database's. A hidden person's chat is given by the hidden id here,
 * whatever the message itself had (2.3.7, observed). Receipts of single group members are not reported.
 */
export function messageAcked(
	{ message }: WorldEventOf<'message.ack'>,
	session: Session,
	evolution: EvolutionContext,
): Tagged[] {
	const { id: keyId, chatId: remoteJid, fromMe, senderId } = message;
	if (isGroupId(remoteJid) || isIgnored(remoteJid, session, evolution)) return [];
	const data = {
		keyId,
		remoteJid,
		fromMe,
		...(hasParticipant(message) ? { participant: senderId } : {}),
		status: ackName(message.ack),
		instanceId: evolution.registration(session).id,
		messageId: databaseId(message),
	};
	return [{ name: 'MESSAGES_UPDATE', event: 'messages.update', data }];
}

const ackName = (ack: Ack): string => STATUS_NAMES[ack];
