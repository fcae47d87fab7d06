import type { ChatOverview } from '../../operations/chat';
import { formatChatId, type ChatId } from '../../portable/ids';
import { defined, objectAt, textAt, type Json } from '../../portable/json';
import { chatIdOf, readChat } from './shapes';

/** One entry of the overview. What only the engine's own chat knows, such as the unread count, stands under `_chat`. */
export const readOverview = (raw: Json, session: string): ChatOverview => ({
	...readChat({ ...objectAt(raw, '_chat'), ...defined(objectAt(raw)) }, session),
	pictureUrl: textAt(raw, 'picture'),
});

/**
 * The entries of the chats that were asked for. Servers before 2026 ignore the ids and list every chat; later ones
 * may answer a hidden id with the phone number behind it, which is a match too.
 */
export function selected(
	entries: readonly Json[],
	chatIds: readonly ChatId[] | undefined,
): readonly Json[] {
	if (chatIds === undefined || entries.length <= chatIds.length) return entries;
	const wanted = new Set(chatIds.map(formatChatId));
	return entries.filter((entry) => wanted.has(chatIdOf(entry) ?? ''));
}
