import type { Message } from '../../portable/shapes';
import {
	chatId,
	choice,
	limit,
	messageId,
	optionText,
	session,
	sortOrder,
	toggle,
} from '../fields';
import { optionsField } from '../field';
import { many, one, operation } from '../operation';
import { moment } from './fields';

const downloadMedia = toggle({
	displayName: 'Download Media',
	name: 'downloadMedia',
	description:
		'Whether the gateway downloads files first, so that the media of a message has an address. WAHA does so unless this is off.',
});

const mergeHiddenIds = toggle(
	{
		displayName: 'Merge Hidden IDs',
		name: 'merge',
		description:
			'Whether messages under the phone number and under the hidden ID (@lid) count as one chat',
	},
	true,
);

export const readingOperations = {
	getMany: operation({
		name: 'Get Many',
		action: 'Get many messages',
		description: 'List the messages of a chat, the newest first',
		fields: {
			session,
			chatId,
			limit,
			options: optionsField({
				ack: choice(
					{
						displayName: 'Delivery State',
						name: 'ack',
						description: 'Only messages that got exactly this far',
					},
					[
						{ name: 'Delivered', value: 'delivered' },
						{ name: 'Error', value: 'error' },
						{ name: 'Pending', value: 'pending' },
						{ name: 'Played', value: 'played' },
						{ name: 'Read', value: 'read' },
						{ name: 'Sent', value: 'sent' },
					],
				),
				downloadMedia,
				mediaOnly: toggle(
					{
						displayName: 'Only Messages With Media',
						name: 'mediaOnly',
						description: 'Whether to leave out messages without a file',
					},
					true,
				),
				merge: mergeHiddenIds,
				search: optionText({
					displayName: 'Search',
					name: 'search',
					placeholder: 'e.g. invoice',
					description: 'Part of the text',
				}),
				sentAfter: moment({
					displayName: 'Sent After',
					name: 'sentAfter',
					description: 'Only messages from this moment on; without a time zone it is taken as UTC',
				}),
				sentBefore: moment({
					displayName: 'Sent Before',
					name: 'sentBefore',
					description: 'Only messages up to this moment; without a time zone it is taken as UTC',
				}),
				sentBy: choice(
					{
						displayName: 'Sent By',
						name: 'sentBy',
						description: 'Only messages of one side',
					},
					[
						{ name: 'Others', value: 'others' },
						{ name: 'This Account', value: 'me' },
					],
				),
				sortOrder,
			}),
		},
		returns: many<Message>(),
	}),
	get: operation({
		name: 'Get',
		action: 'Get a message',
		description: 'Get one message of a chat',
		fields: {
			session,
			chatId,
			messageId,
			options: optionsField({ downloadMedia, merge: mergeHiddenIds }),
		},
		returns: one<Message>(),
	}),
};
