import { parseMessageId } from '../../portable/ids';
import { Refusal } from '../../portable/refusal';
import type { ForwardSent, Sent } from '../../portable/sent';
import {
	chatId,
	choice,
	lookUpNumber,
	messageId,
	requiredText,
	session,
	textList,
	toggle,
	verifyAfterTimeout,
} from '../fields';
import { field, optionsField, type Field } from '../field';
import { command, one, operation } from '../operation';
import { linesOf } from './fields';

export type ActedOnMessage = { session: string; chatId: string; messageId: string };

/** How long a message stays pinned, in seconds; the values that WhatsApp offers. */
const pinDuration = choice(
	{
		displayName: 'Duration',
		name: 'duration',
		description: 'How long the message stays pinned. WARest takes only Gateway Default.',
	},
	[
		{ name: '24 Hours', value: '86400' },
		{ name: '30 Days', value: '2592000' },
		{ name: '7 Days', value: '604800' },
		{ name: 'Gateway Default', value: 'gatewayDefault' },
	],
	'gatewayDefault',
);

const otherMessageIds = field(
	{
		displayName: 'Other Message IDs',
		name: 'otherMessageIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'More messages of the same chat, separated by commas',
	},
	(raw) => {
		const ids = textList(raw, 'Other Message IDs').map(parseMessageId);
		if (ids.length > 0) return ids;
		throw new Refusal('Other Message IDs is empty', 'Write one or more, or remove the option.');
	},
);

/** The options to vote for in somebody's poll. */
const votes: Field<string[]> = field(
	{
		displayName: 'Votes',
		name: 'votes',
		type: 'string',
		default: '',
		required: true,
		typeOptions: { rows: 2 },
		placeholder: 'e.g. Yes',
		description: 'The answers to vote for, one a line, as they stand in the poll',
	},
	(raw) => {
		const lines = [...new Set(linesOf(raw, 'Votes'))];
		if (lines.length > 0) return lines;
		throw new Refusal('Votes is empty', 'Write at least one answer of the poll.');
	},
);

export const actionOperations = {
	markAsRead: operation({
		name: 'Mark as Read',
		action: 'Mark a message as read',
		description: 'Show the sender that a message was read',
		fields: { session, chatId, messageId, options: optionsField({ otherMessageIds }) },
		returns: command<ActedOnMessage>(),
	}),
	react: operation({
		name: 'React',
		action: 'React to a message',
		description: 'Put an emoji under a message, in place of an earlier one of yours',
		fields: {
			session,
			chatId,
			messageId,
			emoji: requiredText({
				displayName: 'Emoji',
				name: 'emoji',
				placeholder: 'e.g. \u{1F44D}',
			}),
		},
		returns: command<ActedOnMessage & { emoji: string }>(),
	}),
	removeReaction: operation({
		name: 'Remove Reaction',
		action: 'Remove a reaction',
		description: 'Take your own reaction to a message back',
		fields: { session, chatId, messageId },
		returns: command<ActedOnMessage>(),
	}),
	votePoll: operation({
		name: 'Vote in Poll',
		action: 'Vote in a poll',
		description: 'Choose answers in a poll, in place of those that you chose before',
		fields: { session, chatId, messageId, votes },
		returns: command<ActedOnMessage & { votes: string[] }>(),
	}),
	chooseButton: operation({
		name: 'Choose Button',
		action: 'Choose a button of a message',
		description: 'Answer a message that has buttons as if one of them had been pressed',
		fields: {
			session,
			chatId,
			messageId,
			chosenText: requiredText({
				displayName: 'Text of Button',
				name: 'chosenText',
				placeholder: 'e.g. Yes, please',
				description: 'What stands on it',
			}),
			chosenId: requiredText({
				displayName: 'ID of Button',
				name: 'chosenId',
				placeholder: 'e.g. yes',
				description: 'What is behind it; the raw message tells it',
			}),
		},
		returns: command<ActedOnMessage & { text: string }>(),
	}),
	forward: operation({
		name: 'Forward',
		action: 'Forward a message',
		description: 'Pass on a message to another chat',
		fields: {
			session,
			chatId,
			messageId,
			options: optionsField({ lookUpNumber, verifyAfterTimeout }),
		},
		returns: one<Sent<ForwardSent>>(),
	}),
	pin: operation({
		name: 'Pin',
		action: 'Pin a message',
		description: 'Pin a message to the top of its chat',
		fields: { session, chatId, messageId, duration: pinDuration },
		returns: command<{
			session: string;
			pinnedMessageId: string;
			chatId: string;
			duration: number | null;
		}>(),
	}),
	unpin: operation({
		name: 'Unpin',
		action: 'Unpin a message',
		description: 'Take a pinned message down',
		fields: { session, chatId, messageId },
		returns: command<{ session: string; unpinnedMessageId: string; chatId: string }>(),
	}),
	star: operation({
		name: 'Star',
		action: 'Star a message',
		description: 'Mark a message with a star',
		fields: { session, chatId, messageId },
		returns: command<ActedOnMessage & { starred: boolean }>(),
	}),
	unstar: operation({
		name: 'Unstar',
		action: 'Unstar a message',
		description: 'Take the star off a message',
		fields: { session, chatId, messageId },
		returns: command<ActedOnMessage & { starred: boolean }>(),
	}),
	deleteForMe: operation({
		name: 'Delete for Me',
		action: 'Delete a message for me',
		description: 'Delete a message for this account only; the others keep it. It cannot be undone.',
		fields: {
			session,
			chatId,
			messageId,
			options: optionsField({
				withMedia: toggle(
					{
						displayName: 'Delete Media Too',
						name: 'withMedia',
						description: 'Whether the file of the message is deleted from the phone as well',
					},
					true,
				),
			}),
		},
		returns: command<ActedOnMessage>(),
		destructive: true,
	}),
	deleteForEveryone: operation({
		name: 'Delete for Everyone',
		action: 'Delete a message for everyone',
		description: 'Delete an own message for everyone in the chat. It cannot be undone.',
		fields: {
			session,
			chatId,
			messageId,
			options: optionsField({
				deleteForMe: toggle({
					displayName: 'Delete for Me Too',
					name: 'deleteForMe',
					description: 'Whether the trace of the message disappears from this account as well',
				}),
			}),
		},
		returns: command<ActedOnMessage>(),
		destructive: true,
	}),
};
