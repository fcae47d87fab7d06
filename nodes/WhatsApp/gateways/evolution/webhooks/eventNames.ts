import { isNewer } from '../../../portable/needs';
import { PORTABLE_EVENTS, type PortableEvent } from '../../../portable/events';
import type { Registration } from '../../webhooks';

/**
 * The server's names for each portable event, as used in a subscription. Events that it never reports have none. A
 * revocation comes as an edit, too, and one of the two is enough.
 */
const NAMES: Readonly<Record<PortableEvent, readonly string[]>> = {
	ack: ['MESSAGES_UPDATE'],
	call: ['CALL'],
	callback: ['MESSAGES_UPSERT'],
	chatArchived: [],
	chatLabel: ['LABELS_ASSOCIATION'],
	eventResponse: ['MESSAGES_UPSERT'],
	groupJoined: ['GROUPS_UPSERT'],
	groupJoinRequest: [],
	groupLeft: [],
	groupParticipants: ['GROUP_PARTICIPANTS_UPDATE'],
	groupUpdated: [],
	label: ['LABELS_EDIT'],
	message: ['MESSAGES_UPSERT'],
	messageEdited: ['MESSAGES_EDITED'],
	messageRevoked: ['MESSAGES_DELETE'],
	messageWaiting: ['MESSAGES_UPSERT'],
	// Every message causes some of these, so only a trigger for all other events gets them.
	other: ['CONTACTS_UPSERT', 'CONTACTS_UPDATE', 'CHATS_UPSERT', 'CHATS_UPDATE', 'CHATS_DELETE'],
	pollVote: ['MESSAGES_UPSERT'],
	presence: ['PRESENCE_UPDATE'],
	reaction: ['MESSAGES_UPSERT'],
	// The server's other event for a log-out is left out, because the connection event reports it, too.
	sessionStatus: ['CONNECTION_UPDATE', 'QRCODE_UPDATED', 'REMOVE_INSTANCE'],
};

/** What the account itself does through the API has separate names. */
const OWN: Readonly<Record<string, string>> = {
	MESSAGES_UPSERT: 'SEND_MESSAGE',
	MESSAGES_EDITED: 'SEND_MESSAGE_UPDATE',
};

/** Names that were added later (read in the sources): an earlier server refuses the whole list for one unknown name. */
const SINCE: Readonly<Record<string, string>> = {
	SEND_MESSAGE_UPDATE: '2.3.0',
};

/** Events that the server never reports, whatever its version. */
export const NEVER: readonly PortableEvent[] = PORTABLE_EVENTS.filter(
	(event) => NAMES[event].length === 0,
);

/**
 * The events that a registration wants, by the names that a server of this version knows.
 * @param version null if the server does not report it
 */
export function evolutionEventNames(
	{ events, ownMessages }: Pick<Registration, 'events' | 'ownMessages'>,
	version: string | null,
): string[] {
	const wanted = events.length > 0 ? events : PORTABLE_EVENTS.filter((event) => event !== 'other');
	const names = wanted
		.flatMap((event) => NAMES[event])
		.flatMap((name) => {
			const own = ownMessages ? OWN[name] : undefined;
			return own === undefined ? [name] : [name, own];
		});
	return [...new Set(names)].filter((name) => knows(version, SINCE[name]));
}

const knows = (version: string | null, since: string | undefined): boolean =>
	since === undefined || (version !== null && !isNewer(since, version));
