import { parseChatId, type ChatId } from '../portable/ids';
import { Refusal } from '../portable/refusal';
import type { Chat } from '../portable/shapes';
import {
	chatId,
	choice,
	download,
	limit,
	optionText,
	refresh,
	session,
	sortOrder,
	textList,
	toggle,
	wholeNumber,
} from './fields';
import { asChoice, asInteger, field, optionsField, type Field } from './field';
import { command, many, one, operation, resource } from './operation';

export type ActedOnChat = { session: string; chatId: string };

/** A chat with what a list shows next to it. */
export type ChatOverview = Chat & { pictureUrl: string | null };

const merge = toggle(
	{
		displayName: 'Merge Hidden IDs',
		name: 'merge',
		description: 'Whether a chat known by phone number and by hidden ID (@lid) is shown once',
	},
	true,
);

const onlyChats = field<ChatId[]>(
	{
		displayName: 'Only Chats',
		name: 'chatIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 491701234567, 120363025246125486@g.us',
		description: 'IDs or phone numbers, separated by commas',
	},
	(raw) => {
		const chats = textList(raw, 'Only Chats').map((text) => parseChatId(text));
		if (chats.length > 0) return chats;
		throw new Refusal('Only Chats is empty', 'Name at least one chat, or remove the option.');
	},
);

const MINUTES = { minutes: 1, hours: 60, days: 1440 } as const;
const UNITS = ['days', 'hours', 'minutes'] as const;

/** Thirty days; WARest silently shortens a longer time (0.3.44). */
const MAX_MUTE_MINUTES = 43_200;

/** How long a chat stays muted, in minutes. */
const muteMinutes: Field<number> = {
	properties: [
		{
			displayName: 'Mute For',
			name: 'muteFor',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 8,
			description: 'At most 30 days',
		},
		{
			displayName: 'Unit',
			name: 'muteUnit',
			type: 'options',
			options: [
				{ name: 'Days', value: 'days' },
				{ name: 'Hours', value: 'hours' },
				{ name: 'Minutes', value: 'minutes' },
			],
			default: 'hours',
		},
	],
	read: (get) => {
		const unit = asChoice(get('muteUnit') ?? 'hours', 'Unit', UNITS);
		const amount = asInteger(get('muteFor') ?? 8, 'Mute For', 1, MAX_MUTE_MINUTES);
		const minutes = amount * MINUTES[unit];
		if (minutes <= MAX_MUTE_MINUTES) return minutes;
		throw new Refusal('A chat can be muted for 30 days at most', 'Shorten Mute For.');
	},
};

export const chatResource = resource({
	name: 'Chat',
	preset: 'getMany',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many chats',
			description: 'List the chats of a session',
			fields: {
				session,
				limit,
				options: optionsField({
					hasMedia: toggle({
						displayName: 'Only Chats With Media',
						name: 'hasMedia',
						description: 'Whether to leave out chats without stored media',
					}),
					merge,
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
		getOverview: operation({
			name: 'Get Overview',
			action: 'Get an overview of chats',
			description: 'List the newest chats with name, picture and last message',
			fields: { session, limit, options: optionsField({ chatIds: onlyChats, merge }) },
			returns: many<ChatOverview>(),
		}),
		markAsRead: operation({
			name: 'Mark as Read',
			action: 'Mark a chat as read',
			description: 'Show the other side that the messages of the last days were read',
			fields: {
				session,
				chatId,
				options: optionsField({
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
		markAsUnread: operation({
			name: 'Mark as Unread',
			action: 'Mark a chat as unread',
			description: 'Show a chat as one that is still to be read',
			fields: { session, chatId },
			returns: command<ActedOnChat>(),
		}),
		archive: operation({
			name: 'Archive',
			action: 'Archive a chat',
			description: 'Move a chat to the archive',
			fields: { session, chatId },
			returns: command<ActedOnChat & { archived: boolean }>(),
		}),
		unarchive: operation({
			name: 'Unarchive',
			action: 'Unarchive a chat',
			description: 'Take a chat out of the archive',
			fields: { session, chatId },
			returns: command<ActedOnChat & { archived: boolean }>(),
		}),
		mute: operation({
			name: 'Mute',
			action: 'Mute a chat',
			description: 'Let the phone be silent about new messages of a chat for some time',
			fields: { session, chatId, muteMinutes },
			returns: command<ActedOnChat & { muted: boolean; durationMinutes: number | null }>(),
		}),
		unmute: operation({
			name: 'Unmute',
			action: 'Unmute a chat',
			description: 'Let the phone tell about new messages of a chat again',
			fields: { session, chatId },
			returns: command<ActedOnChat & { muted: boolean }>(),
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
		getPicture: operation({
			name: 'Get Picture',
			action: 'Get the picture of a chat',
			description: 'Get the address of the picture of a chat, and the picture itself if wanted',
			fields: { session, chatId, download, options: optionsField({ refresh }) },
			returns: one<ActedOnChat & { url: string | null }>(),
		}),
		clear: operation({
			name: 'Clear',
			action: 'Clear a chat',
			description:
				'Delete all messages of a chat for yourself; they cannot be brought back, and the chat stays',
			fields: { session, chatId },
			returns: command<ActedOnChat>(),
			destructive: true,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete a chat',
			description: 'Remove a chat with all its messages from your list; it cannot be brought back',
			fields: { session, chatId },
			returns: command<ActedOnChat>(),
			destructive: true,
		}),
	},
});
