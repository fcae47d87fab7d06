import { isNewer } from '../../../portable/needs';
import { PORTABLE_EVENTS, type PortableEvent } from '../../../portable/events';
import type { Registration } from '../../webhooks';

/**
 * The server's names of each portable event, as they are subscribed to. What it never reports has none. A revocation comes
 * as an edit, too, and one of the two is enough.
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
	// Each message brings some of these, so they come only to those who ask for all else.
	other: ['CONTACTS_UPSERT', 'CONTACTS_UPDATE', 'CHATS_UPSERT', 'CHATS_UPDATE', 'CHATS_DELETE'],
	pollVote: ['MESSAGES_UPSERT'],
	presence: ['PRESENCE_UPDATE'],
	reaction: ['MESSAGES_UPSERT'],
	// What else it says of a log-out is told by the connection, too.
	sessionStatus: ['CONNECTION_UPDATE', 'QRCODE_UPDATED', 'REMOVE_INSTANCE'],
};

/** What the account itself does through the API comes under names of its own. */
const OWN: Readonly<Record<string, string>> = {
	MESSAGES_UPSERT: 'SEND_MESSAGE',
	MESSAGES_EDITED: 'SEND_MESSAGE_UPDATE',
};

/** Names that came later (read in the sources): an earlier server refuses the whole list for one that it does not know. */
const SINCE: Readonly<Record<string, string>> = {
	SEND_MESSAGE_UPDATE: '2.3.0',
};

/** What the server never reports, whatever its version. */
export const NEVER: readonly PortableEvent[] = PORTABLE_EVENTS.filter(
	(event) => NAMES[event].length === 0,
);

/**
 * The names of what a registration wants, as far as a server of this version knows them.
 * @param version null when the server does not tell it
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
