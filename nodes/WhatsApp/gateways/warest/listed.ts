import { phoneOf, portableId, type ChatId } from '../../portable/ids';
import { mayExist } from '../../portable/numbering';
import { warestJid } from './requests';

/**
 * An id out of what WARest keeps. It keeps a hidden id as a phone number made of its digits (0.3.44, observed): where nobody
 * can have such a number, it is told as the hidden id that it is, so that nothing is sent to it.
 */
export function listedId(raw: string | null): string | null {
	const id = portableId(raw);
	const phone = phoneOf(id);
	return phone === null || mayExist(phone) ? id : `${phone}@lid`;
}

/** A chat as WARest keeps it, for what is only read. */
export const keptJid = (chat: ChatId): string =>
	warestJid(chat.kind === 'lid' ? { ...chat, kind: 'person' } : chat);
