import { formatChatId, type ChatId } from '../../portable/ids';
import { textAt, type Json } from '../../portable/json';
import type { SentContent, ForwardSent, Sent } from '../../portable/sent';
import { isoFromSeconds } from '../../portable/shapes';
import { timeAt } from '../../portable/time';
import { ackOf, readMessage, secondsOf } from './messageShapes';

interface To {
	readonly session: string;
	readonly chatId: ChatId;
}

/**
 * The answer to a send. Servers return WAHA's own message, WEBJS's object id, or Baileys' raw message (NOWEB 2024),
 * which has only the bare id.
 */
export function sentMessage<C extends SentContent>(raw: Json, to: To, content: C): Sent<C> {
	const chatId = formatChatId(to.chatId);
	const bare = textAt(raw, 'key', 'id');
	return {
		messageId:
			textAt(raw, 'id', '_serialized') ??
			textAt(raw, 'id') ??
			(bare === null ? null : `true_${chatId}_${bare}`),
		chatId,
		session: to.session,
		timestamp:
			timeAt(raw, 'timestamp') ?? timeAt(raw, 'messageTimestamp') ?? isoFromSeconds(secondsOf(raw)),
		ack: ackOf(raw) ?? 'pending',
		isGroup: to.chatId.kind === 'group',
		...content,
	};
}

/** The answer to a forward: a whole message. */
export function forwardedMessage(raw: Json, to: To): Sent<ForwardSent> {
	const { type, text, media } = readMessage(raw, {
		session: to.session,
		chatId: formatChatId(to.chatId),
	});
	return sentMessage(raw, to, { type, text, media });
}
