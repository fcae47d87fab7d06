import { formatChatId } from '../../../portable/ids';
import { textAt, type Json } from '../../../portable/json';
import { GatewayProblem, isForeseen, isLost, toError } from '../../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../../transport/request';
import { path } from '../../shared/path';
import { lacksRoute, wahaSentence } from '../answers';
import { get, inChat } from '../requests';
import type { ToChat } from './sending';
import { MESSAGE_IDS } from '../needs';

/** The option with it, beside every handler that has it. */
export const VERIFY_NEEDS = { verifyAfterTimeout: MESSAGE_IDS };

/** Waits before each look for a message whose answer was lost, in milliseconds: WAHA may still be sending it. */
const LOOKS_AFTER_MS: readonly number[] = [1_000, 3_000, 6_000];

interface Verifiable extends ToChat {
	readonly options: { readonly verifyAfterTimeout?: boolean };
}

/**
 * A send that is looked for when its answer is lost, if the person wants that: it gets its ID beforehand, which WAHA
 * gives since 2026.4.3 on NOWEB and GOWS. A server without is refused.
 */
export const verifiable = (m: Verifiable, request: GatewayRequest): GatewayRequest | Plan<Json> =>
	m.options.verifyAfterTimeout === true ? verified(m, request) : request;

function* verified(m: Verifiable, request: GatewayRequest): Plan<Json> {
	const id = yield* newMessageId(m);
	const said = yield* answerOrLost({ ...request, body: { ...request.body, id } });
	if (!(said instanceof GatewayProblem)) return said.body;
	const found = yield* lookFor(m, id);
	if (found !== null) return found;
	throw new GatewayProblem(`${said.message.replace(/\)$/, '')}, message ID ${id})`, said);
}

function* answerOrLost(request: GatewayRequest): Plan<GatewayAnswer | GatewayProblem> {
	try {
		return yield request;
	} catch (error) {
		if (isLost(error)) return error;
		throw toError(error);
	}
}

/** It has the place of the message in the order of the chat. */
function* newMessageId(m: ToChat): Plan<string> {
	const answer = yield {
		...inChat(m, get(path`/api/${m.session}/new-message-id`)),
		tolerate: givesNoIds,
	};
	const id = textAt(answer.body, 'id');
	if (id !== null && !givesNoIds(answer)) return id;
	throw new GatewayProblem('This WAHA gives no IDs for messages before they are sent', {
		status: answer.status,
		hint: 'Switch Verify After Timeout off, or use such a server.',
		unsupported: VERIFY_NEEDS.verifyAfterTimeout,
		fate: 'notDone',
	});
}

/** An older server, or an engine that cannot. */
const givesNoIds = (answer: GatewayAnswer): boolean =>
	lacksRoute(answer) ||
	answer.status === 501 ||
	(answer.status === 422 && /not implemented/i.test(wahaSentence(answer.body) ?? ''));

/** The message if WAHA has it by now. Both engines take the bare ID, which in groups is known without the sender. */
function* lookFor(m: ToChat, id: string): Plan<Json> {
	const place = path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${id}`;
	try {
		for (const delayMs of LOOKS_AFTER_MS) {
			const { status, body } = yield {
				...get(place, { downloadMedia: false }),
				delayMs,
				tolerate: () => true,
			};
			if (status < 300 && textAt(body, 'id')?.includes(id) === true) return body;
		}
	} catch (error) {
		// What keeps it from looking leaves the message as open as before.
		if (!isForeseen(error)) throw toError(error);
	}
	return null;
}
