import type { Mentions } from '../../../operations/fields';
import { formatChatId, type ChatId } from '../../../portable/ids';
import { defined, type JsonObject } from '../../../portable/json';
import type { GatewayRequest } from '../../../transport/request';
import { inChat, post } from '../requests';

export interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

/** A send: sent once, in order within its chat, without unset fields. */
export const sending = (m: ToChat, path: string, body: JsonObject): GatewayRequest =>
	inChat(m, post(path, { session: m.session, chatId: formatChatId(m.chatId), ...defined(body) }));

/** No API document has mentions, but every engine reads them (source); `all` is everybody. */
export const mentionIds = (mentions: Mentions | undefined): string[] | undefined =>
	mentions === 'all' ? ['all'] : mentions?.map(formatChatId);

/** Options of a send that WAHA lacks. */
export const LACKS_OF_SENDS = {
	forwarded: 'Use Message > Forward to pass on a message that exists.',
	presence: 'Use Presence > Start Typing before the message.',
};
export const COMPRESSION = 'WAHA sends files as they are.';
