import type { Message, Session } from '../world';
import { baileysContent } from './content';
import { type BaileysKey, baileysKey } from './key';

/** A message as Baileys passes it to its listeners when it arrives. */
export interface BaileysMessage {
	key: BaileysKey;
	/** Seconds since 1970. */
	messageTimestamp: number;
	pushName: string;
	broadcast: boolean;
	message: Record<string, unknown>;
	participant?: string;
	[more: string]: unknown;
}

export function baileysMessage(message: Message, session: Session): BaileysMessage {
	const key = baileysKey(message, session);
	return {
		key,
		messageTimestamp: message.timestamp,
		pushName: message.senderName,
		broadcast: message.chatId.endsWith('@broadcast'),
		message: { ...baileysContent(message) },
		...(key.participant === undefined ? {} : { participant: key.participant }),
	};
}
