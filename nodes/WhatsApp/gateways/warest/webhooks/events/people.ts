import { senderOf } from '../../../../engines/content';
import type { SenderFields } from '../../../../portable/events';
import { isGroupId, isOfMany, lidOf, phoneOf, portableId } from '../../../../portable/ids';
import { booleanAt, textAt, type Json } from '../../../../portable/json';
import { listedId } from '../../listed';

/**
 * WARest makes phone numbers from the digits of hidden ids, and puts its country code before some of them (0.3.44: the
 * first observed, the second read in its source).
 */
export const isMadeUp = (phone: string, lids: readonly string[]): boolean =>
	lids.some((lid) => {
		const digits = lid.replace('@lid', '');
		return phone === digits || phone === `62${digits.replace(/^0/, '')}`;
	});

/** Ids of one person, without made-up numbers; the phone number first, because WARest can send only to that. */
export function realIds(raw: ReadonlyArray<string | null>): string[] {
	const ids = raw.map(listedId).filter((id) => id !== null);
	const lids = ids.filter((id) => lidOf(id) !== null);
	const phones = ids.filter((id) => !isMadeUp(phoneOf(id) ?? '', lids) && phoneOf(id) !== null);
	return [...phones, ...lids];
}

/** The chat and the sender of a message. */
export interface Sides {
	readonly chatId: string;
	readonly sender: Omit<SenderFields, 'senderName'>;
}

/** Names of the fields with a person's ids in a message's key: Baileys' own, and those that WARest adds. */
const PERSON = [
	'participant',
	'rawParticipant',
	'participantPn',
	'participantAlt',
	'participantLid',
];

/** In a chat of two, these fields name the other person as well. */
const OTHER = ['senderPn', 'remoteJidAlt', 'senderLid'];

/**
 * The chat and the sender from a key of Baileys and WARest's `sender`; null if they name no chat. WARest does not
 * report the account's own ids, so own messages have no sender.
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
	// The chat gets the id under which WARest can reach it, if that is known.
	const isPerson = phoneOf(chat) !== null || lidOf(chat) !== null;
	const chatId = (isPerson ? ids[0] : undefined) ?? chat;
	// A bot, or a future kind of account, writes in its own chat.
	const senders = isPerson ? ids : isOfMany(chat) ? [] : [chat];
	return { chatId, sender: { ...senderOf(fromMe ? [] : senders), fromMe } };
}
