import { hasParticipant } from '../baileys/key';
import { isGroupId, isLidId, PERSON_SUFFIX, type Message, userPart } from '../world';
import { readingUndefined } from './errors';

/** A world id in WAHA's form: people are `@c.us`, other ids stay. */
export function toChatId(id: string): string {
	return id.endsWith(PERSON_SUFFIX) ? `${userPart(id)}@c.us` : id;
}

/**
 * A world id from WAHA's form. An id without `@` is a person; the rest of the text is used as it is, so a `+` or a
 * space makes an address that nobody has. NOWEB of 2024 also turned hidden ids into phone numbers (server source).
 */
export function fromChatId(chatId: unknown, is2024: boolean): string {
	if (typeof chatId !== 'string') throw readingUndefined('includes');
	if (isGroupId(chatId) || chatId.endsWith('@newsletter') || chatId.endsWith('@broadcast'))
		return chatId;
	if (isLidId(chatId) && !is2024) return chatId;
	const [user = ''] = chatId.split('@');
	return `${user}${PERSON_SUFFIX}`;
}

/** `{fromMe}_{chatId}_{ID}`, in groups followed by the participant (not on 2024.10). */
export function messageId(message: Message, is2024: boolean): string {
	const parts = [String(message.fromMe), toChatId(message.chatId), message.id];
	if (hasParticipant(message) && !is2024) parts.push(toChatId(message.senderId));
	return parts.join('_');
}

/** The bare id in a full one. `soft` also accepts a bare id; anything else is an engine error, so a 500. */
export function bareMessageId(id: unknown, soft: boolean): string {
	if (typeof id !== 'string') throw readingUndefined('includes');
	if (soft && !id.includes('_')) return id;
	const parts = id.split('_');
	const bare = parts[2];
	if (bare === undefined || parts.length > 4) {
		throw new Error(
			'Message id be in format false_11111111111@c.us_AAAAAAAAAAAAAAAAAAAA[_participant]',
		);
	}
	return bare;
}
