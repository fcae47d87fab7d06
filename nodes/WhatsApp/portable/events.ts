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

/**
 * What can happen on WhatsApp, under one name for every gateway. What a gateway reports under a name that is not
 * mapped comes as `other`.
 */
export const PORTABLE_EVENTS = [
	/** A new message, also an own one sent from the phone or through the gateway. */
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
	/** A label was made, changed or deleted. */
	'label',
	/** A label was put on a chat or taken from it. */
	'chatLabel',
	'other',
] as const;
export type PortableEvent = (typeof PORTABLE_EVENTS)[number];

/** What every event tells, whatever happened. */
export type EventBase = {
	event: PortableEvent;
	/** The same when the gateway delivers again; null where the gateway gives none. */
	eventId: string | null;
	/** The chat it happened in, in portable form; null for what happens in none, such as a session's status. */
	chatId: string | null;
	session: string;
	/** ISO 8601 UTC; when it was reported where nothing tells when it happened. */
	timestamp: string | null;
	isGroup: boolean;
	/** False where the gateway cannot send to `chatId` (a hidden id on WARest), or there is no chat. */
	canReply: boolean;
};

/** Who did it. */
export type SenderFields = Pick<
	Message,
	'from' | 'senderPhone' | 'senderLid' | 'senderName' | 'fromMe'
>;

/** A person that something happened to, by the phone number where it is known. */
export type PersonFields = Pick<Participant, 'participantId' | 'phone' | 'lid'>;

/** The message's own fields. `caption` is its text once more where that stands below a file. */
export type MessageFields = Omit<Message, keyof EventBase> & { caption: string | null };

/** What was changed in a group; what was not is left out. Null is what was taken away. */
export type GroupChanges = Partial<
	Pick<Group, 'subject' | 'description' | 'infoAdminOnly' | 'messagesAdminOnly' | 'inviteLink'> & {
		/** Whether members that are no admins can add others. */
		membersCanAdd: boolean;
		/** Whether an admin has to agree before somebody joins. */
		joinApproval: boolean;
	}
>;

/** What each event tells beside the base. `messageId` always names the message that the event is about. */
export type EventFields = {
	message: MessageFields;
	/** As it is now, under the id it always had. */
	messageEdited: MessageFields;
	/** `from` is who took it back. What stood in it is null unless the gateway still had it. */
	messageRevoked: MessageFields;
	messageWaiting: MessageFields;
	/** `id` is what the sender of the button or row put behind it. */
	callback: MessageFields & { callback: { id: string | null; text: string | null } };
	/** `emoji` is null where it was taken back. `messageId` is the message reacted to, here and inside `reaction`. */
	reaction: SenderFields & {
		messageId: string | null;
		reaction: { emoji: string | null; removed: boolean; messageId: string | null };
	};
	/** The person is who got or read it; null where the gateway does not say. */
	ack: PersonFields & { messageId: string | null; fromMe: boolean; ack: Ack | null };
	/** All options selected now; null where the vote could not be decrypted. */
	pollVote: SenderFields & {
		messageId: string | null;
		pollMessageId: string | null;
		selected: string[] | null;
	};
	/** `response` is null where it could not be decrypted. */
	eventResponse: SenderFields & {
		messageId: string | null;
		eventMessageId: string | null;
		response: 'going' | 'notGoing' | 'maybe' | null;
		extraGuests: number | null;
	};
	/** `restrictions` where this is what changed: WhatsApp locks new conversations, or counts them. */
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
	/** `ended` is a call of which only the end is told: missed, hung up, or taken on another device. */
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
	 * The gateway's own name of it; what it says stands in "raw". The type is there for a line that WhatsApp writes into a
	 * chat by itself, such as a missed call or a change of the group.
	 */
	other: { gatewayEvent: string; type?: 'system' };
};

/** What a dialect reads out of a delivery: the event's own fields, its chat, and when it happened if that is told. */
export type EventFacts = {
	[E in PortableEvent]: Readonly<
		{ event: E } & Pick<EventBase, 'chatId' | 'timestamp'> & EventFields[E]
	>;
}[PortableEvent];

/** One event as it comes out of the trigger, before `raw` is added. JSON only. */
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

/** Types of messages whose words stand below a file. */
const WITH_FILE: readonly MessageType[] = [
	'image',
	'video',
	'voice',
	'audio',
	'document',
	'sticker',
];

/** A message as events tell it. */
export const messageFields = <M extends Message>(message: M): M & { caption: string | null } => ({
	...message,
	caption: message.media !== null || WITH_FILE.includes(message.type) ? message.text : null,
});

/** Who did it, with the name that stands elsewhere. */
export const withName = (
	{ fromMe, ...ids }: Omit<SenderFields, 'senderName'>,
	senderName: string | null,
): SenderFields => ({ ...ids, senderName, fromMe });

/** Who did it, out of the message that did it. */
export const senderFields = (message: Message): SenderFields => ({
	from: message.from,
	senderPhone: message.senderPhone,
	senderLid: message.senderLid,
	senderName: message.senderName,
	fromMe: message.fromMe,
});
