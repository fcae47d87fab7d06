import { formatChatId, isGroupId, portableId, type ChatId } from '../../portable/ids';
import { at, booleanAt, textAt, type Json } from '../../portable/json';
import { Refusal } from '../../portable/refusal';

/**
 * A chat in the form in which Evolution API stores it.
 * @throws Refusal for a bot: the server reduces its id to digits, which are somebody else's phone number
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

/**
 * A chat as sends and look-ups of people expect it: for a person only the digits, which the server completes itself.
 */
export const numberOf = (chat: ChatId): string =>
	chat.kind === 'person' ? chat.user : evolutionJid(chat);

/** WhatsApp's key of a message; the server requires most of it for every action on a message. */
export interface MessageKey {
	readonly id: string;
	/** In the server's own form. */
	readonly remoteJid: string;
	readonly fromMe: boolean;
	/** Who wrote it, in a group. */
	readonly participant?: string;
}

/** The key in an answer or event; null if it names no message. */
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
 * A message id as the node returns it: `{fromMe}_{chat}_{id}`, followed by `_{participant}` for other people's messages
 * in a group. The server's own ids are bare, so this one must carry what the server needs besides.
 */
export function messageIdOf({ id, remoteJid, fromMe, participant }: MessageKey): string {
	const author = fromMe ? null : portableId(participant ?? null);
	const chat = portableId(remoteJid) ?? remoteJid;
	return [String(fromMe), chat, id, ...(isGroupId(chat) && author !== null ? [author] : [])].join(
		'_',
	);
}

/** The id for the key in an answer or event; null if there is none. */
export const messageIdAt = (raw: Json | undefined, ...path: string[]): string | null => {
	const key = keyIn(at(raw, ...path));
	return key === null ? null : messageIdOf(key);
};

const WHOLE = /^(true|false)_([^_]+@[^_]+)_([^_]+)(?:_([^_]+))?$/;

/** The part of a message id that all its forms share. */
export const bareId = (messageId: string): string => WHOLE.exec(messageId)?.[3] ?? messageId;

/** WhatsApp's own suffix for people; other kinds have the same suffix everywhere. */
const stored = (id: string): string => id.replace(/@c\.us$/, '@s.whatsapp.net');

/**
 * The key in a message id; null for a bare id, which does not tell who wrote the message.
 * @throws Refusal for a message of another chat; a person may have two ids, so only ids of one kind are compared
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
