import type { INodePropertyOptions } from 'n8n-workflow';
import { gateways } from '../gateways';
import { onlyOn } from '../gateways/listed';
import { PORTABLE_EVENTS, type PortableEvent } from '../portable/events';

interface Words {
	readonly name: string;
	readonly description: string;
}

/** The name of each event in the editor. */
const WORDS: Readonly<Record<PortableEvent, Words>> = {
	ack: {
		name: 'Message Acknowledged',
		description: 'A message was sent, delivered, read or played',
	},
	call: { name: 'Call', description: 'A call came in, was taken or was turned down' },
	callback: {
		name: 'Button or List Reply',
		description: 'A button was pressed or a row of a list chosen',
	},
	chatArchived: { name: 'Chat Archived', description: 'A chat was archived or unarchived' },
	chatLabel: {
		name: 'Chat Label Changed',
		description: 'A label was put on a chat or taken from it',
	},
	eventResponse: {
		name: 'Event Response',
		description: 'Somebody answered an invitation to a calendar event',
	},
	groupJoined: { name: 'Group Joined', description: 'The account joined or was added to a group' },
	groupJoinRequest: {
		name: 'Group Join Request',
		description: 'Somebody asked to join a group, or the request was decided',
	},
	groupLeft: { name: 'Group Left', description: 'The account left or was removed from a group' },
	groupParticipants: {
		name: 'Group Participants Changed',
		description: 'People joined or left a group, or became or stopped being admins',
	},
	groupUpdated: {
		name: 'Group Updated',
		description: 'Subject, description or settings of a group changed',
	},
	label: { name: 'Label Changed', description: 'A label was made, changed or deleted' },
	message: { name: 'Message', description: 'A message of any type' },
	messageEdited: { name: 'Message Edited', description: 'Somebody edited a message' },
	messageRevoked: {
		name: 'Message Deleted',
		description: 'Somebody deleted a message for everyone',
	},
	messageWaiting: {
		name: 'Message Waiting',
		description: 'A message that WhatsApp has not delivered in full yet',
	},
	other: {
		name: 'Other',
		description:
			'What the gateway reports under a name of its own, and what WhatsApp writes into chats by itself. On WAHA this includes the raw events of the engine, of which there are many.',
	},
	pollVote: { name: 'Poll Vote', description: 'Somebody voted in a poll' },
	presence: {
		name: 'Presence',
		description: 'Somebody went online or offline, or is typing or recording',
	},
	reaction: {
		name: 'Reaction',
		description: 'Somebody put a reaction on a message or took it back',
	},
	sessionStatus: {
		name: 'Session State Changed',
		description: 'The session was connected, waits for its QR code, stopped or failed',
	},
};

/** The name of an event in the editor. */
export const eventName = (event: PortableEvent): string => WORDS[event].name;

/**
 * The events in the editor's list, with a note on those that not every gateway reports. Messages come first, because
 * n8n's panel lists the events as triggers in this order, without a search box.
 */
export const eventOptions: INodePropertyOptions[] = PORTABLE_EVENTS.map((value) => ({
	name: WORDS[value].name,
	value,
	description: noted(value, WORDS[value].description),
}));

function noted(event: PortableEvent, description: string): string {
	const reporting = Object.values(gateways).filter(
		({ webhooks }) => !webhooks.never.includes(event),
	);
	const note = onlyOn(reporting);
	return note === null ? description : `${description} (${note} only)`;
}
