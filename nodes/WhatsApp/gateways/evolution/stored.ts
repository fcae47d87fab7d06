import { at, defined, listAt, type Json, type JsonObject } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { evolutionJid, keyIn, keyOf, type MessageKey } from './ids';
import { ask, inChat, type ToChat } from './requests';

/*
 * Reads the server's database. A chat is stored under the id from which a message came, so a person may be there only
 * by hidden id (2.3.7, observed).
 */

/** @param page counts from 1 */
export const messagesWhere = (
	session: string,
	where: JsonObject,
	page: number,
	size: number,
): GatewayRequest =>
	// `offset` is the size of a page (2.3.7, observed).
	ask('chat/findMessages', session, { where: defined(where), page, offset: size });

/** Newest first. */
export const recordsIn = ({ body }: GatewayAnswer): readonly Json[] =>
	listAt(body, 'messages', 'records');

export const messageById = (session: string, id: string): GatewayRequest =>
	messagesWhere(session, { key: { id } }, 1, 1);

/** The newest messages of a chat, read in the place of the change in the chat's order. */
export const newestOf = (m: ToChat, size: number, where: JsonObject = {}): GatewayRequest =>
	inChat(
		m,
		messagesWhere(m.session, { key: { remoteJid: evolutionJid(m.chatId) }, ...where }, 1, size),
	);

const unknownMessage = (): GatewayProblem =>
	new GatewayProblem('Evolution API does not have this message', {
		status: 404,
		hint: 'Check Chat and Message ID. It knows only what came while it stored messages (DATABASE_SAVE_DATA_NEW_MESSAGE).',
		fate: 'notDone',
	});

/** @throws GatewayProblem if no stored message has this id */
export function* storedMessage(m: ToChat, id: string): Plan<Json> {
	const [found] = recordsIn(yield inChat(m, messageById(m.session, id)));
	if (found === undefined) throw unknownMessage();
	return found;
}

interface OnMessage extends ToChat {
	readonly messageId: string;
}

/** The whole key of a message: from its id, or from the database if the id is bare. */
export function* wholeKey(m: OnMessage): Plan<MessageKey> {
	const told = keyOf(m.messageId, m.chatId);
	if (told !== null) return told;
	const key = keyIn(at(yield* storedMessage(m, m.messageId), 'key'));
	if (key === null) throw unknownMessage();
	return key;
}

export const asJson = (key: MessageKey): JsonObject => ({ ...key });
