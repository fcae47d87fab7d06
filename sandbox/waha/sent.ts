import { baileysContent } from '../baileys/content';
import { baileysKey } from '../baileys/key';
import { asProtoJson } from '../baileys/print';
import type { Message } from '../world';

/** Baileys' answer to a send, which NOWEB passes on unchanged. */
export function sentMessage(message: Message): object {
	return {
		key: baileysKey(message),
		message: asProtoJson(baileysContent(message)),
		messageTimestamp: String(message.timestamp),
		status: 'PENDING',
	};
}

/** Baileys' answer to a message that only acts on another one: a reaction, an edit, a revocation. */
export function sentAction(chatId: string, id: string, timestamp: number, content: object): object {
	return {
		key: { remoteJid: chatId, fromMe: true, id },
		message: content,
		messageTimestamp: String(timestamp),
		status: 'PENDING',
	};
}
