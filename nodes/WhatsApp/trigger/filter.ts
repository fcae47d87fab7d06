import type { Identity } from '../gateways/webhooks';
import { isGroupId, lidOf, phoneOf } from '../portable/ids';
import { at, booleanAt, listAt, textAt, type JsonObject } from '../portable/json';
import type { Filters } from './filterFields';

const STATUS = 'status@broadcast';

/** What happens to a group, and not just in it. */
const ABOUT_GROUPS = [
	'groupJoined',
	'groupJoinRequest',
	'groupLeft',
	'groupParticipants',
	'groupUpdated',
];

/** Events that have a type and a text of their own. */
const WITH_CONTENT = ['message', 'messageEdited'];

const NOBODY: Identity = { phone: null, lid: null };

/** The person an event is from; of an own one, the person it is for. */
export function personOf(item: JsonObject): Identity {
	if (hasSender(item))
		return { phone: textAt(item, 'senderPhone'), lid: textAt(item, 'senderLid') };
	const chatId = textAt(item, 'chatId');
	return isDirect(chatId) ? { phone: phoneOf(chatId), lid: lidOf(chatId) } : NOBODY;
}

/** Whether somebody else sent it, and the event says who. */
export const hasSender = (item: JsonObject): boolean =>
	textAt(item, 'from') !== null &&
	at(item, 'senderPhone') !== undefined &&
	booleanAt(item, 'fromMe') !== true;

const isDirect = (chatId: string | null): boolean => /@(c\.us|lid)$/.test(chatId ?? '');

/** Whether one of the two ids of a person is known and the other is not. */
export const isHalf = ({ phone, lid }: Identity): boolean => (phone === null) !== (lid === null);

/**
 * Whether an event starts the workflow.
 * @param person as far as it is known
 * @param isFinal false while the gateway can still be asked who somebody is: then what is not known yet passes
 */
export function passes(
	item: JsonObject,
	filters: Filters,
	person: Identity,
	isFinal: boolean,
): boolean {
	return (
		passesOrigin(item, filters) &&
		passesContent(item, filters) &&
		passesGroups(item, filters, isFinal) &&
		passesChats(item, filters, person, isFinal)
	);
}

function passesOrigin(item: JsonObject, filters: Filters): boolean {
	const chatId = textAt(item, 'chatId');
	// What is acknowledged is always an own message.
	const isOwn = booleanAt(item, 'fromMe') === true && at(item, 'event') !== 'ack';
	return (
		(filters.ownMessages || !isOwn) &&
		(filters.statusPosts || chatId !== STATUS) &&
		(filters.channels || chatId?.endsWith('@newsletter') !== true)
	);
}

const isOneOf = (item: JsonObject, events: readonly string[]): boolean =>
	events.includes(textAt(item, 'event') ?? '');

function passesContent(item: JsonObject, { messageTypes, textPattern }: Filters): boolean {
	if (!isOneOf(item, WITH_CONTENT)) return true;
	const isWanted =
		messageTypes.length === 0 || messageTypes.some((type) => type === at(item, 'type'));
	return isWanted && (textPattern === null || textPattern(textAt(item, 'text') ?? ''));
}

function passesGroups(item: JsonObject, { groups }: Filters, isFinal: boolean): boolean {
	if (groups === 'all' || !isGroupId(textAt(item, 'chatId')) || isOneOf(item, ABOUT_GROUPS))
		return true;
	if (groups === 'none' || !isOneOf(item, WITH_CONTENT)) return false;
	const isMentioned = booleanAt(item, 'mentionsMe');
	return isMentioned ?? (!isFinal && listAt(item, 'mentions').length > 0);
}

/** What happens in no chat passes both lists. */
function passesChats(
	item: JsonObject,
	{ chatsAllowed, chatsBlocked }: Filters,
	person: Identity,
	isFinal: boolean,
): boolean {
	const chatId = textAt(item, 'chatId');
	if (chatId === null) return true;
	const ids = isDirect(chatId) ? [chatId, ...idsOf(person)] : [chatId];
	const isIn = (list: readonly string[]): boolean => ids.some((id) => list.includes(id));
	const mayHaveMore = !isFinal && isDirect(chatId) && isHalf(person);
	return !isIn(chatsBlocked) && (chatsAllowed.length === 0 || isIn(chatsAllowed) || mayHaveMore);
}

const idsOf = ({ phone, lid }: Identity): string[] =>
	[phone === null ? null : `${phone}@c.us`, lid].filter((id) => id !== null);
