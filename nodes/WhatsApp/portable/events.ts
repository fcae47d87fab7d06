import type {
	Ack,
	Contact,
	Group,
	Message,
	MessageType,
	Participant,
	PresenceValue,
	Restrictions,
	SessionStatus,
} from './shapes';

/** What can happen on WhatsApp, under one name for every gateway. Events that are not mapped become `other`. */
export const PORTABLE_EVENTS = [
	/** A new message, including own ones sent from the phone or through the gateway. */
	'message',
	'messageEdited',
	'messageRevoked',
	/** A message that WhatsApp has not delivered in full yet. */
	'messageWaiting',
	'reaction',
	'ack',
	/** A button was pressed or a row of a list chosen. */
	'callback',
	'pollVote',
	/** An answer to an invitation of a calendar event. */
	'eventResponse',
	'sessionStatus',
	'groupJoined',
	'groupLeft',
	'groupUpdated',
	'groupParticipants',
	'groupJoinRequest',
	'presence',
	'call',
	'chatArchived',
	/** A label was created, changed or deleted. */
	'label',
	/** A label was added to a chat or removed from it. */
	'chatLabel',
	'other',
] as const;
export type PortableEvent = (typeof PORTABLE_EVENTS)[number];

/** Fields that every event has. */
export type EventBase = {
	event: PortableEvent;
	/** The same if the gateway delivers again; null if the gateway gives none. */
	eventId: string | null;
	/** The chat in which it happened, in portable form; null for events without a chat, such as a session's status. */
	chatId: string | null;
	session: string;
	/** ISO 8601 UTC; when it was reported if nothing says when it happened. */
	timestamp: string | null;
	isGroup: boolean;
	/** False if the gateway cannot send to `chatId` (a hidden id on WARest), or there is no chat. */
	canReply: boolean;
};

/** Who did it. */
export type SenderFields = Pick<
	Message,
	'from' | 'senderPhone' | 'senderLid' | 'senderName' | 'fromMe'
>;

/** A person whom an event is about, by phone number if it is known. */
export type PersonFields = Pick<Participant, 'participantId' | 'phone' | 'lid'>;

/** The message's own fields. `caption` repeats its text if that belongs to a file. */
export type MessageFields = Omit<Message, keyof EventBase> & { caption: string | null };

/** What was changed in a group; unchanged fields are left out. Null means removed. */
export type GroupChanges = Partial<
	Pick<Group, 'subject' | 'description' | 'infoAdminOnly' | 'messagesAdminOnly' | 'inviteLink'> & {
		/** Whether members who are not admins can add others. */
		membersCanAdd: boolean;
		/** Whether an admin has to approve a person who wants to join. */
		joinApproval: boolean;
	}
>;

/** The fields that each event adds to the base. `messageId` always names the message that the event is about. */
export type EventFields = {
	message: MessageFields;
	/** The message after the edit, under its original id. */
	messageEdited: MessageFields;
	/** `from` is who revoked it. The content is null unless the gateway still had it. */
	messageRevoked: MessageFields;
	messageWaiting: MessageFields;
	/** `id` is what the sender of the button or row put behind it. */
	callback: MessageFields & { callback: { id: string | null; text: string | null } };
	/** `emoji` is null if the reaction was removed. `messageId` is the message reacted to, here and inside `reaction`. */
	reaction: SenderFields & {
		messageId: string | null;
		reaction: { emoji: string | null; removed: boolean; messageId: string | null };
	};
	/** The person who received or read it; null if the gateway does not say. */
	ack: PersonFields & { messageId: string | null; fromMe: boolean; ack: Ack | null };
	/** All options selected now; null if the vote could not be decrypted. */
	pollVote: SenderFields & {
		messageId: string | null;
		pollMessageId: string | null;
		selected: string[] | null;
	};
	/** `response` is null if it could not be decrypted. */
	eventResponse: SenderFields & {
		messageId: string | null;
		eventMessageId: string | null;
		response: 'going' | 'notGoing' | 'maybe' | null;
		extraGuests: number | null;
	};
	/** `restrictions` if they are what changed: WhatsApp locks new conversations, or counts them. */
	sessionStatus: {
		status: SessionStatus;
		previous: SessionStatus | null;
		restrictions?: Omit<Restrictions, 'session'>;
	};
	/** The account is in a group it was not in before. */
	groupJoined: Omit<Group, 'session' | 'chatId'>;
	/** The account is no longer in the group, so it cannot reply. */
	groupLeft: { canReply: false };
	groupUpdated: { changes: GroupChanges };
	groupParticipants: {
		participants: PersonFields[];
		action: 'added' | 'removed' | 'promoted' | 'demoted';
	};
	/** `rejected` by an admin, `revoked` by the person who asked. */
	groupJoinRequest: PersonFields & {
		action: 'created' | 'rejected' | 'revoked';
		method: string | null;
	};
	presence: PersonFields & { presence: PresenceValue | null; lastSeen: string | null };
	/** `ended` is a call of which only the end is reported: missed, hung up, or taken on another device. */
	call: Pick<SenderFields, 'from' | 'senderPhone' | 'senderLid'> & {
		callId: string | null;
		isGroup: boolean;
		isVideo: boolean | null;
		state: 'ringing' | 'accepted' | 'rejected' | 'ended';
	};
	chatArchived: { archived: boolean };
	label: {
		action: 'saved' | 'deleted';
		labelId: string | null;
		name: string | null;
		color: number | null;
		colorHex: string | null;
	};
	chatLabel: { action: 'added' | 'removed'; labelId: string | null; name: string | null };
	/**
	 * The gateway's own name for it; its content is in "raw". `type` is set for a line that WhatsApp writes into a chat
	 * by itself, such as a missed call or a change of the group.
	 */
	other: { gatewayEvent: string; type?: 'system' };
};

/** What a dialect reads from a delivery: the event's own fields, its chat, and when it happened if that is known. */
export type EventFacts = {
	[E in PortableEvent]: Readonly<
		{ event: E } & Pick<EventBase, 'chatId' | 'timestamp'> & EventFields[E]
	>;
}[PortableEvent];

/** One event as the trigger returns it, before `raw` is added. JSON only. */
export type EventItem = Readonly<EventBase> & EventFacts;

/** A field by which an item says what it is about; the empty choice of a list may follow it. */
export type ItemField = KeyOf<EventItem> | keyof Contact | 'channelId';

type KeyOf<T> = T extends unknown ? keyof T : never;
/** The events that have a field. */
type EventWith<K extends PropertyKey> = Extract<EventItem, { readonly [name in K]: unknown }>;

/** Whether an event is one of those that have a field; a name that no event has does not compile. */
export const hasField = <K extends KeyOf<EventItem>>(
	item: EventItem,
	field: K,
): item is EventWith<K> => Object.hasOwn(item, field);

/** Types of messages whose text belongs to a file. */
const WITH_FILE: readonly MessageType[] = [
	'image',
	'video',
	'voice',
	'audio',
	'document',
	'sticker',
];

/** The fields of a message as events have them. */
export const messageFields = <M extends Message>(message: M): M & { caption: string | null } => ({
	...message,
	caption: message.media !== null || WITH_FILE.includes(message.type) ? message.text : null,
});

/** The fields of who did it, with a name from another place. */
export const withName = (
	{ fromMe, ...ids }: Omit<SenderFields, 'senderName'>,
	senderName: string | null,
): SenderFields => ({ ...ids, senderName, fromMe });

/** The fields of who did it, from that person's message. */
export const senderFields = (message: Message): SenderFields => ({
	from: message.from,
	senderPhone: message.senderPhone,
	senderLid: message.senderLid,
	senderName: message.senderName,
	fromMe: message.fromMe,
});
