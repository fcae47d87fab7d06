import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { at, isObject, textAt, type Json } from '../../portable/json';
import type { SentContent, Sent } from '../../portable/sent';
import { timeAt } from '../../portable/time';
import { ackIn } from '../../engines/ack';
import { messageIdAt } from './ids';

interface To {
	readonly session: string;
	readonly chatId: ChatId;
}

/**
 * The answer to a send. Its key names the chat as WhatsApp has it, which differs where a country dropped a digit of its
 * numbers (Brazil, Mexico, Argentina).
 */
export const sentMessage = <C extends SentContent>(raw: Json, to: To, content: C): Sent<C> => ({
	messageId: messageIdAt(raw, 'key'),
	chatId: portableId(textAt(raw, 'key', 'remoteJid')) ?? formatChatId(to.chatId),
	session: to.session,
	timestamp: timeAt(raw, 'messageTimestamp'),
	ack: ackIn(at(raw, 'status')) ?? 'pending',
	isGroup: to.chatId.kind === 'group',
	...content,
});

/**
 * A server that keeps files in S3 answers with success but without a body if it could not store one (2.3.7, observed).
 */
export const emptyAnswerHint = (raw: Json): string | null =>
	isObject(raw)
		? null
		: 'Evolution API sent it and did not say under which ID. It could not keep the file in its own store (S3).';
