import { portableId } from '../../../../portable/ids';
import { booleanAt, textAt, type Json } from '../../../../portable/json';

/** The bare id inside WAHA's `{fromMe}_{chat}_{id}` or `{fromMe}_{group}_{id}_{participant}`. */
export const bareId = (messageId: string): string =>
	/^(?:true|false)_[^_]*_([^_]+)/.exec(messageId)?.[1] ?? messageId;

/**
 * The whole id of the message that another one edits or revokes. WAHA gives only the bare id, but workflows know the
 * message by its whole id, so that is built like the id of the editing or revoking message.
 * @param key the original's key in the engine's own form, which shows when an admin deletes somebody else's message
 * @param me the account's own ids
 */
export function originalId(
	actionId: string | null,
	originalBareId: string | null,
	key: Json,
	me: readonly string[] = [],
): string | null {
	if (originalBareId === null || bareId(originalBareId) !== originalBareId)
		return originalBareId ?? actionId;
	const [fromMe = '', chat = '', , actor] = actionId?.split('_') ?? [];
	if (!/^(true|false)$/.test(fromMe) || chat === '') return originalBareId;
	if (actor === undefined) return `${fromMe}_${chat}_${originalBareId}`;
	const author = portableId(textAt(key, 'participant')) ?? actor;
	const isOwn = author === actor ? fromMe === 'true' : me.includes(author);
	return `${isOwn}_${chat}_${originalBareId}_${author}`;
}

/** WPP reports a revocation with two bare keys where other engines give whole messages (2026, read in its source). */
export function asMessage(raw: Json): Json {
	const chat = portableId(textAt(raw, 'remoteJid'));
	const id = textAt(raw, 'id');
	if (chat === null || id === null) return raw;
	const fromMe = booleanAt(raw, 'fromMe') === true;
	const participant = portableId(textAt(raw, 'participant'));
	return {
		id: [fromMe, chat, id, ...(participant === null ? [] : [participant])].join('_'),
		from: chat,
		fromMe,
		participant,
	};
}
