import { phoneOf, portableId, type ChatId } from '../../portable/ids';
import { mayExist } from '../../portable/numbering';
import { warestJid } from './requests';

/**
 * An id from WARest's stored data. WARest stores a hidden id as a phone number made of its digits (0.3.44, observed). A
 * number that nobody can have is returned as the hidden id it is, so that nothing is sent to it.
 */
export function listedId(raw: string | null): string | null {
	const id = portableId(raw);
	const phone = phoneOf(id);
	return phone === null || mayExist(phone) ? id : `${phone}@lid`;
}

/** A chat's id in WARest's stored data, for reads. */
export const keptJid = (chat: ChatId): string =>
	warestJid(chat.kind === 'lid' ? { ...chat, kind: 'person' } : chat);
