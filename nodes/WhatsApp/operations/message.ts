import type { Message } from '../portable/shapes';
import {
	chatId,
	choice,
	forwarded,
	messageId,
	presenceBefore,
	quotedMessageId,
	requiredText,
	session,
	toggle,
} from './fields';
import { options } from './field';
import { command, one, operation } from './operation';

/** Seconds a pinned message may stay; the values WhatsApp offers. */
const pinDuration = choice(
	{
		displayName: 'Duration',
		name: 'duration',
		description: 'How long the message stays pinned. WARest takes only Gateway Default.',
	},
	[
		{ name: 'Gateway Default', value: 'gatewayDefault' },
		{ name: '24 Hours', value: '86400' },
		{ name: '30 Days', value: '2592000' },
		{ name: '7 Days', value: '604800' },
	],
);

export type ActedOnMessage = { session: string; chatId: string; messageId: string };

export const messageResource = {
	name: 'Message',
	operations: {
		markAsRead: operation({
			name: 'Mark as Read',
			action: 'Mark a message as read',
			description: 'Show the sender that a message was read',
			fields: { session, chatId, messageId },
			returns: command<ActedOnMessage>(),
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
		sendText: operation({
			name: 'Send Text',
			action: 'Send a text message',
			description: 'Send a text message to a person, a group or a channel',
			fields: {
				session,
				chatId,
				text: requiredText({
					displayName: 'Text',
					name: 'text',
					placeholder: 'e.g. Your order is on its way',
					description: 'WhatsApp shows *bold*, _italic_, ~struck~ and ```code```',
					typeOptions: { rows: 3 },
				}),
				options: options({
					forwarded,
					linkPreview: toggle(
						{
							displayName: 'Link Preview',
							name: 'linkPreview',
							description: 'Whether a link in the text is shown with title and picture',
						},
						true,
					),
					linkPreviewHighQuality: toggle({
						displayName: 'Link Preview in High Quality',
						name: 'linkPreviewHighQuality',
						description: 'Whether the picture of the preview is a large one',
					}),
					presence: presenceBefore,
					quotedMessageId,
				}),
			},
			returns: one<Message>(),
		}),
		unpin: operation({
			name: 'Unpin',
			action: 'Unpin a message',
			description: 'Take a pinned message down',
			fields: { session, chatId, messageId },
			returns: command<{ session: string; unpinnedMessageId: string; chatId: string }>(),
		}),
	},
};
