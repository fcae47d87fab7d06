import { formatChatId } from '../../../portable/ids';
import { textAt, type Json } from '../../../portable/json';
import { GatewayProblem } from '../../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../../transport/request';
import { path } from '../../shared/path';
import { verified as verifiedSend } from '../../shared/verified';
import { isStoreOff, lacksRoute, wahaSentence } from '../answers';
import { get, inChat } from '../requests';
import type { ToChat } from './sending';
import { MESSAGE_IDS } from '../needs';

/** The needs of the option, for every handler that has it. */
export const VERIFY_NEEDS = { verifyAfterTimeout: MESSAGE_IDS };

interface Verifiable extends ToChat {
	readonly options: { readonly verifyAfterTimeout?: boolean };
}

/**
 * A send that is searched for if its answer is lost, if the user wants that. It gets its ID in advance, which WAHA
 * provides since 2026.4.3 on NOWEB and GOWS. Any other server is refused.
 */
export const verifiable = (m: Verifiable, request: GatewayRequest): GatewayRequest | Plan<Json> =>
	m.options.verifyAfterTimeout === true ? verifiedById(m, request, once) : request;

function* once(request: GatewayRequest): Plan<GatewayAnswer> {
	return yield request;
}

/**
 * Both engines accept the bare ID in the search, because in groups the sender is not known.
 * @param send sends the request that now has the ID
 */
export const verifiedById = (
	to: ToChat,
	request: GatewayRequest,
	send: (request: GatewayRequest) => Plan<GatewayAnswer>,
): Plan<Json> =>
	verifiedSend({
		newId: newMessageId(to),
		send: (id) => send({ ...request, body: { ...request.body, id } }),
		look: (id) =>
			get(path`/api/${to.session}/chats/${formatChatId(to.chatId)}/messages/${id}`, {
				downloadMedia: false,
			}),
		found: ({ body }, id) => (textAt(body, 'id')?.includes(id) === true ? body : null),
		// NOWEB keeps messages only if its store is on.
		obstacle: (answer) => (isStoreOff(answer) ? STORE_IS_OFF : null),
	});

const STORE_IS_OFF =
	'It could not be looked for, because the store of this session is off (config.noweb.store.enabled).';

/** Has the message's place in the order of the chat. */
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

/** An older server, or an engine without the feature. */
const givesNoIds = (answer: GatewayAnswer): boolean =>
	lacksRoute(answer) ||
	answer.status === 501 ||
	(answer.status === 422 && /not implemented/i.test(wahaSentence(answer.body) ?? ''));
