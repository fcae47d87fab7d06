import type { Mentions, PresenceBefore } from '../../../operations/fields';
import { isGroupId, formatChatId } from '../../../portable/ids';
import { at, textAt, type Json, type JsonObject } from '../../../portable/json';
import { GatewayProblem } from '../../../portable/problem';
import { Refusal } from '../../../portable/refusal';
import { courtesy, type GatewayRequest, type Plan } from '../../../transport/request';
import { verified } from '../../shared/verified';
import { lacksRoute } from '../answers';
import { bareId, numberOf } from '../ids';
import { MESSAGE_IDS } from '../needs';
import { showing, type Shown } from '../presence';
import { get, inChat, post, type ToChat } from '../requests';
import { messageById, recordsIn } from '../stored';

/** How long the chat shows typing or recording, in milliseconds: the server answers after that time. */
const SHOWN_FIRST_MS = 1_500;

export interface SendOptions {
	readonly mentions?: Mentions;
	readonly presence?: PresenceBefore;
	readonly quotedMessageId?: string;
	readonly verifyAfterTimeout?: boolean;
}

interface Sending extends ToChat {
	readonly options: SendOptions;
}

/**
 * The mentions of a message. In chats that are not groups the server silently drops them.
 * @throws Refusal there
 */
function mentioned(m: Sending): JsonObject {
	const { mentions } = m.options;
	if (mentions === undefined) return {};
	if (!isGroupId(formatChatId(m.chatId)))
		throw new Refusal(
			'Evolution API mentions people in groups only',
			'Leave Mentions out, or send to a group.',
		);
	return mentions === 'all' ? { mentionsEveryOne: true } : { mentioned: mentions.map(numberOf) };
}

/** Options of every send except that of a contact. */
export const optionsOf = (m: Sending): JsonObject => ({
	...mentioned(m),
	...(m.options.quotedMessageId === undefined
		? {}
		: { quoted: { key: { id: bareId(m.options.quotedMessageId) } } }),
});

/** A send: sent once, in order within its chat, without unset fields. */
export const sending = (m: ToChat, route: string, body: JsonObject): GatewayRequest =>
	inChat(m, post(`message/${route}`, m.session, { number: numberOf(m.chatId), ...body }));

/** What to show first; "auto" is recording for a voice message, otherwise typing. */
const shownFirst = (presence: PresenceBefore, isVoice: boolean): Shown =>
	presence === 'auto' ? (isVoice ? 'recording' : 'composing') : presence;

/**
 * The requests around a send. A message to be quoted must be known to the server, because otherwise it silently sends
 * without the quote (2.3.7, observed). Then the chat shows typing or recording, which is only a courtesy.
 */
export const sent = (
	m: Sending,
	request: GatewayRequest,
	isVoice = false,
): GatewayRequest | Plan<Json> => {
	const { presence, quotedMessageId, verifyAfterTimeout } = m.options;
	return presence === undefined && quotedMessageId === undefined && verifyAfterTimeout !== true
		? request
		: inSteps(m, request, isVoice);
};

function* inSteps(m: Sending, request: GatewayRequest, isVoice: boolean): Plan<Json> {
	const { presence, quotedMessageId, verifyAfterTimeout } = m.options;
	if (quotedMessageId !== undefined) yield* refuseUnknown(m, bareId(quotedMessageId));
	if (presence !== undefined)
		yield courtesy(showing(m, shownFirst(presence, isVoice), SHOWN_FIRST_MS));
	if (verifyAfterTimeout !== true) return (yield request).body;
	return yield* verified({
		newId: newMessageId(m),
		*send(messageId) {
			return yield { ...request, body: { ...request.body, messageId } };
		},
		look: (id) => messageById(m.session, id),
		found: (answer, id) =>
			recordsIn(answer).find((record) => textAt(record, 'key', 'id') === id) ?? null,
	});
}

function* refuseUnknown(m: Sending, id: string): Plan<void> {
	const answer = yield inChat(m, messageById(m.session, id));
	if (recordsIn(answer).length > 0 || at(answer.body, 'messages') === undefined) return;
	throw new GatewayProblem('Evolution API does not have the message that is to be answered', {
		status: 404,
		hint: 'It would send this without the quote. Check Reply To, or leave it out; it knows only what came while it stored messages (DATABASE_SAVE_DATA_NEW_MESSAGE).',
		fate: 'notDone',
	});
}

/** The needs of the option, for every handler that has it. */
export const VERIFY_NEEDS = { verifyAfterTimeout: MESSAGE_IDS };

/**
 * Has the message's place in the order of its chat. A server that provides no IDs accepts none either, without saying
 * so.
 */
function* newMessageId(m: ToChat): Plan<string> {
	const answer = yield {
		...inChat(m, get('baileys/generateMessageID', m.session)),
		tolerate: lacksRoute,
	};
	const id = textAt(answer.body, 'id');
	if (id !== null && !lacksRoute(answer)) return id;
	throw new GatewayProblem('This Evolution API gives no IDs for messages before they are sent', {
		status: answer.status,
		hint: 'Switch Verify After Timeout off, or use such a server.',
		unsupported: MESSAGE_IDS,
		fate: 'notDone',
	});
}

/** Options of a send that the server lacks. */
export const LACKS_OF_SENDS = {
	forwarded: 'Evolution API cannot mark a message as forwarded.',
};
export const NO_VERIFYING =
	'Evolution API takes no ID for such a message. After a lost answer look with Message > Get Many.';
