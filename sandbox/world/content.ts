/** What a message contains besides text and media. */

import type { Message } from './model';

export interface Location {
	latitude: number;
	longitude: number;
	name: string | null;
	address: string | null;
}

export interface ContactCard {
	name: string | null;
	phone: string | null;
	organization: string | null;
	email: string | null;
	/** The card as it was sent, if the sender made it. */
	vcard: string | null;
}

export interface Poll {
	question: string;
	options: string[];
	/** How many options a voter may choose; 0 is any number. */
	selectable: number;
}

/** Somebody's complete choice; an empty one withdraws the vote. */
export interface PollVote {
	voterId: string;
	options: string[];
	/** Epoch seconds. */
	timestamp: number;
}

export interface MessageButton {
	kind: 'reply' | 'url' | 'call' | 'copy';
	text: string;
	/** The button's value: its id, address, phone number or code. */
	value: string | null;
}

export interface ListRow {
	id: string;
	title: string;
	description: string | null;
}

export interface ListSection {
	title: string | null;
	rows: ListRow[];
}

/** The forms in which phones answer a button; which one depends on how it was sent. */
export type ReplyForm = 'template' | 'buttons' | 'interactive';

export type ActionKind = 'reaction' | 'edit' | 'revoke' | 'pin' | 'unpin' | 'vote' | 'respond';

/** What people answer to an invitation to a calendar event, in WhatsApp's words. */
export const EVENT_RESPONSES = ['GOING', 'NOT_GOING', 'MAYBE'] as const;
export type EventResponse = (typeof EVENT_RESPONSES)[number];

/** An action on a message is a separate message, with an id and a sender. */
export interface MessageAction {
	type: 'action';
	action: ActionKind;
	target: Message;
	/** The emoji of a reaction, "" for a removed one; the answer to an invitation. */
	text: string;
	/** What a vote chose. */
	options: string[];
}

export type MessageContent =
	| MessageAction
	| { type: 'buttonReply'; form: ReplyForm; id: string; text: string }
	| { type: 'listReply'; rowId: string; title: string; description: string | null }
	| { type: 'location'; location: Location }
	| { type: 'contacts'; contacts: ContactCard[] }
	| { type: 'poll'; poll: Poll }
	/** Anything else, in WhatsApp's own form: an order, an invitation, messages between apps. */
	| { type: 'proto'; message: Record<string, unknown> }
	| {
			type: 'buttons';
			header?: string | null;
			footer: string | null;
			image: string | null;
			buttons: MessageButton[];
	  }
	| {
			type: 'list';
			title?: string | null;
			footer: string | null;
			image: string | null;
			buttonText: string;
			sections: ListSection[];
	  };
