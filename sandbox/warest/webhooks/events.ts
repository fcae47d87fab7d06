import { type BaileysEvent, baileysEvents } from '../../baileys/events';
import type { BaileysMessage } from '../../baileys/upsert';
import { asObject } from '../../http/json';
import type { Media, Session, WorldEvent } from '../../world';
import type { WarestContext } from '../context';
import { storedJid } from '../ids';
import type { Tagged } from './deliverer';
import { mediaOf } from './media';
import { contextOf, mentionsOf, tagOf, type Text, textOf, withMentions } from './parts';

/** What all events are made from. */
interface Scene {
	session: Session;
	warest: WarestContext;
}

/** Chains of events; those in one chain are delivered one after another. */
export function warestEvents(
	event: WorldEvent,
	session: Session,
	warest: WarestContext,
): Tagged[][] {
	const scene = { session, warest };
	const media = event.type === 'message.added' ? event.message.media : null;
	return baileysEvents(event, session)
		.map((one) => tagged(one, media, scene))
		.filter((chain) => chain.length > 0);
}

function tagged(event: BaileysEvent, media: Media | null, scene: Scene): Tagged[] {
	switch (event.event) {
		case 'messages.upsert':
			return event.data.messages.flatMap((message) =>
				arrived(message, media, event.data.type, scene),
			);
		case 'messages.update':
			return event.data.flatMap((update) => updated(update));
		// Malformed: `key` is not a key here but contains a list of them (v0.3.44).
		case 'messages.delete':
			return [{ event: 'message_revoked', data: { key: event.data } }];
		case 'presence.update':
			return [{ event: 'presence_update', data: { presence: event.data } }];
		case 'groups.update':
			return event.data.map((update) => ({ event: 'group_update', data: { update } }));
		case 'group-participants.update':
			return participants(event.data);
		case 'call':
			return [{ event: 'call', data: { calls: event.data } }];
		default:
			return [];
	}
}

/** Joining and leaving are reported again under their own names. */
function participants({
	id: groupId,
	participants: list,
	action,
}: {
	id: string;
	participants: string[];
	action: string;
}): Tagged[] {
	const data = { groupId, participants: list, action };
	const told = { event: 'group_participants', data };
	if (action === 'add') return [told, { event: 'group_join', data }];
	return action === 'remove' ? [told, { event: 'group_leave', data }] : [told];
}

function isIgnored(chatId: string): boolean {
	return /@(newsletter|broadcast)$/.test(chatId);
}

/** Own messages are not reported, except for pins. */
function arrived(raw: BaileysMessage, media: Media | null, type: string, scene: Scene): Tagged[] {
	const text = textOf(raw.message);
	const tag = tagOf(text.contentType);
	if ((raw.key.fromMe && tag !== 'pin') || isIgnored(raw.key.remoteJid)) return [];
	const sender = senderOf(raw);
	if (text.contentType === 'reactionMessage') {
		const reaction = raw.message.reactionMessage;
		return [{ event: 'message_reaction', data: { key: raw.key, reaction, sender } }];
	}
	const received = { tags: tag, ...messageData(raw, text, media, scene), type };
	const told: Tagged = { event: 'message_received', data: received };
	return isRevocation(raw) ? revoked(raw, told, scene) : [told];
}

/**
 * For somebody with a hidden id, `authorJid` is a phone number made of its digits, which nobody has (v0.3.44,
 * observed).
 */
function senderOf({ key }: BaileysMessage): object {
	const { remoteJid, fromMe, participant } = key;
	const isGroup = remoteJid.endsWith('@g.us');
	return { chatId: remoteJid, fromMe, isGroup, authorJid: storedJid(participant ?? remoteJid) };
}

function messageData(
	raw: BaileysMessage,
	text: Text,
	file: Media | null,
	{ session, warest }: Scene,
): object {
	const mentions = mentionsOf(raw.message, session);
	const quotedMessage = contextOf(raw.message).quotedMessage;
	const quoted = quotedMessage === undefined ? undefined : textOf(asObject(quotedMessage));
	// Before the message is serialised, because storing the file changes it.
	const media = mediaOf(raw.message, file, session, warest);
	return {
		message: { ...raw, __warestMentionInfo: mentions },
		text: withMentions(text.text, mentions),
		contentType: text.contentType,
		quoted: quoted?.text ? quoted : undefined,
		sender: senderOf(raw),
		media,
		mentions: mentions.normalized,
	};
}

const REVOKE = 0;

function isRevocation({ message }: BaileysMessage): boolean {
	return asObject(message.protocolMessage).type === REVOKE;
}

function revoked(raw: BaileysMessage, asReceived: Tagged, { warest }: Scene): Tagged[] {
	const { warestRevokes: revokes } = warest.settings.webhooks;
	const { key } = asObject(raw.message.protocolMessage);
	const update = { key: raw.key, update: { message: raw.message } };
	const asRevoked: Tagged = { event: 'message_revoked', data: { key, update } };
	if (revokes === 'both') return [asReceived, asRevoked];
	return [revokes === 'message_revoked' ? asRevoked : asReceived];
}

/** Only edits are reported, even own ones (server source); acknowledgements are not. */
function updated(update: { key: object; update: Record<string, unknown> }): Tagged[] {
	const editedMessage = asObject(update.update.message).editedMessage;
	if (editedMessage === undefined) return [];
	const data = { key: update.key, editedMessage, update, mentions: [] };
	return [{ event: 'message_edited', data }];
}
