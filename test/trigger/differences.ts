import { lidOf } from '../../nodes/WhatsApp/portable/ids';
import { listAt, textAt, type JsonObject } from '../../nodes/WhatsApp/portable/json';

interface Difference {
	/** Names of fields; a dot leads into a field. */
	readonly fields: readonly string[];
	/** The items that may differ there. */
	readonly of: (waha: JsonObject, warest: JsonObject) => boolean;
	readonly reason: string;
	/** It depends on which of two reports comes first, so it does not always show. */
	readonly sometimes?: boolean;
}

const isEvent =
	(...events: string[]) =>
	({ event }: JsonObject): boolean =>
		events.includes(String(event));

const isHidden = (item: JsonObject): boolean =>
	textAt(item, 'senderLid') !== null && item.fromMe !== true;
const isKnown = (item: JsonObject): boolean => textAt(item, 'senderPhone') !== null;

/** Statuses that WAHA does not have, and what it reports instead. */
const IN_PLACE_OF: Readonly<Record<string, string>> = {
	reconnecting: 'starting',
	loggedOut: 'stopped',
};

/** The status of a session, as WAHA would report it. */
export const statusOnWaha = ({ status }: JsonObject): string | null =>
	typeof status === 'string' ? (IN_PLACE_OF[status] ?? status) : null;

/** Every field in which an act has different results on WAHA 2026.7.1 and WARest 0.3.44, and why. */
export const DIFFERENCES: readonly Difference[] = [
	{
		fields: ['eventId'],
		of: () => true,
		reason: 'WARest gives its events no id',
	},
	{
		fields: ['ack'],
		of: isEvent('message', 'callback', 'messageEdited', 'messageWaiting'),
		reason: 'WARest tells no acknowledgements',
	},
	{
		fields: ['media.url'],
		of: ({ event, media }) => event === 'message' && media !== null,
		reason: 'each gateway keeps files where it likes',
	},
	{
		fields: ['chatId', 'from'],
		of: (item) => isHidden(item) && isKnown(item),
		reason: 'WAHA writes to the hidden id, WARest to the phone number',
	},
	{
		fields: ['canReply'],
		of: ({ chatId, senderLid, lid }) =>
			chatId === senderLid || (lid !== undefined && lid === chatId),
		reason: 'WARest cannot write to a hidden id whose number it does not know',
	},
	{
		fields: ['participants'],
		of: isEvent('groupParticipants'),
		reason: 'WARest names a hidden member by the hidden id alone',
	},
	{
		fields: ['mentionsMe'],
		of: (item) => listAt(item, 'mentions').some((id) => lidOf(textAt(id)) !== null),
		reason: 'WARest does not tell the hidden id of the account',
	},
	{
		fields: ['from', 'senderPhone', 'senderLid', 'senderName'],
		of: ({ event, fromMe }) => event === 'messageEdited' && fromMe === true,
		reason: 'WARest does not tell who the account is',
	},
	{
		fields: ['senderName'],
		of: ({ event, fromMe }) => event === 'messageEdited' && fromMe === false,
		reason: 'of the two reports of an edit on WARest only one has the name',
		sometimes: true,
	},
	{
		fields: ['senderName'],
		of: isEvent('pollVote'),
		reason: 'WAHA does not tell the name of a voter',
	},
	{
		fields: ['selected'],
		of: isEvent('pollVote'),
		reason: 'votes stay encrypted to WARest',
	},
	{
		fields: ['response', 'extraGuests'],
		of: isEvent('eventResponse'),
		reason: 'answers to invitations stay encrypted to WARest',
	},
	{
		fields: ['previous'],
		of: isEvent('sessionStatus'),
		reason: 'WARest tells the status of now only',
	},
	{
		fields: ['status'],
		of: (waha, warest) => waha.status === statusOnWaha(warest),
		reason: 'WAHA has one word for starting and reconnecting, and one for stopped and logged out',
	},
];
