import { parseChatId, portableId, type ChatId } from '../../portable/ids';
import { Refusal } from '../../portable/refusal';
import type { GatewayRequest, GatewayAnswer } from '../../transport/request';

/** Two forms of one person's number differ near the front, where countries dropped or added a digit. */
const SAME_END = 8;

/**
 * The request that looks up a number, once per execution. It takes the message's place in the order of its chat. The
 * chat is not known yet, so messages to numbers with the same ending keep the order of the items.
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
 * The chat that a gateway names for a phone number. Some gateways only say whether the number is on WhatsApp, and a
 * chat of another kind is not what was asked for: in both cases the number is used as written.
 */
export function chatFound(id: string | null, phone: string): ChatId {
	const known = portableId(id);
	const written: ChatId = { kind: 'person', user: phone };
	if (known === null) return written;
	const chat = parseChatId(known);
	return chat.kind === 'person' || chat.kind === 'lid' ? chat : written;
}

/** @param more what else the gateway's answer may mean */
export const notOnWhatsApp = (phone: string, more = ''): Refusal =>
	new Refusal(
		`The number ${phone} is not on WhatsApp, so nothing was sent`,
		`Check the number, and above all its country code. ${more}`.trim(),
	);

/** Only a refused key must be reported; every other failure of a look-up is tolerated. */
const isRefusedKey = ({ status }: GatewayAnswer): boolean => status === 401 || status === 403;

const isFailure = (answer: GatewayAnswer): boolean => answer.status >= 400 && !isRefusedKey(answer);

/**
 * A look-up that may find nothing: an older server lacks the route, an engine lacks the feature, or the id is unknown.
 * None of that holds up the event that needs it.
 */
export const lookUp = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'read',
	tolerate: isFailure,
});

export const found = (answer: GatewayAnswer): boolean => answer.status < 300;
