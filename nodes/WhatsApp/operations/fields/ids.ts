import {
	parseChatId,
	parseMessageId,
	parseSessionName,
	type ChatId,
	type ChatKind,
} from '../../portable/ids';
import { quote, Refusal } from '../../portable/refusal';
import { withoutInvisible } from '../../portable/writing';
import { asId, asText, field, type Field } from '../field';
import { textList } from './kinds';

/** The account that acts. Follows the event that came in, so that an answer leaves from the phone that was written to. */
export const session = field(
	{
		displayName: 'Session',
		name: 'session',
		type: 'resourceLocator',
		default: { mode: 'id', value: "={{ $json.session ?? 'default' }}" },
		required: true,
		description: 'The WhatsApp account on the gateway that does this',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a session...',
				typeOptions: { searchListMethod: 'searchSessions', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. default' },
		],
	},
	(raw) => parseSessionName(asText(raw, 'Session')),
);

/** The chat that is written to or changed. */
export const chatId = field(
	{
		displayName: 'Chat',
		name: 'chatId',
		type: 'resourceLocator',
		default: { mode: 'id', value: '={{ $json.chatId }}' },
		required: true,
		description: 'A person, a group or a channel',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a chat...',
				typeOptions: { searchListMethod: 'searchChats', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. +49 170 1234567 or 491701234567@c.us',
				hint: 'A phone number with country code, or an ID that ends in @c.us, @g.us, @lid or @newsletter',
			},
		],
	},
	(raw) => parseChatId(asId(raw, 'Chat')),
);

/** The message that is acted on. */
export const messageId = field(
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '={{ $json.messageId }}',
		required: true,
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'As the trigger or a send operation gave it',
	},
	(raw) => parseMessageId(asId(raw, 'Message ID')),
);

/** The message that is answered. */
export const quotedMessageId = field(
	{
		displayName: 'Reply to Message ID',
		name: 'quotedMessageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'Quotes this message above yours',
	},
	(raw) => parseMessageId(asId(raw, 'Reply to Message ID')),
);

interface Locator {
	readonly displayName: string;
	readonly name: string;
	readonly standard: string;
	readonly description: string;
	readonly method: string;
	readonly placeholder: string;
	readonly hint?: string;
}

/** An id that can be picked from a list or written. */
export const located = <T>(locator: Locator, parse: (text: string) => T): Field<T> =>
	field(
		{
			displayName: locator.displayName,
			name: locator.name,
			type: 'resourceLocator',
			default: { mode: 'id', value: locator.standard },
			required: true,
			description: locator.description,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select a ${locator.displayName.toLowerCase()}...`,
					typeOptions: { searchListMethod: locator.method, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: locator.placeholder,
					...(locator.hint === undefined ? {} : { hint: locator.hint }),
				},
			],
		},
		(raw) => parse(asId(raw, locator.displayName)),
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
		standard: '={{ $json.chatId }}',
		description: 'The group that is read or changed',
		method: 'searchGroups',
		placeholder: 'e.g. 120363025246125486@g.us',
	},
	(text) => idOf(text, 'group', ['group'], 'group', 'A group ID ends in @g.us.'),
);

/** A person. */
export const contactId = located(
	{
		displayName: 'Contact',
		name: 'contactId',
		standard: '={{ $json.contactId ?? $json.chatId }}',
		description: 'The person that is meant',
		method: 'searchContacts',
		placeholder: 'e.g. +49 170 1234567 or 491701234567@c.us',
		hint: 'A phone number with country code, or an ID that ends in @c.us or @lid',
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
		standard: '={{ $json.channelId }}',
		description: 'The channel that is read or changed',
		method: 'searchChannels',
		placeholder: 'e.g. 120363025246125486@newsletter',
	},
	(text) => idOf(text, 'channel', ['channel'], 'channel', 'A channel ID ends in @newsletter.'),
);

/** An id of a label: WhatsApp numbers them. */
export function parseLabelId(text: string): string {
	const id = withoutInvisible(text).trim();
	if (/^\d{1,20}$/.test(id)) return id;
	throw new Refusal(
		id === '' ? 'The label is empty' : `${quote(id)} is no label ID`,
		'Label IDs are numbers. Label > Get Many lists them.',
	);
}

/** A label of WhatsApp Business. */
export const labelId = located(
	{
		displayName: 'Label',
		name: 'labelId',
		standard: '={{ $json.labelId }}',
		description: 'The label that is meant',
		method: 'searchLabels',
		placeholder: 'e.g. 3',
	},
	parseLabelId,
);

/** Several people, as a comma list or as the list an expression gives. */
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
