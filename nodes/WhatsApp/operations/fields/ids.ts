import {
	parseChatId,
	parseMessageId,
	parseSessionName,
	type ChatId,
	type ChatKind,
} from '../../portable/ids';
import type { ItemField } from '../../portable/events';
import { quote, Refusal } from '../../portable/refusal';
import { withoutInvisible } from '../../portable/writing';
import { asFilledText, asId, field } from '../field';
import { textList } from './kinds';
import { located, type Locator } from './locator';

/** The account that acts. A reply to an event is sent from the account that received it. */
const sessionLocator: Locator = {
	displayName: 'Session',
	name: 'session',
	description: 'The WhatsApp account on the gateway that does this',
	method: 'searchSessions',
	placeholder: 'e.g. default',
	written: 'its name, for example default',
	follows: ['session'],
};
export const session = located(sessionLocator, parseSessionName);

/** The account whose events start a workflow. Most gateways have one with this name. */
export const sessionOfEvents = located(
	{
		...sessionLocator,
		description: 'The WhatsApp account on the gateway whose events start the workflow',
		follows: [],
		standard: 'default',
	},
	parseSessionName,
);

/** The chat to write to or change. */
export const chatId = located(
	{
		displayName: 'Chat',
		name: 'chatId',
		description: 'A person, a group or a channel',
		method: 'searchChats',
		placeholder: 'e.g. +49 170 1234567 or 491701234567@c.us',
		hint: 'A phone number with country code, or an ID that ends in @c.us, @g.us, @lid or @newsletter',
		written: 'a phone number with country code or an ID',
		follows: ['chatId'],
	},
	(text) => parseChatId(text),
);

/** The message to act on. */
export const messageId = field(
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: `={{ $json.${'messageId' satisfies ItemField} }}`,
		required: true,
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'As the trigger or a send operation gave it',
	},
	(raw) => parseMessageId(asFilledText(asId(raw, 'Message ID'), 'Message ID')),
);

/** The message to reply to. */
export const quotedMessageId = field(
	{
		displayName: 'Reply to Message ID',
		name: 'quotedMessageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'Quotes this message above yours',
	},
	(raw) => parseMessageId(asFilledText(asId(raw, 'Reply to Message ID'), 'Reply to Message ID')),
);

/** A chat id that must be of certain kinds. */
function idOf(
	text: string,
	bare: ChatKind,
	kinds: readonly ChatKind[],
	what: string,
	hint: string,
): ChatId {
	const chat = parseChatId(text, bare);
	if (!kinds.includes(chat.kind)) throw new Refusal(`${quote(text)} is no ${what}`, hint);
	return chat;
}

/** A group. */
export const groupId = located(
	{
		displayName: 'Group',
		name: 'groupId',
		description: 'The group that is read or changed',
		method: 'searchGroups',
		placeholder: 'e.g. 120363025246125486@g.us',
		written: 'its ID, which ends in @g.us',
		follows: ['chatId'],
	},
	(text) => idOf(text, 'group', ['group'], 'group', 'A group ID ends in @g.us.'),
);

/** A person. */
export const contactId = located(
	{
		displayName: 'Contact',
		name: 'contactId',
		description: 'The person that is meant',
		method: 'searchContacts',
		placeholder: 'e.g. +49 170 1234567 or 491701234567@c.us',
		hint: 'A phone number with country code, or an ID that ends in @c.us or @lid',
		written: 'a phone number with country code or an ID',
		follows: ['contactId', 'chatId'],
	},
	(text) =>
		idOf(
			text,
			'person',
			['person', 'lid'],
			'person',
			'Use a phone number with country code, or an ID that ends in @c.us or @lid.',
		),
);

/** A channel. */
export const channelId = located(
	{
		displayName: 'Channel',
		name: 'channelId',
		description: 'The channel that is read or changed',
		method: 'searchChannels',
		placeholder: 'e.g. 120363025246125486@newsletter',
		written: 'its ID, which ends in @newsletter',
		follows: ['channelId', 'chatId'],
	},
	(text) => idOf(text, 'channel', ['channel'], 'channel', 'A channel ID ends in @newsletter.'),
);

/** The id of a label: WhatsApp numbers them. */
export function parseLabelId(text: string): string {
	const id = withoutInvisible(text).trim();
	if (/^\d{1,20}$/.test(id)) return id;
	throw new Refusal(
		`${quote(id)} is no label ID`,
		'Label IDs are numbers. Label > Get Many lists them.',
	);
}

/** A label in WhatsApp Business. */
export const labelId = located(
	{
		displayName: 'Label',
		name: 'labelId',
		description: 'The label that is meant',
		method: 'searchLabels',
		placeholder: 'e.g. 3',
		written: 'its ID, which is a number',
		follows: ['labelId'],
	},
	parseLabelId,
);

/** Several people, as a comma-separated list or as a list from an expression. */
export const peopleOf = (raw: unknown, displayName: string): ChatId[] => {
	const people = textList(raw, displayName).map((text) =>
		idOf(
			text,
			'person',
			['person', 'lid'],
			'person',
			'Use phone numbers with country code, separated by commas.',
		),
	);
	if (people.length === 0)
		throw new Refusal(
			`${displayName} is empty`,
			'Write one or more phone numbers with country code, separated by commas.',
		);
	return people;
};

/** The people an operation on a group is about. */
export const participants = field(
	{
		displayName: 'Participants',
		name: 'participants',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 491701234567, 447700900123',
		description: 'Phone numbers with country code, separated by commas',
	},
	(raw) => peopleOf(raw, 'Participants'),
);
