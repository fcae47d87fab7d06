import { senderOf } from '../../../../engines/content';
import type { SenderFields } from '../../../../portable/events';
import { isGroupId, isOfMany, lidOf, phoneOf, portableId } from '../../../../portable/ids';
import { booleanAt, textAt, type Json } from '../../../../portable/json';
import { listedId } from '../../listed';

/**
 * WARest makes phone numbers out of the digits of hidden ids, and puts its country code before some of them (0.3.44:
 * the first observed, the second read in its source).
 */
export const isMadeUp = (phone: string, lids: readonly string[]): boolean =>
	lids.some((lid) => {
		const digits = lid.replace('@lid', '');
		return phone === digits || phone === `62${digits.replace(/^0/, '')}`;
	});

/** Ids of one person, without the numbers that are none; the phone number first, because WARest can only send to that. */
export function realIds(raw: ReadonlyArray<string | null>): string[] {
	const ids = raw.map(listedId).filter((id) => id !== null);
	const lids = ids.filter((id) => lidOf(id) !== null);
	const phones = ids.filter((id) => !isMadeUp(phoneOf(id) ?? '', lids) && phoneOf(id) !== null);
	return [...phones, ...lids];
}

/** Where a chat and a person stand in a message. */
export interface Sides {
	readonly chatId: string;
	readonly sender: Omit<SenderFields, 'senderName'>;
}

/** Names of a person's ids in a message's key: Baileys' own, and those that WARest puts beside them. */
const PERSON = [
	'participant',
	'rawParticipant',
	'participantPn',
	'participantAlt',
	'participantLid',
];

/** In a chat of two the other one is named by these as well. */
const OTHER = ['senderPn', 'remoteJidAlt', 'senderLid'];

/**
 * The chat and the sender that a key of Baileys and WARest's `sender` name; null when they name no chat. WARest does
 * not tell the account's own ids, so own messages have no sender.
 */
export function sidesOf(key: Json, sender: Json | undefined): Sides | null {
	const chat = portableId(textAt(key, 'remoteJid') ?? textAt(sender, 'chatId'));
	if (chat === null) return null;
	const fromMe = booleanAt(key, 'fromMe') ?? booleanAt(sender, 'fromMe') ?? false;
	const named = (names: readonly string[]): Array<string | null> =>
		names.map((name) => textAt(key, name));
	const author = textAt(sender, 'authorJid');
	if (isGroupId(chat)) {
		const ids = fromMe ? [] : realIds([...named(PERSON), author]);
		return { chatId: chat, sender: { ...senderOf(ids), fromMe } };
	}
	const others = fromMe ? ['remoteJidAlt'] : [...OTHER, ...PERSON];
	const ids = realIds([chat, ...named(others), fromMe ? null : author]);
	// A chat is named as WARest can reach it, where that is known.
	const isPerson = phoneOf(chat) !== null || lidOf(chat) !== null;
	const chatId = (isPerson ? ids[0] : undefined) ?? chat;
	// A bot, or what WhatsApp comes up with next, writes in a chat of its own.
	const senders = isPerson ? ids : isOfMany(chat) ? [] : [chat];
	return { chatId, sender: { ...senderOf(fromMe ? [] : senders), fromMe } };
}
