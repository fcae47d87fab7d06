import type { Identity } from '../gateways/webhooks';
import {
	hasField,
	type EventItem,
	type PortableEvent,
	type SenderFields,
} from '../portable/events';
import { isGroupId, lidOf, phoneOf } from '../portable/ids';
import type { Filters } from './filterFields';

const STATUS = 'status@broadcast';

/** Events about a group itself, as opposed to events in a group. */
const ABOUT_GROUPS: readonly PortableEvent[] = [
	'groupJoined',
	'groupJoinRequest',
	'groupLeft',
	'groupParticipants',
	'groupUpdated',
];

/** Whether an event has a message type and a text. */
const hasContent = (
	item: EventItem,
): item is Extract<EventItem, { event: 'message' | 'messageEdited' }> =>
	item.event === 'message' || item.event === 'messageEdited';

const NOBODY: Identity = { phone: null, lid: null };

/** The person an event is from; for an own message, the person it is to. */
export function identityIn(item: EventItem): Identity {
	if (hasSender(item)) return { phone: item.senderPhone, lid: item.senderLid };
	const { chatId } = item;
	return isDirect(chatId) ? { phone: phoneOf(chatId), lid: lidOf(chatId) } : NOBODY;
}

/** Whether somebody else sent it, and the event says who. */
export const hasSender = (item: EventItem): item is FromSomebody =>
	hasField(item, 'senderPhone') && item.from !== null && !isOwn(item);

type FromSomebody = Extract<EventItem, Pick<SenderFields, 'from' | 'senderPhone' | 'senderLid'>>;

const isOwn = (item: EventItem): boolean => hasField(item, 'fromMe') && item.fromMe;

const isDirect = (chatId: string | null): boolean => /@(c\.us|lid)$/.test(chatId ?? '');

/** Whether one of a person's two ids is known and the other is not. */
export const isHalf = ({ phone, lid }: Identity): boolean => (phone === null) !== (lid === null);

/**
 * Whether an event starts the workflow.
 * @param person as far as known
 * @param isFinal false while the gateway can still be asked who somebody is; until then anything unknown passes
 */
export function passes(
	item: EventItem,
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

function passesOrigin(item: EventItem, filters: Filters): boolean {
	const { chatId } = item;
	// An acknowledgement is always for an own message.
	const isRefused = isOwn(item) && item.event !== 'ack';
	return (
		(filters.ownMessages || !isRefused) &&
		(filters.statusPosts || chatId !== STATUS) &&
		(filters.channels || chatId?.endsWith('@newsletter') !== true)
	);
}

const isOneOf = ({ event }: EventItem, events: readonly PortableEvent[]): boolean =>
	events.includes(event);

function passesContent(item: EventItem, { messageTypes, textPattern }: Filters): boolean {
	if (!hasContent(item)) return true;
	const isWanted = messageTypes.length === 0 || messageTypes.includes(item.type);
	return isWanted && (textPattern === null || textPattern(item.text ?? ''));
}

function passesGroups(item: EventItem, { groups }: Filters, isFinal: boolean): boolean {
	if (groups === 'all' || !isGroupId(item.chatId) || isOneOf(item, ABOUT_GROUPS)) return true;
	if (groups === 'none' || !hasContent(item)) return false;
	return item.mentionsMe ?? (!isFinal && item.mentions.length > 0);
}

/** An event that belongs to no chat passes both lists. */
function passesChats(
	item: EventItem,
	{ chatsAllowed, chatsBlocked }: Filters,
	person: Identity,
	isFinal: boolean,
): boolean {
	const { chatId } = item;
	if (chatId === null) return true;
	const ids = isDirect(chatId) ? [chatId, ...idsOf(person)] : [chatId];
	const isIn = (list: readonly string[]): boolean => ids.some((id) => list.includes(id));
	const mayHaveMore = !isFinal && isDirect(chatId) && isHalf(person);
	return !isIn(chatsBlocked) && (chatsAllowed.length === 0 || isIn(chatsAllowed) || mayHaveMore);
}

const idsOf = ({ phone, lid }: Identity): string[] =>
	[phone === null ? null : `${phone}@c.us`, lid].filter((id) => id !== null);
