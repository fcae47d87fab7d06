import { parseChatId, portableId, type ChatId } from '../../portable/ids';
import { Refusal } from '../../portable/refusal';
import type { GatewayRequest, GatewayAnswer } from '../../transport/request';

/** Numbers of one person differ in front, where countries gave up a digit or added one. */
const SAME_END = 8;

/**
 * The request that looks a number up, once for an execution. It takes the place of the message in the order of its chat;
 * as that is not known yet, what goes to numbers with the same end leaves in the order of the items.
 */
export const lookingUp = (
	session: string,
	phone: string,
	request: GatewayRequest,
): GatewayRequest => ({
	...request,
	shared: true,
	lane: { session, chat: `number that ends in ${phone.slice(-SAME_END)}` },
});

/**
 * The chat that a gateway names for a phone number. Some name only whether it is on WhatsApp, and a chat of another kind
 * was not asked for: then it is the number as it was written.
 */
export function chatFound(id: string | null, phone: string): ChatId {
	const known = portableId(id);
	const written: ChatId = { kind: 'person', user: phone };
	if (known === null) return written;
	const chat = parseChatId(known);
	return chat.kind === 'person' || chat.kind === 'lid' ? chat : written;
}

/** @param more what else the gateway may mean by it */
export const notOnWhatsApp = (phone: string, more = ''): Refusal =>
	new Refusal(
		`The number ${phone} is not on WhatsApp, so nothing was sent`,
		`Check the number, and above all its country code. ${more}`.trim(),
	);

/** A refused key is the one answer to a look-up that somebody has to hear of. */
const isRefusedKey = ({ status }: GatewayAnswer): boolean => status === 401 || status === 403;

const isFailure = (answer: GatewayAnswer): boolean => answer.status >= 400 && !isRefusedKey(answer);

/**
 * A look-up that may find nothing: an older server lacks the route, an engine the feature, or nobody is known under
 * the id. None of that stops the event that it is made for.
 */
export const lookUp = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'read',
	tolerate: isFailure,
});

export const found = (answer: GatewayAnswer): boolean => answer.status < 300;
