import { hasSeveralWriters, isLidId, type Message, type Session } from '../world';

export interface BaileysKey {
	remoteJid: string;
	fromMe: boolean;
	id: string;
	participant?: string;
	/** The sender's other address, if WhatsApp gave both. */
	senderPn?: string;
	senderLid?: string;
	participantPn?: string;
	participantLid?: string;
}

/** Baileys' key has a participant for other people's messages in chats with several writers. */
export function hasParticipant(message: Message): boolean {
	return hasSeveralWriters(message.chatId) && !message.fromMe;
}

/** The key of a message; with the session also the sender's other address, if the account knows it. */
export function baileysKey(message: Message, session?: Session): BaileysKey {
	const key = { remoteJid: message.chatId, fromMe: message.fromMe, id: message.id };
	const inGroup = hasParticipant(message);
	return {
		...key,
		...(inGroup ? { participant: message.senderId } : {}),
		...(session && !message.fromMe ? otherAddress(message.senderId, inGroup, session) : {}),
	};
}

/** The phone address behind a hidden id, or the hidden id of a phone address (Baileys since 6.7.18). */
function otherAddress(id: string, inGroup: boolean, session: Session): Partial<BaileysKey> {
	const contact = session.contacts.find(id);
	if (isLidId(id)) {
		const phoneId = contact?.phoneId;
		if (!phoneId) return {};
		return inGroup ? { participantPn: phoneId } : { senderPn: phoneId };
	}
	if (!contact?.lid) return {};
	return inGroup ? { participantLid: contact.lid } : { senderLid: contact.lid };
}
