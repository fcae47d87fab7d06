import { asText, field, type Field, type FieldsOf } from '../operations/field';
import { choice, textList, toggle } from '../operations/fields';
import { byAlphabet } from '../portable/alphabet';
import { formatChatId, parseChatId } from '../portable/ids';
import { MESSAGE_TYPES, type MessageType } from '../portable/shapes';
import { chosenOf, collection } from './collection';
import { textTest, type TextTest } from './pattern';

/** A list of chats as people write them, converted to the ids that events use. */
const chats = (displayName: string, name: string, description: string): Field<readonly string[]> =>
	field(
		{
			displayName,
			name,
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. +49 170 1234567, 120363025246125486@g.us',
			description,
		},
		(raw) => textList(raw, displayName).map((text) => formatChatId(parseChatId(text))),
	);

/** Which events in groups start the workflow. */
export type GroupFilter = 'all' | 'mentioned' | 'none';

export interface Filters {
	readonly channels: boolean;
	readonly chatsAllowed: readonly string[];
	readonly chatsBlocked: readonly string[];
	readonly groups: GroupFilter;
	/** Empty means all. */
	readonly messageTypes: readonly MessageType[];
	readonly ownMessages: boolean;
	readonly statusPosts: boolean;
	/** Null lets every text pass. */
	readonly textPattern: TextTest | null;
}

const titled = (name: string): string =>
	name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, ' $&');

const fields: FieldsOf<Filters> = {
	channels: toggle({
		displayName: 'Channels',
		name: 'channels',
		description: 'Whether posts of channels start the workflow',
	}),
	chatsAllowed: chats(
		'Chats Allowed',
		'chatsAllowed',
		'Only these chats start the workflow. Phone numbers and IDs, separated by commas or lines.',
	),
	chatsBlocked: chats(
		'Chats Blocked',
		'chatsBlocked',
		'These chats never start the workflow. Phone numbers and IDs, separated by commas or lines.',
	),
	groups: choice(
		{
			displayName: 'Groups',
			name: 'groups',
			description: 'Which events in groups start the workflow; changes to a group itself always do',
		},
		[
			{ name: 'All', value: 'all' },
			{ name: 'None', value: 'none' },
			{
				name: 'Only When Mentioned',
				value: 'mentioned',
				description: 'Messages that mention the account',
			},
		],
		// The default, because a bot that answers everything said in a group is the most annoying mistake there is.
		'mentioned',
	),
	messageTypes: field(
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: [...MESSAGE_TYPES].sort(byAlphabet).map((value) => ({ name: titled(value), value })),
			default: [],
			description: 'Only messages of these types start the workflow; none chosen means all',
		},
		(raw) => chosenOf(raw, 'Message Types', MESSAGE_TYPES),
	),
	ownMessages: toggle({
		displayName: 'Own Messages',
		name: 'ownMessages',
		description:
			'Whether messages that the account itself sends start the workflow. A workflow that answers them starts itself again, without end.',
	}),
	statusPosts: toggle({
		displayName: 'Status Posts',
		name: 'statusPosts',
		description: 'Whether posts to the status (stories) start the workflow',
	}),
	textPattern: field<TextTest | null>(
		{
			displayName: 'Text Pattern',
			name: 'textPattern',
			type: 'string',
			default: '',
			placeholder: 'e.g. ^(order|cancel)',
			description:
				'Only messages whose text this regular expression finds start the workflow. Upper and lower case are the same, unless it is written as /pattern/flags.',
		},
		(raw) => {
			const pattern = asText(raw, 'Text Pattern');
			return pattern === '' ? null : textTest(pattern);
		},
	),
};

/** Which of the chosen events start the workflow. Events that a bot would answer by mistake are off by default. */
export const filters = collection<Filters>(
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add filter' },
	{ ...fields },
	(inside) => ({
		channels: fields.channels.read(inside, {}),
		chatsAllowed: fields.chatsAllowed.read(inside, {}),
		chatsBlocked: fields.chatsBlocked.read(inside, {}),
		groups: fields.groups.read(inside, {}),
		messageTypes: fields.messageTypes.read(inside, {}),
		ownMessages: fields.ownMessages.read(inside, {}),
		statusPosts: fields.statusPosts.read(inside, {}),
		textPattern: fields.textPattern.read(inside, {}),
	}),
);
