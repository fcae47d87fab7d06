import type { Chat } from '../portable/shapes';
import {
	chatId,
	choice,
	limit,
	optionText,
	session,
	sortOrder,
	toggle,
	wholeNumber,
} from './fields';
import { options } from './field';
import { command, many, operation } from './operation';

export type ActedOnChat = { session: string; chatId: string };

export const chatResource = {
	name: 'Chat',
	operations: {
		archive: operation({
			name: 'Archive',
			action: 'Archive a chat',
			description: 'Move a chat to the archive',
			fields: { session, chatId },
			returns: command<ActedOnChat & { archived: boolean }>(),
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get many chats',
			description: 'List the chats of a session',
			fields: {
				session,
				limit,
				options: options({
					hasMedia: toggle({
						displayName: 'Only Chats With Media',
						name: 'hasMedia',
						description: 'Whether to leave out chats without stored media',
					}),
					merge: toggle(
						{
							displayName: 'Merge Hidden IDs',
							name: 'merge',
							description:
								'Whether a chat known by phone number and by hidden ID (@lid) is shown once',
						},
						true,
					),
					search: optionText({
						displayName: 'Search',
						name: 'search',
						placeholder: 'e.g. Ada',
						description: 'Part of a name or of an ID',
					}),
					sortBy: choice({ displayName: 'Sort By', name: 'sortBy' }, [
						{ name: 'ID', value: 'id' },
						{ name: 'Last Message', value: 'lastMessage' },
						{ name: 'Name', value: 'name' },
					]),
					sortOrder,
				}),
			},
			returns: many<Chat>(),
		}),
		markAsRead: operation({
			name: 'Mark as Read',
			action: 'Mark a chat as read',
			description: 'Show the other side that the messages of the last days were read',
			fields: {
				session,
				chatId,
				options: options({
					days: wholeNumber(
						{
							displayName: 'Days Back',
							name: 'days',
							description: 'Messages of so many days are marked',
						},
						{ min: 1, max: 365, standard: 7 },
					),
					messages: wholeNumber(
						{
							displayName: 'Newest Messages',
							name: 'messages',
							description: 'Only so many of the newest messages are marked',
						},
						{ min: 1, max: 500, standard: 30 },
					),
				}),
			},
			returns: command<ActedOnChat>(),
		}),
		pin: operation({
			name: 'Pin',
			action: 'Pin or unpin a chat',
			description: 'Keep a chat at the top of the list, or no longer',
			fields: {
				session,
				chatId,
				pin: toggle(
					{
						displayName: 'Pin',
						name: 'pin',
						description: 'Whether the chat is pinned; switch off to unpin it',
					},
					true,
				),
			},
			returns: command<ActedOnChat & { pinned: boolean }>(),
		}),
		unarchive: operation({
			name: 'Unarchive',
			action: 'Unarchive a chat',
			description: 'Take a chat out of the archive',
			fields: { session, chatId },
			returns: command<ActedOnChat & { archived: boolean }>(),
		}),
	},
};
