import { formatChatId } from '../../../portable/ids';
import { textAt, type Json } from '../../../portable/json';
import { GatewayProblem, isForeseen, isLost, toError } from '../../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../../transport/request';
import { path } from '../../shared/path';
import { isStoreOff, lacksRoute, wahaSentence } from '../answers';
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
	m.options.verifyAfterTimeout === true ? verified(m, request, once) : request;

function* once(request: GatewayRequest): Plan<GatewayAnswer> {
	return yield request;
}

/** @param send sends the request that has the ID by now */
export function* verified(
	to: ToChat,
	request: GatewayRequest,
	send: (request: GatewayRequest) => Plan<GatewayAnswer>,
): Plan<Json> {
	const id = yield* newMessageId(to);
	const said = yield* answerOrLost(send({ ...request, body: { ...request.body, id } }));
	if (!(said instanceof GatewayProblem)) return said.body;
	const looked = yield* lookFor(to, id);
	if (looked.found !== null) return looked.found;
	const { status, fate, hint = '' } = said;
	throw new GatewayProblem(`${said.message.replace(/\)$/, '')}, message ID ${id})`, {
		status,
		fate,
		hint: looked.storeIsOff ? `${STORE_IS_OFF} ${hint}` : hint,
	});
}

const STORE_IS_OFF =
	'It could not be looked for, because the store of this session is off (config.noweb.store.enabled).';

function* answerOrLost(send: Plan<GatewayAnswer>): Plan<GatewayAnswer | GatewayProblem> {
	try {
		return yield* send;
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

interface Looked {
	/** The message if WAHA has it by now. */
	readonly found: Json;
	/** NOWEB keeps messages only where its store is on. */
	readonly storeIsOff: boolean;
}

/** Both engines take the bare ID, which in groups is known without the sender. */
function* lookFor(m: ToChat, id: string): Plan<Looked> {
	const place = path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${id}`;
	try {
		for (const delayMs of LOOKS_AFTER_MS) {
			const answer = yield {
				...get(place, { downloadMedia: false }),
				delayMs,
				tolerate: () => true,
			};
			const { status, body } = answer;
			if (isStoreOff(answer)) return { found: null, storeIsOff: true };
			if (status < 300 && textAt(body, 'id')?.includes(id) === true)
				return { found: body, storeIsOff: false };
		}
	} catch (error) {
		// What keeps it from looking leaves the message as open as before.
		if (!isForeseen(error)) throw toError(error);
	}
	return { found: null, storeIsOff: false };
}
