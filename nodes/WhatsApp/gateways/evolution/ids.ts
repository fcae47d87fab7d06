import { formatChatId, isGroupId, portableId, type ChatId } from '../../portable/ids';
import { at, booleanAt, textAt, type Json } from '../../portable/json';
import { Refusal } from '../../portable/refusal';

/**
 * A chat in the form in which Evolution API stores it.
 * @throws Refusal for a bot: the server cuts its id down to digits, and those are a phone number of somebody else
 */
export function evolutionJid(chat: ChatId): string {
	switch (chat.kind) {
		case 'person':
			return `${chat.user}@s.whatsapp.net`;
		case 'bot':
			throw new Refusal(
				'Evolution API cannot reach a bot by its ID (@bot): the message would go to a wrong number',
				'Use a phone number.',
			);
		default:
			return formatChatId(chat);
	}
}

/** A chat as sends and questions about people take it: of a person the digits, which the server completes by itself. */
export const numberOf = (chat: ChatId): string =>
	chat.kind === 'person' ? chat.user : evolutionJid(chat);

/** WhatsApp's key of one message; the server wants most of it for whatever is done to a message. */
export interface MessageKey {
	readonly id: string;
	/** In the server's own form. */
	readonly remoteJid: string;
	readonly fromMe: boolean;
	/** Who wrote it, in a group. */
	readonly participant?: string;
}

/** The key that an answer or an event carries; null where it names no message. */
export function keyIn(key: Json | undefined): MessageKey | null {
	const [id, remoteJid] = [textAt(key, 'id'), textAt(key, 'remoteJid')];
	if (id === null || remoteJid === null) return null;
	const participant = textAt(key, 'participant');
	return {
		id,
		remoteJid,
		fromMe: booleanAt(key, 'fromMe') === true,
		...(participant === null ? {} : { participant }),
	};
}

/**
 * A message id as it leaves the node: `{fromMe}_{chat}_{id}`, and `_{participant}` behind that for what somebody else wrote
 * in a group. The server's own ids are bare, and what it wants beside them must come from somewhere.
 */
export function messageIdOf({ id, remoteJid, fromMe, participant }: MessageKey): string {
	const author = fromMe ? null : portableId(participant ?? null);
	const chat = portableId(remoteJid) ?? remoteJid;
	return [String(fromMe), chat, id, ...(isGroupId(chat) && author !== null ? [author] : [])].join(
		'_',
	);
}

/** The id in the answer or event that has a key; null where there is none. */
export const messageIdAt = (raw: Json | undefined, ...path: string[]): string | null => {
	const key = keyIn(at(raw, ...path));
	return key === null ? null : messageIdOf(key);
};

const WHOLE = /^(true|false)_([^_]+@[^_]+)_([^_]+)(?:_([^_]+))?$/;

/** The part of a message id that all its forms share. */
export const bareId = (messageId: string): string => WHOLE.exec(messageId)?.[3] ?? messageId;

/** WhatsApp's own suffix for people; the other kinds are the same everywhere. */
const stored = (id: string): string => id.replace(/@c\.us$/, '@s.whatsapp.net');

/**
 * The key that a message id carries; null for a bare one, which does not tell who wrote it.
 * @throws Refusal where it is a message of another chat; a person may have two ids, so only ids of one kind are compared
 */
export function keyOf(messageId: string, chat: ChatId): MessageKey | null {
	const [, fromMe, written = '', id, participant] = WHOLE.exec(messageId) ?? [];
	if (id === undefined) return null;
	const given = formatChatId(chat);
	const found = portableId(written);
	const isSameKind = found?.replace(/^.*@/, '') === given.replace(/^.*@/, '');
	if (found !== null && isSameKind && found !== given)
		throw new Refusal(
			`The message is in the chat ${found}, not in ${given}`,
			'Take Chat and Message ID from the same message.',
		);
	return {
		id,
		remoteJid: stored(written),
		fromMe: fromMe === 'true',
		...(participant === undefined ? {} : { participant: stored(participant) }),
	};
}
