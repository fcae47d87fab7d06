import { createHash } from 'node:crypto';
import { baileysContent } from '../baileys/content';
import { hasParticipant } from '../baileys/key';
import { isObject, type JsonObject } from '../http/json';
import { type Ack, isLidId, type Message, type MessageAction, type Session } from '../world';
import type { EvolutionContext } from './context';

/** Baileys' own names of acknowledgements. */
export const STATUS_NAMES: Record<Ack, string> = {
	error: 'ERROR',
	pending: 'PENDING',
	sent: 'SERVER_ACK',
	delivered: 'DELIVERY_ACK',
	read: 'READ',
	played: 'PLAYED',
};

/** The server's name for itself as the sender of messages. */
const OWN_PUSH_NAME = 'Você';

/** A message's id in the server's database, which differs from WhatsApp's. */
export function databaseId(message: Pick<Message, 'id'>): string {
	return `c${createHash('sha1').update(message.id).digest('hex').slice(0, 24)}`;
}

/**
 * The key of a message, with a bare id. For a hidden person Baileys gives the hidden id first and the phone address
 * beside it, and so it is stored. Webhooks differ, depending on the release (2.3.7 observed, 2.4 source).
 */
export function keyOf(
	message: Message,
	session: Session,
	{ version }: EvolutionContext,
	form: 'stored' | 'told',
): JsonObject {
	const { chatId: remoteJid, fromMe, id, senderId } = message;
	const participant = hasParticipant(message) ? senderId : undefined;
	const basic = { remoteJid, fromMe, id, ...(participant ? { participant } : {}) };
	if (!version.tellsHidden) return basic;
	const participantAlt = participant && otherAddress(participant, session);
	const remoteJidAlt = participant ? undefined : otherAddress(remoteJid, session);
	const isHidden = isLidId(participant ?? remoteJid);
	const key = {
		...basic,
		...(remoteJidAlt ? { remoteJidAlt } : {}),
		...(participantAlt ? { participantAlt } : {}),
		addressingMode: isHidden ? 'lid' : 'pn',
	};
	if (form === 'stored' || !remoteJidAlt || !isLidId(remoteJid)) return key;
	// The hidden id is lost; 2.4 swaps the two instead.
	if (version.hidden === 'overwritten') return { ...key, remoteJid: remoteJidAlt };
	return { ...key, remoteJid: remoteJidAlt, remoteJidAlt: remoteJid, addressingMode: 'pn' };
}

/** The phone address for a hidden id, or the hidden id for a phone address, if the account knows it. */
function otherAddress(id: string, session: Session): string | undefined {
	const contact = session.contacts.find(id);
	return (isLidId(id) ? contact?.phoneId : contact?.lid) ?? undefined;
}

/**
 * A message's content as the server writes it to JSON: bytes are objects of numbers (2.3.7, observed for polls), and
 * 64-bit numbers their two halves. The latter follows from how the library writes lengths of files, but was not
 * observed.
 */
function asJson(value: unknown, name = ''): unknown {
	if (Buffer.isBuffer(value)) return { ...Uint8Array.from(value) };
	if (name === 'fileLength' && typeof value === 'number')
		return { low: value, high: 0, unsigned: true };
	if (Array.isArray(value)) return value.map((entry) => asJson(entry));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([field, inner]) => [field, asJson(inner, field)]),
	);
}

interface Content {
	messageType: string;
	message: JsonObject;
	contextInfo: unknown;
}

/** A message's content. Texts with a context are flattened, and their quote is beside them. */
export function contentOf(message: Message, evolution: EvolutionContext): Content {
	const written = { ...baileysContent({ ...message, edited: false }) };
	const [messageType = 'conversation'] = Object.keys(written);
	const content = asJson(shownByVersion(written, message, evolution));
	const fields = isObject(content) ? content : {};
	const inner = fields[messageType];
	const contextInfo = isObject(inner) ? inner.contextInfo : undefined;
	if (messageType === 'extendedTextMessage')
		return {
			messageType: 'conversation',
			message: { conversation: isObject(inner) ? inner.text : '' },
			contextInfo,
		};
	const [shownType = messageType] = Object.keys(fields);
	return { messageType: shownType, message: fields, contextInfo };
}

function shownByVersion(
	written: JsonObject,
	message: Message,
	{ version }: EvolutionContext,
): JsonObject {
	const { content } = message;
	if (content?.type === 'poll') {
		const messageSecret = createHash('sha256').update(message.id).digest();
		return { ...written, messageContextInfo: { messageSecret } };
	}
	if (content?.type === 'action' && content.action === 'vote') return voteOf(content, message);
	// Buttons that show everywhere (2.4, changelog); before, they were hidden in a view-once message.
	const { viewOnceMessage } = written;
	if (version.isAtLeast('2.4') && isObject(viewOnceMessage) && isObject(viewOnceMessage.message))
		return viewOnceMessage.message;
	return written;
}

/** A vote is decrypted if the server has the poll: the choice consists of names instead of hashes (server source). */
function voteOf({ target, options }: MessageAction, message: Message): JsonObject {
	const { chatId: remoteJid, fromMe, id } = target;
	return {
		pollUpdateMessage: {
			pollCreationMessageKey: { remoteJid, fromMe, id },
			vote: { selectedOptions: options },
			senderTimestampMs: message.timestamp * 1000,
		},
	};
}

/** Who chose what in a stored poll. */
function pollUpdates({ content }: Message): object[] | undefined {
	if (content?.type !== 'action' || content.action !== 'vote') return undefined;
	const poll = content.target.content;
	if (poll?.type !== 'poll') return undefined;
	return poll.poll.options.map((name) => ({
		name,
		voters: content.target.votes
			.filter(({ options }) => options.includes(name))
			.map(({ voterId }) => voterId),
	}));
}

/** A message as sends return it and webhooks contain it. `PENDING` is one that was just sent through the server. */
export function evolutionMessage(
	message: Message,
	session: Session,
	evolution: EvolutionContext,
	status = STATUS_NAMES[message.ack],
): JsonObject {
	const { messageType, message: content, contextInfo } = contentOf(message, evolution);
	const updates = pollUpdates(message);
	return {
		key: keyOf(message, session, evolution, 'told'),
		pushName: message.fromMe ? OWN_PUSH_NAME : message.senderName,
		status,
		message: content,
		...(contextInfo === undefined ? {} : { contextInfo }),
		messageType,
		messageTimestamp: message.timestamp,
		instanceId: evolution.registration(session).id,
		source: message.fromMe && evolution.isOwn(message) ? 'unknown' : 'android',
		...(updates ? { pollUpdates: updates } : {}),
	};
}

/** A message as stored in the database, with the addresses under which it came. */
export function storedMessage(
	message: Message,
	session: Session,
	evolution: EvolutionContext,
): JsonObject {
	const { status: _status, ...told } = evolutionMessage(message, session, evolution);
	const status = message.revoked ? 'DELETED' : STATUS_NAMES[message.ack];
	return {
		id: databaseId(message),
		...told,
		key: keyOf(message, session, evolution, 'stored'),
		sessionId: null,
		MessageUpdate: [{ status }],
	};
}
